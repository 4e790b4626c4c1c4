namespace PersonalizedAgent.Core.Kumo.Local.Items;

/// <summary>Finds the highest of many scores.</summary>
internal static class TopScores
{
    /// <summary>The highest scores, best first; of equal ones the first rows. Negative infinity is never among them.</summary>
    /// <param name="scores">A score for each row.</param>
    /// <param name="count">How many to return at most; meant to be small, as the time grows with it.</param>
    public static List<(int ItemRow, double Score)> Of(ReadOnlySpan<double> scores, int count)
    {
        count = Math.Min(count, scores.Length);
        var top = new List<(int ItemRow, double Score)>(count + 1);
        for (var row = 0; row < scores.Length && count > 0; row++)
        {
            if (double.IsNegativeInfinity(scores[row]) || (top.Count == count && scores[row] <= top[^1].Score))
                continue;
            var place = top.Count;
            while (place > 0 && top[place - 1].Score < scores[row])
                place--;
            top.Insert(place, (row, scores[row]));
            if (top.Count > count)
                top.RemoveAt(count);
        }

        return top;
    }
}
