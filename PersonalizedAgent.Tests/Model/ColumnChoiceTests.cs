using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Model;

public sealed class ColumnChoiceTests
{
    private static UserTable Users(string csv)
    {
        using var folder = new TempDataset(("users.csv", csv));
        return folder.Read(Sample.Today).Users;
    }

    private static string[] Order(string csv) => [.. ColumnChoice.Ordered(Users(csv)).Select(column => column.Name)];

    [Fact]
    public void Ordered_StandardColumnsAlone_AsTheyAre() =>
        Assert.Equal(UserColumn.Standard.Select(column => column.Name), Order("user_id,age\n1,20\n"));

    [Fact]
    public void Ordered_WhatKindOfUser_StandsSecond() =>
        Assert.Equal(["user_id", "kind", "age", "gender", "last_active", "days_since_active", "interactions", "purchases", "points", "town"], Order("user_id,points,kind,town\n1,5,A,X\n2,6,B,Y\n"));

    [Fact]
    public void Ordered_TextsAllAlikeOrAllDifferent_AreNoKinds()
    {
        Assert.Equal("age", Order("user_id,kind\n1,A\n2,A\n")[1]);
        Assert.Equal("age", Order("user_id,kind\n" + string.Concat(Enumerable.Range(1, 21).Select(id => $"{id},K{id}x\n")))[1]);
        Assert.Equal("kind", Order("user_id,kind\n" + string.Concat(Enumerable.Range(1, 21).Select(id => $"{id},K{id % 20}x\n")))[1]);
    }

    [Fact]
    public void HiddenAtFirst_ColumnsInWhichNothingStands() =>
        Assert.Equal(["days_since_active", "empty", "gender", "interactions", "last_active", "purchases"], ColumnChoice.HiddenAtFirst(Users("user_id,age,empty,town\n1,20,,X\n2,,,\n")).Order());

    [Fact]
    public void Widths_OneForEachColumn_WideEnoughForHeadingAndTexts()
    {
        var users = Users("user_id,a_very_long_heading_of_a_column,t\n1,5,a text of some length\n2,6,b\n");
        var columns = new[] { users.Columns.Single(column => column.Name == "a_very_long_heading_of_a_column"), users.Columns.Single(column => column.Name == "t"), UserColumn.UserId };

        var style = ColumnChoice.Widths(columns, users);

        Assert.Equal("--columns: minmax(240px, 240fr) minmax(164px, 164fr) minmax(72px, 72fr); --table-width: 476px", style);
    }

    [Fact]
    public void Widths_NoColumns_IsNoWidth() => Assert.Equal("--columns: ; --table-width: 0px", ColumnChoice.Widths([], Users("user_id\n1\n")));
}
