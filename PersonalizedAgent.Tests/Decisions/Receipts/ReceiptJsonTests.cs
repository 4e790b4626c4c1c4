using System.Text;
using System.Text.Json;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Receipts;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions.Receipts;

public sealed class ReceiptJsonTests
{
    private static Decision Full { get; } = Sample.Decision(new UserId("85123A"), 0.1 + 0.2, AgentAction.OfferDiscount, new DecisionSource(Guid.CreateVersion7(Sample.Now)), "v1") with
    {
        PolicyVersion = "threshold-1",
        Draw = 1.0 / 3,
        User = Sample.User,
        Settings = new AgentOptions { EngagementThreshold = 0.55, Seed = 7 },
        Prediction = Sample.Prediction(0.1 + 0.2, AgentAction.OfferDiscount, new UserId("85123A")) with
        {
            Backend = PredictionBackend.Local,
            Task = "PREDICT COUNT(orders.*, 0, 30, days) > 0 FOR EACH users.user_id",
            ActionScores = [new(AgentAction.OfferDiscount, new(0.25)), new(AgentAction.SendMessage, new(0.125))],
            ActionRule = "a rule",
            Items = [new("7", "Café “Größe” <b>", 1.5)],
            BaseScore = new(0.4),
            Factors = [new("bought 3 days ago", -0.21)],
            Outlook = new([0, 7], [0.3, 0.2], [0.5, 0.4]),
            Fallback = new("no answer", "It did not answer."),
            Note = "a note",
        },
        Choice = new PolicyChoice(null, 1, "No contact: opted out")
        {
            Candidates = [new(AgentAction.OfferDiscount, 0, 0.25, "above 0.9"), new(AgentAction.SendMessage, 1)],
        },
    };

    [Fact]
    public void Read_WhatWasWritten_IsTheSameToTheByte()
    {
        var written = ReceiptJson.Write(Full);

        var read = ReceiptJson.Read(written);

        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(ReceiptJson.Write(read)));
        Assert.Equal((Full.Id, Full.At, Full.UserId, Full.Took, Full.Source, Full.Draw), (read.Id, read.At, read.UserId, read.Took, read.Source, read.Draw));
        Assert.Equal(Full.Prediction.EngagementScore, read.Prediction.EngagementScore);
        Assert.Equal(Full.Prediction.ActionScores, read.Prediction.ActionScores);
        Assert.Equal(Full.Prediction.Items, read.Prediction.Items);
        Assert.Equal(Full.Prediction.Fallback, read.Prediction.Fallback);
        Assert.Equal(Full.Choice.Candidates, read.Choice.Candidates);
        Assert.Equal(Full.User, read.User);
        Assert.Equal((0.55, 7), (read.Settings!.EngagementThreshold, read.Settings.Seed));
    }

    [Fact]
    public void Write_IsReadableByPrograms()
    {
        using var json = JsonDocument.Parse(ReceiptJson.Write(Full));
        var root = json.RootElement;

        Assert.Equal("85123A", root.GetProperty("prediction").GetProperty("user_id").GetString());
        Assert.Equal("local", root.GetProperty("prediction").GetProperty("backend").GetString());
        Assert.Equal("offer_discount", root.GetProperty("prediction").GetProperty("recommended_action").GetString());
        Assert.Equal("above 0.9", root.GetProperty("choice").GetProperty("candidates")[0].GetProperty("left_out").GetString());
        Assert.Equal(0.3, root.GetProperty("prediction").GetProperty("engagement_score").GetDouble(), 1e-15);
        Assert.False(root.GetProperty("choice").TryGetProperty("action", out _));
    }

    [Fact]
    public void Write_LeastDecision_ReadsBack()
    {
        var least = Sample.Decision();

        Assert.Equal(ReceiptJson.Write(least), ReceiptJson.Write(ReceiptJson.Read(ReceiptJson.Write(least))));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"id\":")]
    public void Read_NoReceipt_Throws(string json) => Assert.Throws<JsonException>(() => ReceiptJson.Read(Encoding.UTF8.GetBytes(json)));
}
