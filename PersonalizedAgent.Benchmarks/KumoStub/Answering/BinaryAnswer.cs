using System.Text.Json;
using PersonalizedAgent.Benchmarks.KumoStub.Checking;
using PersonalizedAgent.Core.Kumo.Local;

namespace PersonalizedAgent.Benchmarks.KumoStub.Answering;

/// <summary>How likely true is for each row, from the request alone: a logistic regression on counts of the rows that belong to an instance.</summary>
internal static class BinaryAnswer
{
    private const double Penalty = 1;

    public static double[] Of(CheckedRequest request, CancellationToken cancellationToken)
    {
        var (task, schema, context) = request.Given;
        TableFeatures[] tables = [.. schema.Related.Values.Select(table => new TableFeatures(table, task.Anchor))];
        var place = context.Instances.PlaceOf(task.Target);
        bool[] labels = [.. context.Instances.Rows.Select(row => row.Cells[place].ValueKind == JsonValueKind.True)];
        var asked = ToDesign(tables, request.Predict, new bool[request.Predict.Instances.Rows.Count]);
        // Where all are alike there is nothing to learn but how many.
        if (!labels.Contains(true) || !labels.Contains(false))
            return [.. asked.Labels.Select(_ => labels[0] ? 1.0 : 0.0)];
        var model = LogisticRegression.Fit(ToDesign(tables, context, labels), Penalty, cancellationToken);
        return [.. Enumerable.Range(0, asked.Rows).Select(row => model.Probability(asked.Row(row)))];
    }

    private static Design ToDesign(TableFeatures[] tables, StubSection section, bool[] labels)
    {
        var parts = tables.Select(table => table.Of(section)).ToArray();
        var values = Enumerable.Range(0, labels.Length).SelectMany(row => parts.SelectMany(part => part[row])).ToArray();
        return new Design(values, tables.Sum(table => table.Width), labels, [.. Enumerable.Range(0, labels.Length)]);
    }
}
