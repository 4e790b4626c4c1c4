namespace PersonalizedAgent.Core.Datasets;

/// <summary>What was found while reading a users' file.</summary>
/// <param name="RowCount">Rows of data in the file, without header and empty lines.</param>
/// <param name="LeftOutCount">Rows that could not be used: no readable <c>user_id</c>, a wrong number of fields, broken quotes, or a user that came before.</param>
/// <param name="Issues">Everything that is wrong, in the order of the file.</param>
public sealed record ReadReport(int RowCount, int LeftOutCount, IReadOnlyList<RowIssue> Issues);
