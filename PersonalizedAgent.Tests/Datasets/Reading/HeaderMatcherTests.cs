using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Tests.Datasets.Reading;

public sealed class HeaderMatcherTests
{
    private static string Match(DatasetTable table, string header)
    {
        var headers = header.Split(',');
        var found = HeaderMatcher.Match(table, headers);
        return string.Join(' ', DatasetSchema.FieldsOf(table).Where(field => found.ContainsKey(field.Name)).Select(field => $"{field.Name}={headers[found[field.Name]]}"));
    }

    [Theory]
    [InlineData(DatasetTable.Users, "user_id,age,gender,last_active,interactions,purchases", "user_id=user_id age=age gender=gender last_active=last_active interactions=interactions purchases=purchases")]
    [InlineData(DatasetTable.Users, "CustomerID,Years,Sex,Last Login,Sessions,Orders", "user_id=CustomerID age=Years gender=Sex last_active=Last Login interactions=Sessions purchases=Orders")]
    [InlineData(DatasetTable.Users, "customer_id,customer_age,customer_gender,last activity date,clicks,frequency", "user_id=customer_id age=customer_age gender=customer_gender last_active=last activity date interactions=clicks purchases=frequency")]
    [InlineData(DatasetTable.Users, "id,user-last-seen,Num.Orders", "user_id=id last_active=user-last-seen purchases=Num.Orders")]
    [InlineData(DatasetTable.Users, "ID,Contact ID", "user_id=Contact ID")]
    [InlineData(DatasetTable.Items, "StockCode,Description,Department,UnitPrice", "item_id=StockCode name=Description category=Department price=UnitPrice")]
    [InlineData(DatasetTable.Items, "product_id,product_name,product_type,product_price", "item_id=product_id name=product_name category=product_type price=product_price")]
    [InlineData(DatasetTable.Items, "product,title", "item_id=product name=title")]
    [InlineData(DatasetTable.Items, "sku,product,group,cost", "item_id=sku name=product category=group price=cost")]
    [InlineData(DatasetTable.Orders, "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country", "order_id=InvoiceNo user_id=CustomerID item_id=StockCode at=InvoiceDate quantity=Quantity amount=UnitPrice")]
    [InlineData(DatasetTable.Orders, "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country", "order_id=Invoice user_id=Customer ID item_id=StockCode at=InvoiceDate quantity=Quantity amount=Price")]
    [InlineData(DatasetTable.Orders, "price,order_total,client,date", "user_id=client at=date amount=order_total")]
    [InlineData(DatasetTable.Orders, "price,spend,client,date", "user_id=client at=date amount=spend")]
    [InlineData(DatasetTable.Orders, "invoice,order_id,cust_id,created_at,qty,revenue", "order_id=order_id user_id=cust_id at=created_at quantity=qty amount=revenue")]
    [InlineData(DatasetTable.Orders, "id,member_id,purchased_at,units,line_total", "order_id=id user_id=member_id at=purchased_at quantity=units amount=line_total")]
    [InlineData(DatasetTable.Orders, "receipt,buyer,visitor id,event_time,count,sales", "order_id=receipt user_id=buyer at=event_time quantity=count amount=sales")]
    [InlineData(DatasetTable.Contacts, "contact_id,user_id,action,at,propensity,responded", "contact_id=contact_id user_id=user_id action=action at=at propensity=propensity responded=responded")]
    [InlineData(DatasetTable.Contacts, "account_id,treatment,sent_at,propensity_score,converted", "user_id=account_id action=treatment at=sent_at propensity=propensity_score responded=converted")]
    [InlineData(DatasetTable.Contacts, "customer,segment,timestamp,visit,conversion", "user_id=customer action=segment at=timestamp responded=conversion")]
    [InlineData(DatasetTable.Contacts, "customer,segment,campaign,time,pscore,visit", "user_id=customer action=campaign at=time propensity=pscore responded=visit")]
    [InlineData(DatasetTable.Contacts, "uid,arm,datetime,probability,reward", "user_id=uid action=arm at=datetime propensity=probability responded=reward")]
    [InlineData(DatasetTable.Orders, "x,y,z", "")]
    [InlineData(DatasetTable.Orders, "", "")]
    public void Match_KnownNames_AreFound(DatasetTable table, string header, string expected) => Assert.Equal(expected, Match(table, header));

    [Fact]
    public void Match_SameNameTwice_TakesTheFirst() => Assert.Equal(1, HeaderMatcher.Match(DatasetTable.Users, ["x", "age", "age"])["age"]);

    [Fact]
    public void Match_ExactName_GoesBeforeOtherCaseAndSynonyms() =>
        Assert.Equal(3, HeaderMatcher.Match(DatasetTable.Orders, ["CustomerID", "User_ID", "UserId", "user_id"])["user_id"]);

    [Fact]
    public void Match_BlanksAroundName_DoNotMatter() => Assert.Equal(0, HeaderMatcher.Match(DatasetTable.Users, [" user_id "])["user_id"]);

    [Fact]
    public void Match_AnyHeader_UsesEachColumnOnce()
    {
        var names = new[] { "id", "product", "item", "order", "orders", "customer", "date", "time", "price", "total", "count", "segment", "visit", "contact", "user_id", "at", "value" };
        var random = new Random(11);
        for (var i = 0; i < 500; i++)
        {
            var headers = Enumerable.Range(0, random.Next(10)).Select(_ => names[random.Next(names.Length)]).ToArray();
            foreach (var table in DatasetSchema.Tables)
            {
                var columns = HeaderMatcher.Match(table, headers).Values.ToArray();
                Assert.Equal(columns.Length, columns.Distinct().Count());
                Assert.All(columns, column => Assert.InRange(column, 0, headers.Length - 1));
            }
        }
    }

    [Theory]
    [InlineData("Customers.csv", "a", DatasetTable.Users)]
    [InlineData("clients-2024.txt", "a", DatasetTable.Users)]
    [InlineData("members.csv", "a", DatasetTable.Users)]
    [InlineData("ProductCatalogue.csv", "a", DatasetTable.Items)]
    [InlineData("articles.csv", "a", DatasetTable.Items)]
    [InlineData("online_retail.csv", "a", DatasetTable.Orders)]
    [InlineData("transactions2011.csv", "a", DatasetTable.Orders)]
    [InlineData("/tmp/users/sales.csv", "a", DatasetTable.Orders)]
    [InlineData("C:\\users\\invoices.csv", "a", DatasetTable.Orders)]
    [InlineData("mailings.csv", "a", DatasetTable.Contacts)]
    [InlineData("touches.csv", "a", DatasetTable.Contacts)]
    [InlineData("customer_orders.csv", "a", DatasetTable.Orders)]
    [InlineData("orders_by_customer.csv", "customer_id,date,total", DatasetTable.Orders)]
    [InlineData("orders.csv", "user_id,age,gender", DatasetTable.Orders)]
    [InlineData("data.csv", "user_id,age,gender", DatasetTable.Users)]
    [InlineData("data.csv", "customer_id", DatasetTable.Users)]
    [InlineData("data.csv", "id", DatasetTable.Users)]
    [InlineData("data.csv", "sku,title,price", DatasetTable.Items)]
    [InlineData("data.csv", "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID", DatasetTable.Orders)]
    [InlineData("data.csv", "customer_id,date", DatasetTable.Orders)]
    [InlineData("data.csv", "customer_id,treatment,sent_at,clicked", DatasetTable.Contacts)]
    [InlineData("data.csv", "colour,size", null)]
    [InlineData("data.csv", "", null)]
    [InlineData("", "", null)]
    [InlineData("reusers.csv", "a", null)]
    public void GuessTable_NameOrHeader_TellsTheTable(string fileName, string header, DatasetTable? expected) =>
        Assert.Equal(expected, HeaderMatcher.GuessTable(fileName, header.Split(',')));
}
