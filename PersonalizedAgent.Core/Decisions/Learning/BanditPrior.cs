using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Local.Features;

namespace PersonalizedAgent.Core.Decisions.Learning;

/// <summary>Folds the contacts of a dataset into a state; see <see cref="BanditState.FromContacts"/>.</summary>
internal static class BanditPrior
{
    private const int MostContacts = 20_000;

    public static BanditState Of(Dataset dataset, DateTimeOffset asOf, LearningOptions options, LocalModel? model)
    {
        var (contacts, end, state) = (dataset.Contacts, Moments.FromDateTime(asOf.DateTime), BanditState.Initial(options));
        if (options.ContactWeight == 0)
            return state;
        var every = (contacts.Count + MostContacts - 1) / MostContacts;
        for (var row = 0; row < dataset.Users.Count; row++)
        {
            var (start, length) = contacts.RangeOf(row).GetOffsetAndLength(contacts.Count);
            for (var place = start; place < start + length && contacts.Times[place] < end; place++)
            {
                if (place % every != 0)
                    continue;
                var action = (AgentAction)contacts.ActionCodes[place];
                state = state.LearnContact(FeaturesOf(dataset, row, contacts.Times[place], action, model), action, contacts.Responses[place], options.ContactWeight);
            }
        }

        return state;
    }

    /// <summary>What was known of a user the second before a time.</summary>
    public static BanditFeatures FeaturesOf(Dataset dataset, int row, int time, AgentAction action, LocalModel? model)
    {
        var past = UserPast.Of(dataset, row, time - 1);
        var summary = PastSummary.Of(past);
        var day = Moments.ToDay(time);
        return BanditFeatures.Of(
            summary.Purchases == 0 ? null : ProbabilityOf(model?.Engagement, past, summary),
            ProbabilityOf(model is { HasResponses: true } ? model.Responses[(int)action] : null, past, summary),
            LastActive(past) is { } last ? day.DayNumber - Moments.ToDay(last).DayNumber : null,
            past.OrderTimes.Length,
            day);
    }

    private static double? ProbabilityOf(FittedTask? task, in UserPast past, in PastSummary summary) => task?.Probability(past, summary, new float[task.Features.Width]);

    private static int? LastActive(in UserPast past)
    {
        int? last = past.OrderTimes.IsEmpty ? null : past.OrderTimes[^1];
        for (var i = past.ContactTimes.Length - 1; i >= 0; i--)
        {
            if (past.Responses[i])
                return last is null || past.ContactTimes[i] > last ? past.ContactTimes[i] : last;
        }

        return last;
    }
}
