using PersonalizedAgent.Core.Datasets.Health;
using static PersonalizedAgent.Tests.Datasets.Health.Patient;

namespace PersonalizedAgent.Tests.Datasets.Health;

/// <summary>What is not there or not used.</summary>
public sealed class DoctorTestsCoverage
{
    private static readonly Patient Healthy = new();

    [Theory]
    [InlineData(399, false)]
    [InlineData(400, true)]
    public void Examine_HalfOfUsersWithoutOrders_IsANote(int users, bool isFound)
    {
        var patient = Healthy with { Users = "user_id\n" + Lines(users, i => $"{i}") };

        Assert.Equal(isFound ? Severity.Note : null, patient.Find("never ordered")?.Severity);
        Assert.Equal(isFound ? Severity.Note : null, patient.Find("were never contacted")?.Severity);
    }

    [Fact]
    public void Examine_ColumnsNotUsed_AreNamed()
    {
        var finding = (Healthy with { Items = "item_id,name,colour,weight\n" + Lines(5, i => $"{i},Thing {i},red,{i}") }).Find("not used");

        Assert.Equal((Severity.Note, "items.csv", "2 columns are not used: colour, weight."), (finding?.Severity, finding?.File, finding?.What));
    }

    [Fact]
    public void Examine_FileNotRead_IsNamed() => Assert.Equal((Severity.Note, "weather.csv"), (Healthy with { Other = ("weather.csv", "degrees\n7\n") }).Find("not read") is { } finding ? (finding.Severity, finding.File) : default);

    [Theory]
    [InlineData(14, false)]
    [InlineData(15, true)]
    public void Examine_PropensitiesMissing_IsANote(int missing, bool isFound)
    {
        var some = Healthy with { Contacts = ContactHeader + Lines(300, i => Contact(i, Action(i), i % 2 == 0).Replace("0.3333", i <= missing ? "" : "0.3333", StringComparison.Ordinal)) };
        var none = Healthy with { Contacts = "user_id,action,at,responded\n" + Lines(300, i => $"{i % UserCount + 1},{Action(i)},{Day(40)},{i % 2}") };

        Assert.Equal(isFound ? Severity.Note : null, some.Find("have no propensity")?.Severity);
        Assert.Equal((Severity.Note, 300), none.Find("There is no column propensity") is { } finding ? (finding.Severity, finding.Count) : default);
    }

    [Theory]
    [InlineData("amount")]
    [InlineData("item_id")]
    public void Examine_OrdersWithoutColumn_IsANote(string column)
    {
        var all = Healthy with { Orders = Healthy.Orders!.Replace(column, "ignored", StringComparison.Ordinal) };

        Assert.Equal((Severity.Note, "orders.csv"), all.Find($"There is no column {column}") is { } finding ? (finding.Severity, finding.File) : default);
    }

    [Theory]
    [InlineData(14, false)]
    [InlineData(15, true)]
    public void Examine_OrdersWithoutAmounts_IsANote(int missing, bool isFound)
    {
        var patient = Healthy with { Orders = OrderHeader + OldOrders + Lines(100 - missing, i => Order(i, 5)) + Lines(missing, i => $"{100 - missing + i},1,{Day(5)},1,") };

        Assert.Equal(isFound, patient.Find("have no amount") is not null);
    }
}
