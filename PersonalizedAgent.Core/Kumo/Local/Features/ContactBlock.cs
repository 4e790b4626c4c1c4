using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;

namespace PersonalizedAgent.Core.Kumo.Local.Features;

/// <summary>How the user took earlier contacts: of each action how often it was tried and responded to, and how many contacts there were lately.</summary>
internal sealed class ContactBlock : FeatureBlock
{
    private const int LatelyDays = 30;

    public override string Name => "contacts";

    public override int Width => 1 + 2 * AgentActions.All.Count;

    public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
    {
        var lately = past.Anchor - (long)LatelyDays * Moments.SecondsPerDay;
        for (var i = 0; i < past.ContactTimes.Length; i++)
        {
            values[0] += past.ContactTimes[i] > lately ? 1 : 0;
            var place = 1 + 2 * past.ContactActions[i];
            values[place]++;
            values[place + 1] += past.Responses[i] ? 1 : 0;
        }

        foreach (ref var value in values)
            value = Numbers.Log1p(value);
    }

    public override string Describe(in UserPast past, in PastSummary summary)
    {
        var responses = 0;
        foreach (var responded in past.Responses)
            responses += responded ? 1 : 0;
        return past.ContactTimes.IsEmpty ? "was not contacted yet" : $"responded to {responses} of {Numbers.Count(past.ContactTimes.Length, "contact")}";
    }
}
