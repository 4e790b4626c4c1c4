using System.ComponentModel.DataAnnotations;
using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>Settings of the client of a Kumo Relational server, section <c>Kumo:Relational</c>. The key is none of them: see <c>KUMO_API_KEY</c>.</summary>
/// <remarks>Timeouts, retries and their defaults follow Kumo's own client, except the backoff (1, 2, 4 … s).</remarks>
public sealed class RelationalOptions : IValidatableObject
{
    /// <summary>The name of the section in configuration.</summary>
    public const string SectionName = "Kumo:Relational";

    /// <summary>Where the server is.</summary>
    /// <value>An http or https URL without user, query or fragment; it may have a path. <c>http://localhost:8000</c> by default; <c>https://ai.api.nvidia.com</c> for NVIDIA's API catalog.</value>
    [Required(ErrorMessage = "Kumo:Relational:BaseUrl must be given.")]
    public string BaseUrl { get; set; } = "http://localhost:8000";

    /// <summary>Where predictions are asked for, after <see cref="BaseUrl"/>.</summary>
    /// <value><c>/v1/predictions</c> by default; <c>/v1/structured-data/nvidia/kumo-relational/predictions</c> on NVIDIA's API catalog.</value>
    [Required(ErrorMessage = "Kumo:Relational:PredictionsPath must be given.")]
    [RegularExpression(@"/[^\s?#]+", ErrorMessage = "Kumo:Relational:PredictionsPath must begin with / and have no blanks, query or fragment.")]
    public string PredictionsPath { get; set; } = "/v1/predictions";

    /// <summary>How the key is sent.</summary>
    /// <value><see cref="RelationalKeyKind.None"/> by default.</value>
    [EnumDataType(typeof(RelationalKeyKind), ErrorMessage = "Kumo:Relational:Key must be None, XApiKey or Bearer.")]
    public RelationalKeyKind Key { get; set; }

    /// <summary>How long one attempt may take, from the first byte sent to the last received.</summary>
    /// <value>In seconds, 1 to 600; 60 by default. Hosted servers were seen to take 40 s: 120 is a good choice there.</value>
    [Range(1, 600, ErrorMessage = "Kumo:Relational:AttemptTimeoutSeconds must lie between 1 and 600.")]
    public int AttemptTimeoutSeconds { get; set; } = 60;

    /// <summary>How long a request may take in all: the wait for its turn, attempts and the pauses between them.</summary>
    /// <value>In seconds, 1 to 3600 and not below <see cref="AttemptTimeoutSeconds"/>; 180 by default.</value>
    [Range(1, 3600, ErrorMessage = "Kumo:Relational:TotalTimeoutSeconds must lie between 1 and 3600.")]
    public int TotalTimeoutSeconds { get; set; } = 180;

    /// <summary>How often a request is tried again where that can help.</summary>
    /// <value>0 to 10 times after the first; 3 by default.</value>
    [Range(0, 10, ErrorMessage = "Kumo:Relational:Retries must lie between 0 and 10.")]
    public int Retries { get; set; } = 3;

    /// <summary>How many requests are under way at a time; others wait.</summary>
    /// <value>1 to 64; 2 by default.</value>
    [Range(1, 64, ErrorMessage = "Kumo:Relational:MaxConcurrent must lie between 1 and 64.")]
    public int MaxConcurrent { get; set; } = 2;

    /// <summary>How many requests with a body (predictions, new sessions) may be sent in a day, repeated ones included. The count starts anew with the program and at 0:00 UTC.</summary>
    /// <value>0 (no limit, the default) or more.</value>
    [Range(0, int.MaxValue, ErrorMessage = "Kumo:Relational:RequestsPerDay must be 0 (no limit) or more.")]
    public int RequestsPerDay { get; set; }

    /// <summary>Whether the context of a run is kept on the server.</summary>
    /// <value><see cref="RelationalSessions.Auto"/> by default.</value>
    [EnumDataType(typeof(RelationalSessions), ErrorMessage = "Kumo:Relational:Sessions must be auto or off.")]
    public RelationalSessions Sessions { get; set; }

    /// <summary>How long the server may take to say that it is ready, to list its models, or to drop a session.</summary>
    /// <value>In seconds, 1 to 600; 10 by default.</value>
    [Range(1, 600, ErrorMessage = "Kumo:Relational:ProbeTimeoutSeconds must lie between 1 and 600.")]
    public int ProbeTimeoutSeconds { get; set; } = 10;

    /// <summary>After how many failed attempts in a row the server is left alone for <see cref="BreakSeconds"/>.</summary>
    /// <value>0 (never) to 100; 5 by default.</value>
    [Range(0, 100, ErrorMessage = "Kumo:Relational:BreakAfterFailures must lie between 0 (never) and 100.")]
    public int BreakAfterFailures { get; set; } = 5;

    /// <summary>How long the server is left alone after <see cref="BreakAfterFailures"/>; then one request tries it.</summary>
    /// <value>In seconds, 1 to 600; 30 by default.</value>
    [Range(1, 600, ErrorMessage = "Kumo:Relational:BreakSeconds must lie between 1 and 600.")]
    public int BreakSeconds { get; set; } = 30;

    /// <summary>How much the model is given to look at.</summary>
    /// <value><see cref="RelationalRunMode.Fast"/> by default.</value>
    [EnumDataType(typeof(RelationalRunMode), ErrorMessage = "Kumo:Relational:RunMode must be debug, fast, normal or best.")]
    public RelationalRunMode RunMode { get; set; } = RelationalRunMode.Fast;

    /// <summary>How rows name each other.</summary>
    /// <value><see cref="RelationalKeyStyle.Composite"/> by default.</value>
    [EnumDataType(typeof(RelationalKeyStyle), ErrorMessage = "Kumo:Relational:KeyStyle must be composite or singleColumn.")]
    public RelationalKeyStyle KeyStyle { get; set; }

    /// <summary>How far relations are followed from a user: 1 takes orders and contacts, 2 the items of the orders too.</summary>
    /// <value>1 or 2; 2 by default.</value>
    [Range(1, 2, ErrorMessage = "Kumo:Relational:Hops must be 1 or 2.")]
    public int Hops { get; set; } = 2;

    /// <summary>How many users are asked about in one request.</summary>
    /// <value>1 to 10,000; 1,000 by default, as in NVIDIA's client.</value>
    [Range(1, 10_000, ErrorMessage = "Kumo:Relational:BatchRows must lie between 1 and 10000.")]
    public int BatchRows { get; set; } = 1_000;

    /// <summary>How many items are offered to be ranked for a user: those that the local ranker puts first.</summary>
    /// <value>1 to 500; 30 by default.</value>
    [Range(1, 500, ErrorMessage = "Kumo:Relational:Candidates must lie between 1 and 500.")]
    public int Candidates { get; set; } = 30;

    /// <summary>Where a server does not rank items, each of so many candidates is asked about by itself: a request each.</summary>
    /// <value>0 (never) to 50; 3 by default.</value>
    [Range(0, 50, ErrorMessage = "Kumo:Relational:CandidatesOneByOne must lie between 0 (never) and 50.")]
    public int CandidatesOneByOne { get; set; } = 3;

    /// <summary>How requests are made by these settings.</summary>
    internal RelationalShape ToShape() => new() { RunMode = RunMode, KeyStyle = KeyStyle, Hops = Hops };

    /// <summary>What is wrong with settings beyond what a single range can say: the URL, a key over plain http, timeouts that contradict each other.</summary>
    /// <returns>One sentence for each, for people, without credentials; none if all is well.</returns>
    public static IReadOnlyList<string> Problems(RelationalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<string>();
        if (ServerAddress.Problem(options.BaseUrl, options.Key != RelationalKeyKind.None) is { } problem)
            problems.Add(problem);
        if (options.TotalTimeoutSeconds < options.AttemptTimeoutSeconds)
            problems.Add("Kumo:Relational:TotalTimeoutSeconds must not be below Kumo:Relational:AttemptTimeoutSeconds.");
        return problems;
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Problems(this).Select(problem => new ValidationResult(problem));
}
