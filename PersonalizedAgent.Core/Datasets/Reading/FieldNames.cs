namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>The names under which other people's files hold a field.</summary>
/// <param name="Usual">Names that mean the field, the likeliest first, its own name before all.</param>
/// <param name="LastResort">Names that may mean it, for want of a better column.</param>
internal sealed record FieldNames(IReadOnlyList<string> Usual, IReadOnlyList<string> LastResort)
{
    private const string UserIds =
        "customer_id client_id cust_id member_id account_id uid customer client user member account customer_no customer_number "
        + "buyer_id buyer visitor_id visitor shopper_id shopper subscriber_id subscriber person_id";

    private const string ItemIds =
        "stock_code sku product_id article_id product_code item_code article_no item_no product article item asin";

    private const string Times =
        "timestamp datetime date_time date created_at created time event_time event_date";

    /// <summary>The names of one field, written as in <see cref="NameWords"/>, without anything between the words.</summary>
    /// <param name="field">The field.</param>
    public static FieldNames Of(TableField field)
    {
        var (usual, lastResort) = (field.Table, field.Name) switch
        {
            (DatasetTable.Users, "user_id") => (UserIds + " contact_id contact id", ""),
            (DatasetTable.Users, "age") => ("years age_years age_in_years", ""),
            (DatasetTable.Users, "gender") => ("sex", ""),
            (DatasetTable.Users, "last_active") => ("last_seen last_login last_visit last_activity last_activity_date last_active_date last_active_at last_seen_at last_seen_date last_login_at last_login_date last_visit_at last_visit_date", ""),
            (DatasetTable.Users, "interactions") => ("visits sessions events clicks interaction_count num_interactions visit_count session_count event_count", ""),
            (DatasetTable.Users, "purchases") => ("orders num_orders order_count orders_count purchase_count num_purchases total_orders total_purchases transactions frequency", ""),

            (DatasetTable.Items, "item_id") => (ItemIds + " id", ""),
            (DatasetTable.Items, "name") => ("title product_name prod_name item_name description", "product article item"),
            (DatasetTable.Items, "category") => ("department type group section", ""),
            (DatasetTable.Items, "price") => ("unit_price list_price retail_price cost", ""),

            (DatasetTable.Orders, "order_id") => ("invoice_no invoice order_no order_number transaction_id invoice_id invoice_number receipt_id receipt_no receipt order transaction basket_id id", ""),
            (DatasetTable.Orders, "user_id") => (UserIds + " contact_id contact", ""),
            (DatasetTable.Orders, "item_id") => (ItemIds, ""),
            (DatasetTable.Orders, "at") => ("invoice_date order_date purchased_at purchase_date ordered_at transaction_date sold_at " + Times + " sent_at", ""),
            (DatasetTable.Orders, "quantity") => ("qty units count", ""),
            (DatasetTable.Orders, "amount") => ("line_total total total_price total_amount revenue sales value spend", "price unit_price"),

            (DatasetTable.Contacts, "contact_id") => ("message_id mailing_id touch_id id", ""),
            (DatasetTable.Contacts, "user_id") => (UserIds, ""),
            (DatasetTable.Contacts, "action") => ("treatment campaign offer arm campaign_name campaign_id variant", "segment"),
            (DatasetTable.Contacts, "at") => ("sent_at contacted_at sent campaign_date " + Times, ""),
            (DatasetTable.Contacts, "propensity") => ("propensity_score pscore probability", ""),
            (DatasetTable.Contacts, "responded") => ("response clicked click converted conversion outcome reward", "visit visited"),

            _ => ("", ""),
        };
        return new FieldNames([Key(field.Name), .. Split(usual)], Split(lastResort));
    }

    private static string[] Split(string names) => [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Key)];

    private static string Key(string name) => name.Replace("_", "", StringComparison.Ordinal);
}
