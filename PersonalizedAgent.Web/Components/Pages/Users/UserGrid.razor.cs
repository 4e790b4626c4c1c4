using Microsoft.AspNetCore.Components;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Web.Model;
using Radzen;

namespace PersonalizedAgent.Web.Components.Pages.Users;

/// <summary>The users: search, filters, order, and the choice of one.</summary>
public sealed partial class UserGrid
{
    private const string Marked = "has-issues";

    private UserView _view = null!;
    private (Dataset Dataset, UserQuery Query, DateOnly Today)? _shown;
    private long? _shownSelection;
    private bool _hasChanged;
    private DateOnly _today;
    private int _issueCount;
    private int? _initialRow;

    /// <summary>The data.</summary>
    [Parameter, EditorRequired]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>Which users to show.</summary>
    [Parameter, EditorRequired]
    public UserQuery Query { get; set; } = null!;

    /// <summary>Called with the query that the person asks for.</summary>
    [Parameter]
    public EventCallback<UserQuery> QueryChanged { get; set; }

    /// <summary>The user whose row is marked as selected.</summary>
    [Parameter]
    public long? SelectedUserId { get; set; }

    /// <summary>Called with the user whose row was clicked, or on whom Enter was pressed.</summary>
    [Parameter]
    public EventCallback<User> OnChosen { get; set; }

    private string CountText => _view.Count == Dataset.Users.Count
        ? Display.Number(_view.Count)
        : $"{Display.Number(_view.Count)} of {Display.Number(Dataset.Users.Count)}";

    private string ReportText => Dataset.Report.LeftOutCount switch
    {
        0 => "Reading report",
        1 => "1 row left out",
        var count => $"{Display.Number(count)} rows left out",
    };

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _today = Clock.Today();
        _hasChanged = _shown != (Dataset, Query, _today) || _shownSelection != SelectedUserId;
        _shownSelection = SelectedUserId;
        if (_shown == (Dataset, Query, _today))
            return;
        if (_shown?.Dataset != Dataset || _shown?.Today != _today)
            _issueCount = Dataset.Users.CountIssues(_today);
        _view = Dataset.Users.Query(Query, _today);
        _initialRow = SelectedUserId is { } id ? _view.IndexOf(id) : null;
        _shown = (Dataset, Query, _today);
    }

    /// <summary>The page draws itself several times for one click; hundreds of cells need not follow each time.</summary>
    protected override bool ShouldRender() => _hasChanged;

    private static UserIssue? IssueOf(UserField field, IReadOnlyList<UserIssue> issues)
    {
        for (var i = 0; i < issues.Count; i++)
        {
            if (issues[i].Field == field)
                return issues[i];
        }

        return null;
    }

    private IReadOnlyList<UserIssue> RowIssues(User user) => UserValidator.Validate(user, _today);

    private Task OpenReportAsync() => Dialogs.OpenAsync<ReadReportDialog>(
        $"What was found in {Dataset.Name}",
        new Dictionary<string, object?> { [nameof(ReadReportDialog.Report)] = Dataset.Report },
        new DialogOptions { Width = "min(880px, calc(100vw - 32px))", Height = "min(620px, calc(100dvh - 64px))", CloseDialogOnEsc = true, CloseDialogOnOverlayClick = true });
}
