namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>
/// Finds the fields of a table in the header of a file that names them its own way.
/// Case, humps, blanks and signs between words do not matter, nor does the table's name before a column's (<c>customer_age</c>).
/// </summary>
public static class HeaderMatcher
{
    private static readonly FieldNames[][] Names =
        [.. DatasetSchema.Tables.Select(table => DatasetSchema.FieldsOf(table).Select(FieldNames.Of).ToArray())];

    /// <summary>What may stand before a column's name, by table.</summary>
    private static readonly HashSet<string>[] Prefixes =
    [
        ["user", "customer", "client", "member", "account"],
        ["item", "product", "article"],
        ["order", "invoice", "transaction", "purchase", "sale", "sales"],
        ["contact", "message", "mailing", "touch"],
    ];

    private static readonly Dictionary<string, DatasetTable> FileWords = new(StringComparer.Ordinal)
    {
        ["user"] = DatasetTable.Users,
        ["users"] = DatasetTable.Users,
        ["customer"] = DatasetTable.Users,
        ["customers"] = DatasetTable.Users,
        ["client"] = DatasetTable.Users,
        ["clients"] = DatasetTable.Users,
        ["member"] = DatasetTable.Users,
        ["members"] = DatasetTable.Users,
        ["item"] = DatasetTable.Items,
        ["items"] = DatasetTable.Items,
        ["product"] = DatasetTable.Items,
        ["products"] = DatasetTable.Items,
        ["catalog"] = DatasetTable.Items,
        ["catalogue"] = DatasetTable.Items,
        ["article"] = DatasetTable.Items,
        ["articles"] = DatasetTable.Items,
        ["order"] = DatasetTable.Orders,
        ["orders"] = DatasetTable.Orders,
        ["transaction"] = DatasetTable.Orders,
        ["transactions"] = DatasetTable.Orders,
        ["sale"] = DatasetTable.Orders,
        ["sales"] = DatasetTable.Orders,
        ["purchase"] = DatasetTable.Orders,
        ["purchases"] = DatasetTable.Orders,
        ["invoice"] = DatasetTable.Orders,
        ["invoices"] = DatasetTable.Orders,
        ["retail"] = DatasetTable.Orders,
        ["contact"] = DatasetTable.Contacts,
        ["contacts"] = DatasetTable.Contacts,
        ["campaign"] = DatasetTable.Contacts,
        ["campaigns"] = DatasetTable.Contacts,
        ["mailing"] = DatasetTable.Contacts,
        ["mailings"] = DatasetTable.Contacts,
        ["message"] = DatasetTable.Contacts,
        ["messages"] = DatasetTable.Contacts,
        ["touch"] = DatasetTable.Contacts,
        ["touches"] = DatasetTable.Contacts,
    };

    /// <summary>How well a column's name says that it is a field; the first is best.</summary>
    private enum Fit
    {
        Exact,
        ExactButCase,
        Usual,
        UsualAfterPrefix,
        LastResort,
        LastResortAfterPrefix,
    }

    /// <summary>Finds the columns of a table's fields. Each column is used for one field at most, by the best of its names; of two equal columns the first.</summary>
    /// <param name="table">The table.</param>
    /// <param name="headers">The names of the columns.</param>
    /// <returns>By field name the index of its column; fields that were not found are left out. The amount of an order may be the price of one piece, where there is nothing better.</returns>
    public static IReadOnlyDictionary<string, int> Match(DatasetTable table, IReadOnlyList<string> headers)
    {
        var fields = DatasetSchema.FieldsOf(table);
        var candidates = new List<(Fit Fit, int Rank, int Field, int Column)>();
        for (var column = 0; column < headers.Count; column++)
        {
            var header = headers[column].Trim();
            var words = NameWords.Of(header);
            var name = string.Concat(words);
            var afterPrefix = words.Count > 1 && Prefixes[(int)table].Contains(words[0]) ? string.Concat(words.Skip(1)) : null;
            for (var field = 0; field < fields.Count; field++)
            {
                if (FitOf(header, name, afterPrefix, fields[field], Names[(int)table][field]) is var (fit, rank))
                    candidates.Add((fit, rank, field, column));
            }
        }

        candidates.Sort();
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var used = new HashSet<int>();
        foreach (var (_, _, field, column) in candidates)
        {
            if (!found.ContainsKey(fields[field].Name) && used.Add(column))
                found.Add(fields[field].Name, column);
        }

        return found;
    }

    /// <summary>
    /// Guesses which table a file holds: the one that its name tells, and where the name tells several or none, the one whose required fields the header has and of whose fields it has most.
    /// A name alone is enough, so that what is missing in the header can be said.
    /// </summary>
    /// <param name="fileName">The file's name, with or without folders.</param>
    /// <param name="headers">The names of its columns.</param>
    /// <returns>The table, or null where neither the name nor the header tells.</returns>
    public static DatasetTable? GuessTable(string fileName, IReadOnlyList<string> headers)
    {
        var baseName = Path.GetFileNameWithoutExtension(fileName[(fileName.LastIndexOf('\\') + 1)..]);
        var named = NameWords.Of(baseName).Where(FileWords.ContainsKey).Select(word => FileWords[word]).Distinct().ToArray();
        return named.Length switch
        {
            1 => named[0],
            0 => BestOf(DatasetSchema.Tables, headers),
            // The last word is the noun: customer orders are orders.
            _ => BestOf(named, headers) ?? named[^1],
        };
    }

    private static DatasetTable? BestOf(IReadOnlyList<DatasetTable> tables, IReadOnlyList<string> headers)
    {
        DatasetTable? best = null;
        var most = (Found: 0, Required: 0);
        foreach (var table in tables)
        {
            var found = Match(table, headers);
            var required = DatasetSchema.FieldsOf(table).Where(field => field.IsRequired).ToArray();
            if (!required.All(field => found.ContainsKey(field.Name)) || (found.Count, required.Length).CompareTo(most) <= 0)
                continue;
            best = table;
            most = (found.Count, required.Length);
        }

        return best;
    }

    private static (Fit Fit, int Rank)? FitOf(string header, string name, string? afterPrefix, TableField field, FieldNames names)
    {
        if (header.Equals(field.Name, StringComparison.OrdinalIgnoreCase))
            return (header.Equals(field.Name, StringComparison.Ordinal) ? Fit.Exact : Fit.ExactButCase, 0);
        return Find(Fit.Usual, names.Usual, name)
            ?? Find(Fit.UsualAfterPrefix, names.Usual, afterPrefix)
            ?? Find(Fit.LastResort, names.LastResort, name)
            ?? Find(Fit.LastResortAfterPrefix, names.LastResort, afterPrefix);
    }

    private static (Fit Fit, int Rank)? Find(Fit fit, IReadOnlyList<string> names, string? name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Equals(name, StringComparison.Ordinal))
                return (fit, i);
        }

        return null;
    }
}
