using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Tests.Data;

/// <summary>Which dataset is in use, and what becomes of it over switches and restarts.</summary>
public sealed class DatasetStoreTests : IDisposable
{
    private readonly DataBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Load_NothingWasEverInUse_IsTheDemo()
    {
        await _bench.KeepAsync();

        Assert.Null(_bench.Open().Load());

        Assert.Equal((DatasetEntry.DemoKey, "Demo shop", true), (_bench.Store.CurrentKey, _bench.Store.Current.Name, _bench.Store.Current.IsDemo));
    }

    [Fact]
    public async Task Load_AfterARestart_IsTheOneLastInUse()
    {
        Assert.Null(_bench.Store.Load());
        var key = await _bench.KeepAsync();
        Assert.Null(await _bench.Store.SwitchAsync(key));

        Assert.Null(_bench.Open().Load());
        Assert.Equal((key, 3), (_bench.Store.CurrentKey, _bench.Store.Current.Users.Count));

        Assert.Null(await _bench.Store.SwitchAsync(DatasetEntry.DemoKey));
        Assert.Null(_bench.Open().Load());
        Assert.Equal(DatasetEntry.DemoKey, _bench.Store.CurrentKey);
    }

    [Fact]
    public async Task Load_TheSettingWins()
    {
        Assert.Null(_bench.Store.Load());
        Assert.Null(await _bench.Store.SwitchAsync(await _bench.KeepAsync()));
        _bench.Options.Path = Sample.FourUsersPath;

        Assert.Null(_bench.Open().Load());

        Assert.Equal((DatasetEntry.SettingKey, 4), (_bench.Store.CurrentKey, _bench.Store.Current.Users.Count));
        Assert.Equal(["Demo shop", "mock_user_data.csv", "My data"], _bench.Store.Entries.Select(entry => entry.Name));
        Assert.Equal([DatasetOrigin.Demo, DatasetOrigin.Setting, DatasetOrigin.Kept], _bench.Store.Entries.Select(entry => entry.Origin));
    }

    [Fact]
    public void Load_TheSettingCannotBeRead_SaysWhy()
    {
        _bench.Options.Path = "nowhere.csv";

        Assert.Contains("there is no such file", _bench.Open().Load(), StringComparison.Ordinal);

        Assert.False(_bench.Store.IsReady);
        Assert.Throws<InvalidOperationException>(() => _bench.Store.Current);
    }

    [Theory]
    [InlineData("users.csv")]
    [InlineData("dataset.json")]
    public async Task Load_TheOneLastInUseIsBroken_FallsBackToTheDemo(string missing)
    {
        Assert.Null(_bench.Store.Load());
        var key = await _bench.KeepAsync();
        Assert.Null(await _bench.Store.SwitchAsync(key));
        File.Delete(Path.Combine(_bench.Options.Store, key, missing));

        Assert.Null(_bench.Open().Load());

        Assert.Equal(DatasetEntry.DemoKey, _bench.Store.CurrentKey);
    }

    [Fact]
    public async Task Load_RemovesWhatAnImportLeftBehind()
    {
        await _bench.KeepAsync();
        var before = _bench.OnDisk;
        Assert.Null(await _bench.SendAsync(_bench.Begin(), "users.csv", DataBench.Users));
        Assert.NotEqual(before, _bench.OnDisk);

        Assert.Null(_bench.Open().Load());

        Assert.Equal(before, _bench.OnDisk);
        Assert.Equal(["Demo shop", "My data"], _bench.Store.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public async Task Switch_SaysWhatIsOnItsWay_AndThenThatItCame()
    {
        Assert.Null(_bench.Store.Load());
        var key = await _bench.KeepAsync();
        var said = new List<string?>();
        _bench.Store.Changed += () => said.Add(_bench.Store.Switch is { } way ? $"{way.Name} {way.Reason}" : _bench.Store.CurrentKey);

        Assert.Null(await _bench.Store.SwitchAsync(key));

        Assert.Equal("My data ", said[0]);
        Assert.Equal(key, said[^1]);
        Assert.Null(_bench.Store.Switch);
    }

    [Fact]
    public async Task Switch_TheOtherCannotBeRead_KeepsTheOneInUse_AndSaysWhyWithoutItsPlace()
    {
        Assert.Null(_bench.Store.Load());
        var key = await _bench.KeepAsync();
        var before = _bench.Store.Current;
        File.Delete(Path.Combine(_bench.Options.Store, key, "orders.csv"));
        var changes = 0;
        _bench.Store.Changed += () => changes++;

        var reason = await _bench.Store.SwitchAsync(key);

        Assert.StartsWith("My data was not taken. orders.csv: there is no such file", reason, StringComparison.Ordinal);
        Assert.Equal(new SwitchState("My data", null, reason), _bench.Store.Switch);
        Assert.Same(before, _bench.Store.Current);
        Assert.Equal(DatasetEntry.DemoKey, _bench.Store.CurrentKey);
        Assert.Null(_bench.Library.LastInUse());
        Assert.NotEqual(0, changes);
    }

    [Fact]
    public async Task Switch_ToNothing_SaysSo()
    {
        Assert.Null(_bench.Store.Load());

        Assert.Equal("There is no such dataset any more.", await _bench.Store.SwitchAsync("nothing"));
        Assert.Equal("There is no such dataset any more.", await _bench.Store.SwitchAsync("../demo"));
    }

    [Fact]
    public async Task Switch_WhileAnotherIsOnItsWay_IsRefused()
    {
        Assert.Null(_bench.Store.Load());
        var key = await _bench.KeepAsync();
        Task<string?>? second = null;
        _bench.Store.Changed += () => second ??= _bench.Store.SwitchAsync(DatasetEntry.DemoKey);

        Assert.Null(await _bench.Store.SwitchAsync(key));

        Assert.Equal("Another dataset is on its way.", await second!);
        Assert.Equal(key, _bench.Store.CurrentKey);
    }

    [Fact]
    public async Task Rename_OfAnotherAndOfTheOneInUse_IsSeenAndKept()
    {
        Assert.Null(_bench.Store.Load());
        var key = await _bench.KeepAsync();
        Assert.Null(_bench.Store.Rename(key, "  Winter "));
        Assert.Contains("Winter", _bench.Store.Entries.Select(entry => entry.Name));

        Assert.Null(await _bench.Store.SwitchAsync(key));
        var changes = 0;
        _bench.Store.Changed += () => changes++;
        Assert.Null(_bench.Store.Rename(key, "Summer"));

        Assert.Equal(("Summer", key, 1), (_bench.Store.Current.Name, _bench.Store.CurrentKey, changes));
        Assert.Null(_bench.Open().Load());
        Assert.Equal(("Summer", 3), (_bench.Store.Current.Name, _bench.Store.Current.Orders.Count));
    }

    [Fact]
    public async Task Rename_BadNamesAndUnknownOnes_AreRefused()
    {
        Assert.Null(_bench.Store.Load());
        var key = await _bench.KeepAsync();

        Assert.Equal("A name has 1 to 80 characters.", _bench.Store.Rename(key, " "));
        Assert.Equal("A name has 1 to 80 characters.", _bench.Store.Rename(key, new string('x', 81)));
        Assert.Null(_bench.Store.Rename(key, new string('x', 80)));
        Assert.Equal("There is no such dataset any more.", _bench.Store.Rename("nothing", "Other"));
        Assert.Equal("There is no such dataset any more.", _bench.Store.Rename(DatasetEntry.DemoKey, "Other"));
    }

    [Fact]
    public async Task Delete_AllButTheOneInUse()
    {
        Assert.Null(_bench.Store.Load());
        var before = _bench.OnDisk;
        var key = await _bench.KeepAsync();
        Assert.Null(await _bench.Store.SwitchAsync(key));
        Assert.Contains("in use", _bench.Store.Delete(key), StringComparison.Ordinal);
        Assert.Contains("in use", _bench.Store.Delete(key), StringComparison.Ordinal);
        Assert.NotNull(_bench.Library.Find(key));

        Assert.Null(await _bench.Store.SwitchAsync(DatasetEntry.DemoKey));
        Assert.Null(_bench.Store.Delete(key));

        Assert.Equal(["current.txt 4", .. before], _bench.OnDisk);
        Assert.Equal("There is no such dataset any more.", _bench.Store.Delete(key));
        Assert.NotNull(_bench.Store.Delete(DatasetEntry.DemoKey));
    }

    [Fact]
    public async Task DeleteAndRename_OfOneOnItsWay_AreRefused()
    {
        Assert.Null(_bench.Store.Load());
        var key = await _bench.KeepAsync();
        var refused = new List<string?>();
        _bench.Store.Changed += () =>
        {
            if (_bench.Store.Switch is { Reason: null } && refused.Count == 0)
                refused.AddRange([_bench.Store.Delete(key), _bench.Store.Rename(key, "Other")]);
        };

        Assert.Null(await _bench.Store.SwitchAsync(key));

        Assert.Equal(2, refused.Count);
        Assert.All(refused, Assert.NotNull);
        Assert.Equal((key, "My data"), (_bench.Store.CurrentKey, _bench.Store.Current.Name));
        Assert.NotNull(_bench.Library.Find(key));
    }

    [Fact]
    public async Task Switch_ToOneReadJustNowAndDeletedMeanwhile_SaysSo()
    {
        Assert.Null(_bench.Store.Load());
        var key = await _bench.KeepAsync();
        var read = Assert.IsType<DatasetReadResult.Read>(DatasetReader.Read(_bench.Library.Find(key)!.Source, new DatasetLimits(), Sample.Today)).Dataset;
        Assert.Null(_bench.Store.Delete(key));

        Assert.Equal("There is no such dataset any more.", await _bench.Store.SwitchAsync(key, read));

        Assert.Equal(DatasetEntry.DemoKey, _bench.Store.CurrentKey);
    }

    [Fact]
    public async Task Switch_ToOneRenamedSinceItWasRead_HasItsNewName()
    {
        Assert.Null(_bench.Store.Load());
        var key = await _bench.KeepAsync();
        var read = Assert.IsType<DatasetReadResult.Read>(DatasetReader.Read(_bench.Library.Find(key)!.Source, new DatasetLimits(), Sample.Today)).Dataset;
        Assert.Null(_bench.Store.Rename(key, "Better"));

        Assert.Null(await _bench.Store.SwitchAsync(key, read));

        Assert.Equal("Better", _bench.Store.Current.Name);
    }

    [Fact]
    public async Task Switch_WhatWentWrong_CanBeTakenAway()
    {
        Assert.Null(_bench.Store.Load());
        var key = await _bench.KeepAsync();
        File.Delete(Path.Combine(_bench.Options.Store, key, "users.csv"));
        Assert.NotNull(await _bench.Store.SwitchAsync(key));

        _bench.Store.DismissSwitch();

        Assert.Null(_bench.Store.Switch);
    }

    [Fact]
    public async Task ListVersion_GoesUpWithTheListAndTheOneInUse_NotWithProgress()
    {
        Assert.Null(_bench.Store.Load());
        var key = await _bench.KeepAsync();
        var before = _bench.Store.ListVersion;
        var whileReading = new List<int>();
        _bench.Store.Changed += () =>
        {
            if (_bench.Store.Switch is { Reason: null } && _bench.Store.CurrentKey != key)
                whileReading.Add(_bench.Store.ListVersion);
        };

        Assert.Null(await _bench.Store.SwitchAsync(key));

        Assert.All(whileReading, version => Assert.Equal(before, version));
        Assert.True(_bench.Store.ListVersion > before);
    }

    [Fact]
    public async Task Diagnose_OnTheNextDay_ExaminesAnew()
    {
        Assert.Null(_bench.Store.Load());
        var dataset = _bench.Store.Current with { FixedToday = null };
        var first = await _bench.Store.DiagnoseAsync(dataset);

        _bench.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(first.Today.AddDays(1), (await _bench.Store.DiagnoseAsync(dataset)).Today);
    }

    [Fact]
    public async Task Diagnose_OneDataset_ExaminesOnce()
    {
        Assert.Null(_bench.Store.Load());

        var first = await _bench.Store.DiagnoseAsync(_bench.Store.Current);

        Assert.Same(first, await _bench.Store.DiagnoseAsync(_bench.Store.Current));
        Assert.Equal(_bench.Store.Current.Version, first.Version);
        Assert.NotSame(first, await _bench.Store.DiagnoseAsync(Sample.FourUsers()));
    }

    [Fact]
    public async Task Kept_OldData_RunsOnTheDayAfterIt_ThroughARestart()
    {
        Assert.Null(_bench.Store.Load());
        var matching = await _bench.MatchAsync(("users.csv", DataBench.Users), ("orders.csv", DataBench.Orders));
        _bench.Desk.Correct(matching.Id, current => current with { AsOf = AsOfRule.LastEvent });
        await _bench.Desk.ReadAsync(matching.Id);
        Assert.Null(await _bench.Store.SwitchAsync(_bench.Library.List()[0].Id));

        Assert.Null(_bench.Open().Load());

        Assert.Equal(new DateOnly(2025, 8, 4), _bench.Store.Current.FixedToday);
    }
}
