using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;

namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>
/// Policies on the contacts of a dataset, split by time: models and the learning policy know what had happened when 70 % of the contacts had passed, and are judged
/// on the later ones, each as its user was known the second before.
/// </summary>
public static class ContactTrial
{
    /// <summary>The share of contacts to learn from.</summary>
    public const double LearnedShare = 0.7;

    /// <summary>Of more contacts to judge by an even part is looked at.</summary>
    public const int MostRows = 50_000;

    /// <summary>With fewer contacts there is nothing to learn from or to judge by.</summary>
    public const int LeastContacts = 20;

    /// <summary>Learns from the earlier contacts and gathers the later ones.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="options">Settings of the models.</param>
    /// <param name="learning">Settings of the learning policy.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see langword="null"/> where there are too few contacts, or all are of one moment.</returns>
    public static LoggedTrial? Of(Dataset dataset, KumoOptions options, LearningOptions learning, CancellationToken cancellationToken = default)
    {
        var contacts = dataset.Contacts;
        if (contacts.Count < LeastContacts)
            return null;
        var times = contacts.Times.ToArray();
        Array.Sort(times);
        var split = times[(int)(LearnedShare * times.Length)];
        if (times[0] == split)
            return null;

        var rows = Later(dataset, split);
        var at = new DateTimeOffset(Moments.ToDateTime(split - 1), TimeSpan.Zero);
        var model = LocalModelFitter.Fit(dataset, at, options, null, cancellationToken);
        // Contacts before this time alone.
        var state = BanditState.FromContacts(dataset, new DateTimeOffset(Moments.ToDateTime(split), TimeSpan.Zero), learning, model);
        var predicted = PredictedRows.OfPast(model, [.. rows.Select(row => (row.User, contacts.Times[row.Place] - 1))], cancellationToken);
        return new LoggedTrial
        {
            Log = new ActionLog(rows.Select(row => LoggedOf(contacts, row.Place)), AgentActions.All.Count),
            Rows = predicted,
            Expected = ExpectedOf(predicted, contacts, split),
            Beliefs = BeliefsOf(dataset, rows, state, model, cancellationToken),
            Setting = SettingOf(times.Count(time => time < split), times.Count(time => time >= split), rows.Count, Moments.ToDateTime(split)),
        };
    }

    private static List<(int User, int Place)> Later(Dataset dataset, int split)
    {
        var (contacts, rows) = (dataset.Contacts, new List<(int User, int Place)>());
        for (var user = 0; user < dataset.Users.Count; user++)
        {
            var (start, length) = contacts.RangeOf(user).GetOffsetAndLength(contacts.Count);
            for (var place = start; place < start + length; place++)
            {
                if (contacts.Times[place] >= split)
                    rows.Add((user, place));
            }
        }

        var every = (rows.Count + MostRows - 1) / MostRows;
        return every <= 1 ? rows : [.. rows.Where((_, i) => i % every == 0)];
    }

    private static LoggedAction LoggedOf(ContactTable contacts, int place) => new(
        contacts.ActionCodes[place],
        contacts.Responses[place] ? 1 : 0,
        contacts.HasPropensities && !float.IsNaN(contacts.Propensities[place]) ? contacts.Propensities[place] : null);

    /// <summary>The predicted probability; where there is none the share of responses to that action before, drawn to that of all.</summary>
    private static RewardTable ExpectedOf(PredictedRows rows, ContactTable contacts, int split)
    {
        var (counts, responses) = (new int[AgentActions.All.Count], new int[AgentActions.All.Count]);
        for (var place = 0; place < contacts.Count; place++)
        {
            if (contacts.Times[place] >= split)
                continue;
            counts[contacts.ActionCodes[place]]++;
            responses[contacts.ActionCodes[place]] += contacts.Responses[place] ? 1 : 0;
        }

        var all = (double)responses.Sum() / counts.Sum();
        double[] rates = [.. counts.Select((count, action) => (responses[action] + RewardModel.PriorRows * all) / (count + RewardModel.PriorRows))];
        return new RewardTable([.. rows.Responses.Select((response, i) => double.IsNaN(response) ? rates[i % rates.Length] : response)], rates.Length);
    }

    private static Belief[] BeliefsOf(Dataset dataset, List<(int User, int Place)> rows, BanditState state, LocalModel model, CancellationToken cancellationToken)
    {
        var beliefs = new Belief[rows.Count * AgentActions.All.Count];
        Parallel.For(0, rows.Count, new ParallelOptions { CancellationToken = cancellationToken }, row =>
        {
            foreach (var action in AgentActions.All)
                beliefs[row * AgentActions.All.Count + (int)action] = state.Believe(BanditPrior.FeaturesOf(dataset, rows[row].User, dataset.Contacts.Times[rows[row].Place], action, model), action);
        });
        return beliefs;
    }

    private static string SettingOf(int earlier, int later, int judged, DateTime split) =>
        string.Create(CultureInfo.InvariantCulture, $"Learned from {earlier:#,0} contacts before {split:d MMM yyyy HH:mm}, judged on {(judged == later ? "" : $"{judged:#,0} of ")}the {later:#,0} from then on.");
}
