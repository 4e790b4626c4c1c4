using System.Text.Json;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>Reads what the answer shall hold, and how the model shall work.</summary>
internal static class OutputReader
{
    private static readonly string[] AllFields = ["prediction", "probabilities", "scores", "rankings", "embeddings", "quantiles", "explanation"];

    public static IReadOnlyList<string>? Fields(Node root, bool isRanking)
    {
        if (root.Field("output", JsonValueKind.Object) is not { } output)
            return null;
        output.Only("fields");
        if (output.Texts("fields") is not { } fields)
            return null;
        if (fields.Count == 0)
            output.FailAt("fields", "is empty");
        for (var i = 0; i < fields.Count; i++)
        {
            if (!AllFields.Contains(fields[i]))
                output.FailAt($"fields[{i}]", $"must be one of {string.Join(", ", AllFields)}");
            else if (isRanking ? fields[i] != "rankings" : fields[i] is not ("prediction" or "probabilities"))
                output.FailAt($"fields[{i}]", $"{fields[i]} is not supported by this server for this kind of task", CheckList.UnsupportedShape);
        }

        return fields;
    }

    public static void CheckInference(Node root, bool isRanking)
    {
        if (root.Field("inference", JsonValueKind.Object, isNeeded: false) is not { } inference)
            return;
        inference.Only("run_mode", "use_prediction_time", "inference_config");
        inference.OneOf("run_mode", ["debug", "fast", "normal", "best"], isNeeded: false);
        inference.Flag("use_prediction_time", isNeeded: false);
        if (inference.Value.TryGetProperty("inference_config", out var value) && value.ValueKind == JsonValueKind.Null)
            return;
        if (inference.Field("inference_config", JsonValueKind.Object, isNeeded: false) is not { } config)
            return;
        // Class shuffles are for classification, transforms and output types for regression.
        var kind = config.OneOf("kind", isRanking ? ["base"] : ["base", "classification"]);
        string[] names = ["kind", "num_estimators", "column_shuffle", "category_shuffle", "hop_shuffle"];
        config.Only(kind == "base" ? names : [.. names, "class_shuffle"]);
        config.Whole("num_estimators", 1, 4, isNeeded: false);
        foreach (var name in (string[])["column_shuffle", "category_shuffle", "hop_shuffle", "class_shuffle"])
            config.Flag(name, isNeeded: false);
    }
}
