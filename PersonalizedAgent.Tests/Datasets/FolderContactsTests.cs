using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets;

public sealed class FolderContactsTests
{
    private const string Header = "contact_id,user_id,action,at,propensity,responded\n";

    private static string[] Found(Dataset dataset) => dataset.Issues(DatasetTable.Contacts);

    [Theory]
    [InlineData("offer_discount", AgentAction.OfferDiscount)]
    [InlineData("Offer Discount", AgentAction.OfferDiscount)]
    [InlineData("RECOMMEND-PRODUCT", AgentAction.RecommendProduct)]
    [InlineData(" send message ", AgentAction.SendMessage)]
    [InlineData("Send_Message", AgentAction.SendMessage)]
    public void Read_Action_InAnyCaseWithBlanksOrDashes(string text, AgentAction expected)
    {
        var dataset = FolderFiles.ReadContacts($"{Header}1,1,{text},2025-08-01,0.5,1\n");

        Assert.Equal(new Contact("1", new DateTime(2025, 8, 1), expected, 0.5, true), Assert.Single(dataset.Contacts.Of(0)));
        Assert.Empty(Found(dataset));
    }

    [Theory]
    [InlineData("")]
    [InlineData("send")]
    [InlineData("sendmessage")]
    [InlineData("send__message")]
    [InlineData("send_messages")]
    [InlineData("send_messagd")]
    public void Read_NotAnAction_IsLeftOut(string text)
    {
        var dataset = FolderFiles.ReadContacts($"{Header}1,1,{text},2025-08-01,0.5,1\n2,2,send_message,2025-08-01,0.5,1\n");

        Assert.Equal(["line 2, action: must be offer_discount, recommend_product or send_message"], Found(dataset));
        Assert.Equal((2, 1, 1), (dataset.Report.Of(DatasetTable.Contacts)!.RowCount, dataset.Report.LeftOutCount, dataset.Contacts.Count));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("TRUE", true)]
    [InlineData("Yes", true)]
    [InlineData("0", false)]
    [InlineData("f", false)]
    [InlineData("no", false)]
    public void Read_Responded_InItsForms(string text, bool expected) =>
        Assert.Equal(expected, FolderFiles.ReadContacts($"{Header}1,1,send_message,2025-08-01,0.5,{text}\n").Contacts.Of(0)[0].Responded);

    [Theory]
    [InlineData("9,send_message,2025-08-01,1", "user_id: is not in the users' file")]
    [InlineData(",send_message,2025-08-01,1", "user_id: is missing")]
    [InlineData("1,send_message,2025-08-01,", "responded: must be 1 or 0")]
    [InlineData("1,send_message,2025-08-01,2", "responded: must be 1 or 0")]
    [InlineData("1,send_message,soon,1", "at: must be a date, such as 2025-08-10 or 2025-08-10T18:22:00")]
    [InlineData("1,send_message,2068-01-01,1", "at: must lie between the years 1932 and 2067")]
    public void Read_RowThatSaysNothing_IsLeftOut(string row, string expected)
    {
        var dataset = FolderFiles.ReadContacts($"user_id,action,at,responded\n2,send_message,2025-08-01,1\n{row}\n");

        Assert.Equal(["line 3, " + expected], Found(dataset));
        Assert.Equal((1, 1), (dataset.Contacts.Count, dataset.Report.LeftOutCount));
    }

    [Theory]
    [InlineData("1", 1.0)]
    [InlineData("0.000001", 0.000001)]
    [InlineData("", null)]
    [InlineData("NA", null)]
    public void Read_Propensity_WithinItsBounds(string text, double? expected)
    {
        var dataset = FolderFiles.ReadContacts($"{Header}1,1,send_message,2025-08-01,{text},1\n");

        Assert.Equal(expected, dataset.Contacts.Of(0)[0].Propensity, (a, b) => a is { } x && b is { } y ? Math.Abs(x - y) < 1e-12 : a == b);
        Assert.Empty(Found(dataset));
        Assert.True(dataset.Contacts.HasPropensities);
    }

    [Theory]
    [InlineData("1e-45")]
    [InlineData("1e-300")]
    public void Read_TinyPropensity_StaysGreaterThanZero(string text) =>
        Assert.True(FolderFiles.ReadContacts($"{Header}1,1,send_message,2025-08-01,{text},1\n").Contacts.Of(0)[0].Propensity > 0);

    [Theory]
    [InlineData("0")]
    [InlineData("-0.1")]
    [InlineData("1.01")]
    [InlineData("50%")]
    public void Read_PropensityBeyondItsBounds_IsReportedAndLeftEmpty(string text)
    {
        var dataset = FolderFiles.ReadContacts($"{Header}1,1,send_message,2025-08-01,{text},1\n");

        Assert.Equal(["line 2, propensity: must be greater than 0 and at most 1"], Found(dataset));
        Assert.Null(Assert.Single(dataset.Contacts.Of(0)).Propensity);
        Assert.Equal(0, dataset.Report.LeftOutCount);
    }

    [Fact]
    public void Read_SameIdTwice_TheFirstCounts()
    {
        var dataset = FolderFiles.ReadContacts(Header + "7,1,send_message,2025-08-01,0.5,1\n007,1,send_message,2025-08-02,0.5,1\n7,2,offer_discount,2025-08-03,0.5,0\n");

        Assert.Equal(["line 4, contact_id: came before: the first row counts"], Found(dataset));
        Assert.Equal(["7", "007"], dataset.Contacts.Of(0).Select(contact => contact.ContactId));
        Assert.Equal((2, 2), dataset.Contacts.CountOf(AgentAction.SendMessage));
        Assert.Equal((0, 0), dataset.Contacts.CountOf(AgentAction.OfferDiscount));
    }

    [Theory]
    [InlineData("2", "")]
    [InlineData("", "1")]
    [InlineData("", "")]
    public void Read_IdMissing_IsNeverTakenForAnothersId(string first, string second)
    {
        var dataset = FolderFiles.ReadContacts($"{Header}{first},1,send_message,2025-08-01,0.5,1\n{second},1,send_message,2025-08-02,0.5,1\n");

        Assert.Empty(Found(dataset));
        Assert.Equal(2, dataset.Contacts.Of(0).Select(contact => contact.ContactId).Distinct().Count());
    }

    [Fact]
    public void Read_NoIdColumn_NumbersTheRows() =>
        Assert.Equal(["1", "2"], FolderFiles.ReadContacts("user_id,action,at,responded\n1,send_message,2025-08-01,1\n1,send_message,2025-08-01,1\n").Contacts.Of(0).Select(contact => contact.ContactId));

    [Fact]
    public void Read_DatesInTwoFormsAndInTheFuture_AreKeptAndReported()
    {
        var dataset = FolderFiles.ReadContacts("user_id,action,at,responded\n1,send_message,13/08/2025,1\n1,send_message,14/08/2025,1\n1,send_message,2025-08-01,0\n");

        Assert.Equal(["line 3, at: lies after today", "line 4, at: is written in another form than the other dates"], Found(dataset));
        Assert.Equal([1, 13, 14], dataset.Contacts.Of(0).Select(contact => contact.At.Day));
        Assert.False(dataset.Contacts.HasPropensities);
        Assert.Equal((3, 2), dataset.Contacts.CountOf(AgentAction.SendMessage));
    }
}
