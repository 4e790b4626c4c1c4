using System.ComponentModel.DataAnnotations;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;

namespace PersonalizedAgent.Tests.Decisions;

public sealed class AgentOptionsTests
{
    private static IEnumerable<string?> Errors(AgentOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.Select(result => result.ErrorMessage);
    }

    private static void Bounds<T>(string message, Action<AgentOptions, T> set, T[] valid, T[] invalid)
    {
        Assert.All(valid, value => Assert.Empty(ErrorsWith(value)));
        Assert.All(invalid, value => Assert.Equal(message, Assert.Single(ErrorsWith(value))));

        IEnumerable<string?> ErrorsWith(T value)
        {
            var options = new AgentOptions();
            set(options, value);
            return Errors(options);
        }
    }

    [Fact]
    public void Validate_Defaults_AreValidAndWithoutRails()
    {
        var options = new AgentOptions();

        Assert.Empty(Errors(options));
        Assert.Equal((null, null, 7, null, null, null), (options.Rails.MaxDiscountScore, options.Rails.MaxContacts, options.Rails.ContactDays, options.Rails.QuietFrom, options.Rails.QuietTo, options.Rails.DiscountsPerDay));
        Assert.All(AgentActions.All, action => Assert.Equal(0, options.Rails.CoolDownDays.Of(action)));
        Assert.Equal(0.2, options.Learning.MaxExploration);
    }

    [Fact]
    public void Validate_NumbersOutOfRange_NamesTheSetting()
    {
        Bounds<double?>("Agent:Rails:MaxDiscountScore must lie between 0 and 1.", (o, v) => o.Rails.MaxDiscountScore = v, [0, 1, null], [-0.01, 1.01, double.NaN]);
        Bounds<int?>("Agent:Rails:MaxContacts must lie between 1 and 1000.", (o, v) => o.Rails.MaxContacts = v, [1, 1000, null], [0, 1001]);
        Bounds("Agent:Rails:ContactDays must lie between 1 and 365.", (o, v) => o.Rails.ContactDays = v, [1, 365], [0, 366]);
        Bounds<int?>("Agent:Rails:DiscountsPerDay must not be negative.", (o, v) => o.Rails.DiscountsPerDay = v, [0, int.MaxValue, null], [-1]);
        Bounds("Agent:Rails:CoolDownDays:OfferDiscount must lie between 0 and 365.", (o, v) => o.Rails.CoolDownDays.OfferDiscount = v, [0, 365], [-1, 366]);
        Bounds("Agent:Rails:CoolDownDays:RecommendProduct must lie between 0 and 365.", (o, v) => o.Rails.CoolDownDays.RecommendProduct = v, [0, 365], [-1, 366]);
        Bounds("Agent:Rails:CoolDownDays:SendMessage must lie between 0 and 365.", (o, v) => o.Rails.CoolDownDays.SendMessage = v, [0, 365], [-1, 366]);
        Bounds("Agent:Values:OfferDiscount:Value must lie between 0 and 1000000.", (o, v) => o.Values.OfferDiscount.Value = v, [0, 1_000_000], [-0.01, 1_000_000.01, double.NaN]);
        Bounds("Agent:Values:SendMessage:Cost must lie between 0 and 1000000.", (o, v) => o.Values.SendMessage.Cost = v, [0, 1_000_000], [-0.01, 1_000_000.01, double.NaN]);
        Bounds("Agent:Learning:MaxExploration must lie between 0 and 1.", (o, v) => o.Learning.MaxExploration = v, [0, 1], [-0.01, 1.01, double.NaN]);
        Bounds("Agent:Learning:NoiseVariance must lie between 0.001 and 1.", (o, v) => o.Learning.NoiseVariance = v, [0.001, 1], [0, 1.01, double.NaN]);
        Bounds("Agent:Learning:PriorDeviation must lie between 0.001 and 10.", (o, v) => o.Learning.PriorDeviation = v, [0.001, 10], [0, 10.01, double.NaN]);
        Bounds("Agent:Learning:ContactWeight must lie between 0 and 1.", (o, v) => o.Learning.ContactWeight = v, [0, 1], [-0.01, 1.01, double.NaN]);
    }

    [Fact]
    public void Validate_QuietHours_NeedTwoEndsThatDiffer()
    {
        TimeOnly evening = new(21, 0), morning = new(8, 0);
        const string both = "Agent:Rails:QuietFrom and Agent:Rails:QuietTo must both be set, or neither.";

        Bounds<(TimeOnly? From, TimeOnly? To)>(both, (o, v) => (o.Rails.QuietFrom, o.Rails.QuietTo) = v, [(evening, morning), (morning, evening), (null, null)], [(evening, null), (null, morning)]);
        Bounds<(TimeOnly? From, TimeOnly? To)>("Agent:Rails:QuietFrom and Agent:Rails:QuietTo must differ.", (o, v) => (o.Rails.QuietFrom, o.Rails.QuietTo) = v, [], [(evening, evening)]);
    }
}
