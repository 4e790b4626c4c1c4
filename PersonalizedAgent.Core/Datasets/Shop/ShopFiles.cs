using CsvHelper;
using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>The four files of the shop, written row by row.</summary>
internal sealed class ShopFiles : IDisposable
{
    // The shop chooses among the actions with a fair die.
    private const string Propensity = "0.333333";

    private readonly CsvWriter _users;
    private readonly CsvWriter _orders;
    private readonly CsvWriter _contacts;
    private int _orderCount;
    private int _contactCount;

    /// <summary>Creates the files with their headers, and the items whole.</summary>
    public ShopFiles(string directory)
    {
        Directory.CreateDirectory(directory);
        _users = Create(directory, "users", "user_id", "age", "gender", "last_active", "interactions", "purchases", "kind", "joined", "country", "newsletter_opens");
        _orders = Create(directory, "orders", "order_id", "user_id", "item_id", "at", "quantity", "amount");
        _contacts = Create(directory, "contacts", "contact_id", "user_id", "action", "at", "propensity", "responded");
        using var items = Create(directory, "items", "item_id", "name", "category", "price");
        foreach (var item in ShopCatalogue.Items)
        {
            items.WriteField(item.Id);
            items.WriteField(item.Name);
            items.WriteField(item.Category.ToString());
            items.WriteField(item.Price);
            items.EndRecord();
        }
    }

    public void WriteOrder(int userId, DateOnly day, int minute, ShopBasket.Line line)
    {
        _orders.WriteField(++_orderCount);
        _orders.WriteField(userId);
        _orders.WriteField(line.Item.Id);
        WriteTime(_orders, day, minute);
        _orders.WriteField(line.Quantity);
        // A decimal with two places is written with two.
        _orders.WriteField(new decimal(line.Cents, 0, 0, isNegative: false, scale: 2));
        _orders.EndRecord();
    }

    public void WriteContact(int userId, AgentAction action, DateOnly day, int minute, bool hasResponded)
    {
        _contacts.WriteField(++_contactCount);
        _contacts.WriteField(userId);
        _contacts.WriteField(action.WireName());
        WriteTime(_contacts, day, minute);
        _contacts.WriteField(Propensity);
        _contacts.WriteField(hasResponded ? 1 : 0);
        _contacts.EndRecord();
    }

    public void WriteUser(int userId, ShopCustomer customer, DateOnly lastActive, int interactions, int purchases)
    {
        _users.WriteField(userId);
        _users.WriteField(customer.Age);
        _users.WriteField(customer.Gender);
        _users.WriteField(lastActive);
        _users.WriteField(interactions);
        _users.WriteField(purchases);
        _users.WriteField(customer.Kind.DisplayName());
        _users.WriteField(ShopCalendar.FirstDay.AddDays(customer.Joined));
        _users.WriteField(customer.Country);
        _users.WriteField(customer.NewsletterOpens);
        _users.EndRecord();
    }

    /// <summary>Writes what is left and closes the files.</summary>
    public void Dispose()
    {
        _users.Dispose();
        _orders.Dispose();
        _contacts.Dispose();
    }

    private static void WriteTime(CsvWriter csv, DateOnly day, int minute) => csv.WriteField(day.ToDateTime(default).AddMinutes(minute), "s");

    private static CsvWriter Create(string directory, string name, params ReadOnlySpan<string> columns)
    {
        var csv = CsvWriter.ToFile(Path.Combine(directory, name + ".csv"), new CsvWriterOptions { NewLine = "\n" });
        foreach (var column in columns)
            csv.WriteField(column);
        csv.EndRecord();
        return csv;
    }
}
