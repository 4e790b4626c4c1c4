using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Tests.Datasets.Reading;

public sealed class DatasetSchemaTests
{
    [Theory]
    [InlineData(DatasetTable.Users, "users.csv", "user_id! age gender last_active interactions purchases")]
    [InlineData(DatasetTable.Items, "items.csv", "item_id! name category price")]
    [InlineData(DatasetTable.Orders, "orders.csv", "order_id user_id! item_id at! quantity amount")]
    [InlineData(DatasetTable.Contacts, "contacts.csv", "contact_id user_id! action! at! propensity responded!")]
    public void FieldsOf_EachTable_HasItsFields(DatasetTable table, string fileName, string fields)
    {
        Assert.Equal(fields, string.Join(' ', DatasetSchema.FieldsOf(table).Select(field => field.Name + (field.IsRequired ? "!" : ""))));
        Assert.All(DatasetSchema.FieldsOf(table), field => Assert.Equal(table, field.Table));
        Assert.Equal(fileName, DatasetSchema.FileName(table));
        Assert.Equal(table, HeaderMatcher.GuessTable(fileName, []));
    }

    [Fact]
    public void FileName_NoTable_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => DatasetSchema.FileName((DatasetTable)4));
}
