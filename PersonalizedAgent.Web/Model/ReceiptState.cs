using PersonalizedAgent.Core.Decisions.Receipts;

namespace PersonalizedAgent.Web.Model;

/// <summary>What the page of a receipt shows.</summary>
public abstract record ReceiptState
{
    private ReceiptState()
    {
    }

    /// <summary>The log is being asked.</summary>
    public sealed record Loading : ReceiptState;

    /// <summary>There is no decision of that id.</summary>
    public sealed record Missing : ReceiptState;

    /// <summary>The log could not be read.</summary>
    public sealed record Failed(string Reason) : ReceiptState;

    /// <summary>The receipt is there.</summary>
    public sealed record Found(KeptDecision Kept) : ReceiptState;
}
