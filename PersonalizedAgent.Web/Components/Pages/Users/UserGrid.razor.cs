using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Web.Model;
using Radzen;

namespace PersonalizedAgent.Web.Components.Pages.Users;

/// <summary>The users: search, filters, order, columns, and the choice of one.</summary>
public sealed partial class UserGrid
{
    private const string Marked = "has-issues";

    private UserView _view = null!;
    private (Dataset Dataset, UserTable Users, UserQuery Query, DateOnly Today)? _shown;
    private UserColumn? _score;
    private UserView _everybody = null!;
    private UserId? _shownSelection;
    private bool _hasChanged;
    private DateOnly _today;
    private int _issueCount;
    private int? _initialRow;
    private IReadOnlyList<UserColumn> _columns = [];
    private IReadOnlyList<UserColumn> _shownColumns = [];
    private HashSet<string> _hidden = [];
    private string _widths = "";
    private string? _rememberedFor;

    /// <summary>The data.</summary>
    [Parameter, EditorRequired]
    public Dataset Dataset { get; set; } = null!;

    /// <summary>The data's users, with what is predicted of them where that is known.</summary>
    [Parameter, EditorRequired]
    public UserTable Users { get; set; } = null!;

    /// <summary>Where the scores come from.</summary>
    [Parameter]
    public PredictionBackend Backend { get; set; }

    /// <summary>Which users to show.</summary>
    [Parameter, EditorRequired]
    public UserQuery Query { get; set; } = null!;

    /// <summary>Called with the query that the person asks for.</summary>
    [Parameter]
    public EventCallback<UserQuery> QueryChanged { get; set; }

    /// <summary>The user whose row is marked as selected.</summary>
    [Parameter]
    public UserId? SelectedUserId { get; set; }

    /// <summary>Called with the user whose row was clicked, or on whom Enter was pressed.</summary>
    [Parameter]
    public EventCallback<User> OnChosen { get; set; }

    private string CountText => _view.Count == Users.Count
        ? Display.Number(_view.Count)
        : $"{Display.Number(_view.Count)} of {Display.Number(Users.Count)}";

    private string ReportText => Dataset.Report.LeftOutCount switch
    {
        0 => "Reading report",
        1 => "1 row left out",
        var count => $"{Display.Number(count)} rows left out",
    };

    private string ExportAddress => "/api/users.csv" + new DashboardState(null, Query).ToQueryString(Users.Columns);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _today = Dataset.Today(Clock);
        _hasChanged |= _shown != (Dataset, Users, Query, _today) || _shownSelection != SelectedUserId;
        _shownSelection = SelectedUserId;
        if (_shown == (Dataset, Users, Query, _today))
            return;
        if (!ReferenceEquals(_shown?.Dataset, Dataset) || _shown?.Today != _today)
            _issueCount = Users.CountIssues(_today);
        if (!ReferenceEquals(_shown?.Dataset, Dataset))
        {
            _rememberedFor = null;
            _hidden = ColumnChoice.HiddenAtFirst(Users);
        }

        if (!ReferenceEquals(_shown?.Users, Users))
        {
            _columns = ColumnChoice.Ordered(Users);
            _score = Users.Columns.FirstOrDefault(column => column is { IsPredicted: true, Kind: ColumnKind.Number });
            _everybody = Users.Query(new UserQuery(), _today);
            ArrangeColumns();
        }

        _view = Users.Query(Query, _today);
        _initialRow = SelectedUserId is { } id ? _view.IndexOf(id) : null;
        _shown = (Dataset, Users, Query, _today);
    }

    /// <summary>The page draws itself several times for one click; hundreds of cells need not follow each time.</summary>
    protected override bool ShouldRender()
    {
        var hasChanged = _hasChanged;
        _hasChanged = false;
        return hasChanged;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!RendererInfo.IsInteractive || _rememberedFor == Dataset.Name)
            return;
        var name = _rememberedFor = Dataset.Name;
        // Another dataset may have come meanwhile.
        if (await JS.InvokeAsync<string[]?>("columnChoice.load", name) is { } hidden && name == _rememberedFor && !_hidden.SetEquals(hidden))
        {
            _hidden = [.. hidden];
            ArrangeColumns();
            Redraw();
        }
    }

    private static UserIssue? IssueOf(UserField field, IReadOnlyList<UserIssue> issues)
    {
        for (var i = 0; i < issues.Count; i++)
        {
            if (issues[i].Field == field)
                return issues[i];
        }

        return null;
    }

    private (string Text, UserField? Field, bool IsDerived) Content(UserRow row, UserColumn column)
    {
        var user = row.User;
        return column.Name switch
        {
            _ when column.IsPredicted => (Display.Predicted(Users.ValueOf(row.Row, column)), null, false),
            _ when column.IsFurther => (Display.Value(Users.ValueOf(row.Row, column)), null, false),
            "user_id" => (user.UserId.ToString(), null, false),
            "age" => (Display.Plain(user.Age), UserField.Age, false),
            "gender" => (user.Gender ?? Display.NoValue, UserField.Gender, false),
            "last_active" => (Display.Day(user.LastActive), UserField.LastActive, user.Derived.HasFlag(DerivedFields.LastActive)),
            "days_since_active" => (Display.Number(UserActivity.DaysSinceActive(user.LastActive, _today)), null, user.Derived.HasFlag(DerivedFields.LastActive)),
            "interactions" => (Display.Number(user.Interactions), UserField.Interactions, false),
            "purchases" => (Display.Number(user.Purchases), UserField.Purchases, user.Derived.HasFlag(DerivedFields.Purchases)),
            _ => throw new InvalidOperationException($"No content for column {column.Name}."),
        };
    }

    private IReadOnlyList<UserIssue> RowIssues(User user) => UserValidator.Validate(user, _today);

    private async Task ToggleAsync(UserColumn column)
    {
        if (!_hidden.Remove(column.Name))
            _hidden.Add(column.Name);
        ArrangeColumns();
        Redraw();
        await JS.InvokeVoidAsync("columnChoice.save", Dataset.Name, _hidden);
    }

    private void ArrangeColumns()
    {
        _shownColumns = [.. _columns.Where(column => column == UserColumn.UserId || !_hidden.Contains(column.Name))];
        _widths = ColumnChoice.Widths(_shownColumns, Users);
    }

    private void Redraw()
    {
        _hasChanged = true;
        StateHasChanged();
    }

    private Task OpenReportAsync() => Dialogs.OpenAsync<ReadReportDialog>(
        $"What was found in {Dataset.Name}",
        new Dictionary<string, object?> { [nameof(ReadReportDialog.Report)] = Dataset.Report },
        new DialogOptions { Width = "min(980px, calc(100vw - 32px))", Height = "min(620px, calc(100dvh - 64px))", CloseDialogOnEsc = true, CloseDialogOnOverlayClick = true });
}
