using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Model;

public sealed class QualityTextTests
{
    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.0616, "6.2 %")]
    [InlineData(0.0994, "9.9 %")]
    [InlineData(0.0996, "10 %")]
    [InlineData(0.4388, "44 %")]
    [InlineData(1, "100 %")]
    public void Percent_HasAPlaceBelowTen(double share, string expected) => Assert.Equal(expected, QualityText.Percent(share));

    [Theory]
    [InlineData(0.0312, "+0.031")]
    [InlineData(-0.0042, "−0.004")]
    [InlineData(0, "0.000")]
    public void Signed_HasASign(double value, string expected) => Assert.Equal(expected, QualityText.Signed(value));

    [Fact]
    public void Ranges_NameBothEnds()
    {
        Assert.Equal("0.820 to 0.861", QualityText.Range(new Interval(0.84, 0.8201, 0.8607)));
        Assert.Equal("−0.012 to +0.008", QualityText.SignedRange(new Interval(-0.002, -0.012, 0.008)));
        Assert.Equal("8.1 to 14 %", QualityText.PercentRange(new Interval(0.1, 0.081, 0.14)));
    }

    [Theory]
    [InlineData(0.0134, "1.3 points")]
    [InlineData(0.01, "1.0 point")]
    [InlineData(0, "0.0 points")]
    public void Points_AreHundredths(double difference, string expected) => Assert.Equal(expected, QualityText.Points(difference));

    [Fact]
    public void AucMeaning_IsInPairs() => Assert.Contains("84 times in 100", QualityText.AucMeaning(0.8436), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.3, 0.6, "50 % less than always the same, 0.600")]
    [InlineData(0.66, 0.6, "10 % more than always the same, 0.600")]
    [InlineData(0.6, 0.6, "as much as always the same, 0.600")]
    [InlineData(0, 0, "as much as always the same, 0.000")]
    public void LogLossGain_SaysWhichIsLess(double logLoss, double baseLogLoss, string expected) => Assert.Equal(expected, QualityText.LogLossGain(logLoss, baseLogLoss));

    [Fact]
    public void Setting_SaysWhenOnWhomAndFromWhat() => Assert.Equal(
        "Tried as of 14 Jul 2025 on 1,643 users; 44 % of them ordered in the 30 days after it. Learned from 9,013 examples at 6 earlier times, in 120 ms.",
        QualityText.Setting(QualitySample.Engagement));

    [Fact]
    public void Captured_IsTheFirstFifth_OrThePartThatHoldsIt()
    {
        Assert.Equal("The top 20 % of users hold 43 % of those who order.", QualityText.Captured(QualitySample.Engagement.Lift));
        Assert.Equal("The top 33 % of users hold 50 % of those who order.", QualityText.Captured([new(1 / 3.0, 0.5, 1.5, 0.5), new(2 / 3.0, 0.5, 1.5, 1), new(1, 0, 0, 1)]));
        Assert.Equal("Nobody ordered.", QualityText.Captured([]));
    }

    [Fact]
    public void Captured_AFifthThatRoundsBelow_IsStillAFifth() =>
        Assert.StartsWith("The top 20 %", QualityText.Captured([new(0.1, 1, 1, 0.2), new(0.2 - 1e-15, 1, 1, 0.4), new(1, 1, 1, 1)]), StringComparison.Ordinal);

    [Fact]
    public void Calibration_NamesTheWorstBin() => Assert.Equal(
        "Predicted and observed rates differ by 2.1 points on average, most where 70 % was predicted and 75 % ordered.",
        QualityText.Calibration(QualitySample.Engagement.CalibrationError, QualitySample.Engagement.Calibration));

    [Fact]
    public void Bin_SaysAllOfIt() => Assert.Equal("predicted 70 %, observed 75 % (71 to 79 %), 843 users", QualityText.Bin(QualitySample.Engagement.Calibration[1]));

    [Fact]
    public void Suspicion_OfAColumn_IsToLeaveItOut()
    {
        using var folder = new TempDataset(("users.csv", "user_id,churned\n1,yes\n2,no\n"));

        var text = QualityText.Suspicion(new LeakSuspect("churned", 0.985), folder.Read(Sample.Today));

        Assert.StartsWith("The column churned alone reaches 0.985.", text, StringComparison.Ordinal);
        Assert.Contains("leave it out of users.csv", text, StringComparison.Ordinal);
        Assert.Equal("0.95", QualityText.Limit);
    }

    [Fact]
    public void Suspicion_OfThePast_IsToCheckTheDates()
    {
        var text = QualityText.Suspicion(new LeakSuspect("recency", 0.979), Sample.FourUsers());

        Assert.StartsWith("What is known of recency, worked out from what users did before, alone reaches 0.979.", text, StringComparison.Ordinal);
        Assert.Contains("Check the dates", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_FollowTheReports()
    {
        Assert.Equal("Better than a simple rule", QualityText.Headline(QualitySample.Engagement));
        Assert.Equal("Not surely better than a simple rule", QualityText.Headline(QualitySample.NotBetter));
        Assert.StartsWith("Tells more", QualityText.Verdict(QualitySample.Response), StringComparison.Ordinal);
        Assert.StartsWith("Tells no more", QualityText.Verdict(QualitySample.Response with { Auc = new Interval(0.55, 0.49, 0.6) }), StringComparison.Ordinal);
        Assert.StartsWith("Better than", QualityText.Verdict(QualitySample.Items), StringComparison.Ordinal);
        Assert.StartsWith("Not surely", QualityText.Verdict(QualitySample.Items with { Ndcg = 0.06 }), StringComparison.Ordinal);
    }

    [Fact]
    public void NotTried_NamesTheOtherActions()
    {
        Assert.Equal("Not tried, as there are too few contacts: Recommend product, Send message.", QualityText.NotTried([QualitySample.Response]));
        Assert.Null(QualityText.NotTried([.. AgentActions.All.Select(action => QualitySample.Response with { Action = action })]));
    }

    [Fact]
    public void NoResponses_TellsAMissingFileFromTooFewContacts()
    {
        using var without = new TempDataset(("users.csv", "user_id\n1\n"));
        using var with = new TempDataset(("users.csv", "user_id\n1\n"), ("contacts.csv", "user_id,date,action,responded\n1,2025-08-01,send_message,1\n"));

        Assert.Equal("contacts.csv is missing: actions follow rules.", QualityText.NoResponses(without.Read(Sample.Today), 30));
        Assert.Contains("tell too little", QualityText.NoResponses(with.Read(Sample.Today), 30), StringComparison.Ordinal);
    }

    [Fact]
    public void NoItems_TellsOrdersWithoutItemsFromNothingNew()
    {
        using var without = new TempDataset(("users.csv", "user_id\n1\n"), ("orders.csv", "user_id,date\n1,2025-08-01\n"));
        using var with = new TempDataset(("users.csv", "user_id\n1\n"), ("orders.csv", "user_id,date,item_id\n1,2025-08-01,tea\n"));

        Assert.StartsWith("Orders name no items", QualityText.NoItems(without.Read(Sample.Today), 30), StringComparison.Ordinal);
        Assert.StartsWith("In the last 30 days nobody", QualityText.NoItems(with.Read(Sample.Today), 30), StringComparison.Ordinal);
    }

    [Fact]
    public void Truth_IsInPointsAndPerHundred()
    {
        Assert.Equal("36.7", QualityText.PerHundred(QualitySample.Truth.Earned));
        Assert.Contains("2.7 points from the true ones on average; each action’s overall rate lies 10.9 points", QualityText.Distance(QualitySample.Truth), StringComparison.Ordinal);
    }
}
