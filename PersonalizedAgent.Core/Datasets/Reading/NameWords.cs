namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>Takes the names of columns and files apart.</summary>
internal static class NameWords
{
    /// <summary>The words of a name in lower case: <c>CustomerID</c>, <c>customer-id</c> and <c>Customer Id.</c> all give customer and id.</summary>
    /// <param name="name">The name.</param>
    public static IReadOnlyList<string> Of(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || !char.IsLetterOrDigit(name[i]);
            if (!isEnd && (i == start || !IsHump(name, i)))
                continue;
            if (i > start)
                words.Add(name[start..i].ToLowerInvariant());
            start = isEnd ? i + 1 : i;
        }

        return words;
    }

    /// <summary>Whether a new word starts at this letter or digit, which follows another.</summary>
    private static bool IsHump(string name, int i)
    {
        if (char.IsDigit(name[i]) != char.IsDigit(name[i - 1]))
            return true;
        if (!char.IsUpper(name[i]))
            return false;
        return !char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]));
    }
}
