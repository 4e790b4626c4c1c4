using System.Globalization;
using System.Text.Json;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational.Reading;

/// <summary>Reads the items of an answer and puts them in the order of the rows that were asked for; the order in which they come means nothing.</summary>
internal static class PredictionItems
{
    public static PredictionItem[] Read(JsonElement predictions, AnswerShape shape)
    {
        var count = predictions.GetArrayLength();
        var rows = shape.InstanceIds.Count;
        if (!shape.IsForecast && count != rows)
            throw new AnswerFault(string.Create(CultureInfo.InvariantCulture, $"{count} items for {rows} rows."));
        var items = new List<PredictionItem>(count);
        var seen = new HashSet<(int Row, int Step)>(count);
        var isThere = new bool[rows];
        foreach (var element in predictions.EnumerateArray())
        {
            var where = Where(items.Count);
            var item = Item(element, shape, where);
            if (!seen.Add((item.RowIndex, item.ForecastStep ?? 0)))
                throw new AnswerFault(shape.IsForecast ? $"{where}: forecast_step comes twice for its row." : $"{where}: row_index comes twice.");
            isThere[item.RowIndex] = true;
            items.Add(item);
        }

        if (Array.IndexOf(isThere, false) is >= 0 and var missing)
            throw new AnswerFault(string.Create(CultureInfo.InvariantCulture, $"There is no item for row {missing}."));
        return [.. items.OrderBy(item => item.RowIndex).ThenBy(item => item.ForecastStep)];
    }

    /// <summary>How an item is called in a reason.</summary>
    public static string Where(int place) => string.Create(CultureInfo.InvariantCulture, $"Item {place}");

    private static PredictionItem Item(JsonElement element, AnswerShape shape, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new AnswerFault($"{where} is no object.");
        if (element.Field("row_index") is not { } index)
            throw new AnswerFault($"{where}: row_index is missing.");
        if (index.AsWhole() is not { } row)
            throw new AnswerFault($"{where}: row_index is no whole number.");
        if (row < 0 || row >= shape.InstanceIds.Count)
            throw new AnswerFault($"{where}: row_index lies beyond the rows that were asked for.");
        var id = Id(element, where);
        if (id != shape.InstanceIds[(int)row].ToString(CultureInfo.InvariantCulture))
            throw new AnswerFault($"{where}: id is not that of its row.");
        return new PredictionItem
        {
            Id = id,
            RowIndex = (int)row,
            ForecastStep = shape.IsForecast ? Step(element, where) : null,
            Prediction = element.Field("prediction")?.Clone(),
            Probabilities = element.NumbersByName("probabilities", where),
            Scores = element.Numbers("scores", where),
            Rankings = Rankings(element, where),
            Embeddings = element.Numbers("embeddings", where),
            Quantiles = element.NumbersByName("quantiles", where),
            Explanation = element.Field("explanation")?.Clone(),
            Metadata = element.Field("metadata")?.Clone(),
        };
    }

    private static string Id(JsonElement element, string where) => element.Field("id") switch
    {
        null => throw new AnswerFault($"{where}: id is missing."),
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw new AnswerFault($"{where}: id is no text."),
    };

    private static int Step(JsonElement element, string where) =>
        element.Field("forecast_step")?.AsWhole() is >= 1 and <= int.MaxValue and var step ? (int)step : throw new AnswerFault($"{where}: forecast_step is no whole number of at least 1.");

    private static List<ItemScore>? Rankings(JsonElement element, string where)
    {
        if (element.Field("rankings") is not { } field)
            return null;
        if (field.ValueKind != JsonValueKind.Array)
            throw new AnswerFault($"{where}: rankings is no list.");
        var rankings = new List<ItemScore>(field.GetArrayLength());
        foreach (var entry in field.EnumerateArray())
        {
            if (entry.LooseText("id") is not { } id)
                throw new AnswerFault($"{where}: a ranking has no id that is a text.");
            rankings.Add(new ItemScore(id, entry.Field("score")?.AsNumber() ?? throw new AnswerFault($"{where}: a ranking has no score that is a finite number.")));
        }

        return rankings;
    }
}
