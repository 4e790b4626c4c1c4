using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Tests.Datasets.Reading;

public sealed class NameWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("__", "")]
    [InlineData("id", "id")]
    [InlineData("CustomerID", "customer id")]
    [InlineData("customerId", "customer id")]
    [InlineData("CUSTOMER_ID", "customer id")]
    [InlineData("customer-id", "customer id")]
    [InlineData(" Customer  Id. ", "customer id")]
    [InlineData("HTTPStatus", "http status")]
    [InlineData("orders2024", "orders 2024")]
    [InlineData("prénomÂge", "prénom âge")]
    public void Of_Name_GivesItsWords(string name, string expected) => Assert.Equal(expected, string.Join(' ', NameWords.Of(name)));
}
