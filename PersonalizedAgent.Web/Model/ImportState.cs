using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;

namespace PersonalizedAgent.Web.Model;

/// <summary>How far the taking of new data has come; one at a time on a server, the same on all open pages.</summary>
public abstract record ImportState
{
    private ImportState()
    {
    }

    /// <summary>No data is being taken.</summary>
    public sealed record Idle : ImportState;

    /// <summary>Why the last attempt ended without a dataset. Nothing of it was kept.</summary>
    /// <param name="Reason">What is wrong, and how to mend it.</param>
    public sealed record Failed(string Reason) : ImportState;

    /// <summary>Data is being taken.</summary>
    /// <param name="Id">Tells this attempt from others.</param>
    public abstract record UnderWay(string Id) : ImportState;

    /// <summary>Files are on their way from a browser, or from a folder of the server.</summary>
    /// <param name="Id">Tells this attempt from others.</param>
    /// <param name="FileName">The file on its way.</param>
    /// <param name="Bytes">Bytes that have arrived, over all files.</param>
    /// <param name="TotalBytes">Bytes in all.</param>
    public sealed record Receiving(string Id, string FileName, long Bytes, long TotalBytes) : UnderWay(Id);

    /// <summary>The files are here, and a person looks at what their columns are taken for.</summary>
    /// <param name="Id">Tells this attempt from others.</param>
    /// <param name="Name">What the dataset will be called.</param>
    /// <param name="AsOf">Which day it will take for today.</param>
    /// <param name="Files">The files.</param>
    public sealed record Matching(string Id, string Name, AsOfRule AsOf, IReadOnlyList<InspectedFile> Files) : UnderWay(Id)
    {
        /// <summary>What is still to be mended; empty when the files can be read.</summary>
        public IReadOnlyList<string> Problems =>
        [
            .. Files.Any(file => file.Table == Core.Datasets.Reading.DatasetTable.Users) ? (string[])[] : ["No file is taken for the users. Choose one; it needs a column that names the user."],
            .. Files.GroupBy(file => file.Table).Where(group => group.Key is not null && group.Count() > 1).Select(group => $"{group.Count()} files are taken for {group.Key!.Value.ToString().ToLowerInvariant()}. Choose one."),
            .. Files.Where(file => file.MissingFields.Count > 0).Select(file => $"{file.FileName}: choose a column for {string.Join(", ", file.MissingFields)}."),
            .. Files.Where(file => file.Table is not null && file.Preview.ColumnCount > file.Preview.Headers.Count)
                .Select(file => $"{file.FileName}: it has {Display.Number(file.Preview.ColumnCount)} columns; Dataset:Limits:Columns allows {Display.Number(file.Preview.Headers.Count)}."),
            .. Name.Trim().Length is 0 or > 80 ? (string[])["Give the dataset a name of 1 to 80 characters."] : [],
        ];
    }

    /// <summary>The files are being read.</summary>
    /// <param name="Id">Tells this attempt from others.</param>
    /// <param name="Name">What the dataset will be called.</param>
    /// <param name="Progress">How far it has come.</param>
    /// <param name="Elapsed">How long it has taken.</param>
    public sealed record Reading(string Id, string Name, ReadProgress Progress, TimeSpan Elapsed) : UnderWay(Id)
    {
        /// <summary>Rows read in a second; <see langword="null"/> as long as there is nothing to go by.</summary>
        public double? RowsPerSecond => Elapsed > TimeSpan.Zero && Progress.Rows > 0 ? Progress.Rows / Elapsed.TotalSeconds : null;

        /// <summary>How long it will take yet, if it goes on so.</summary>
        public TimeSpan? Left => Progress.Bytes > 0 ? Elapsed * ((double)(Progress.TotalBytes - Progress.Bytes) / Progress.Bytes) : null;
    }

    /// <summary>The data is kept, and can be put into use.</summary>
    /// <param name="Key">The key under which it is kept.</param>
    /// <param name="Dataset">The dataset as it was read.</param>
    public sealed record Taken(string Key, Dataset Dataset) : ImportState;
}
