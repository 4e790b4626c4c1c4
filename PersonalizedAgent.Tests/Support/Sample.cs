using System.Text;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Tests.Support;

/// <summary>Valid things, to be varied by <c>with</c>.</summary>
internal static class Sample
{
    public const string Header = "user_id,age,gender,last_active,interactions,purchases";

    public static readonly DateOnly Today = new(2025, 8, 13);

    public static readonly DateTimeOffset Now = new(2025, 8, 13, 10, 42, 7, 114, TimeSpan.Zero);

    public static User User { get; } = new(3, 22, "F", new DateOnly(2025, 8, 11), 20, 5);

    public static Prediction Prediction(double score = 0.82, AgentAction action = AgentAction.RecommendProduct, UserId? userId = null) =>
        new(userId ?? 3, new Score(score), action, PredictionBackend.Mock, "mock-1 seed 42", Now);

    public static Decision Decision(UserId? userId = null, double score = 0.82, AgentAction action = AgentAction.RecommendProduct, DecisionSource source = default, string dataset = "") =>
        new(Guid.CreateVersion7(Now), Now, dataset, Prediction(score, action, userId), "threshold", new PolicyChoice(action, 1, $"{score} is the score"), source, TimeSpan.FromMilliseconds(1.5));

    public static DatasetReadResult Read(string csv) => Read(Encoding.UTF8.GetBytes(csv));

    public static DatasetReadResult Read(byte[] csv)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "users.csv");
            File.WriteAllBytes(path, csv);
            var result = DatasetReader.Read(DatasetSource.UsersFile(path), new DatasetLimits(), Today);
            return result is DatasetReadResult.Failed failed ? new DatasetReadResult.Failed(failed.Reason.Replace(path, "users.csv", StringComparison.Ordinal)) : result;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A dataset of rows below the usual header.</summary>
    public static Dataset Dataset(params string[] rows) =>
        Assert.IsType<DatasetReadResult.Read>(Read(Header + "\n" + string.Join('\n', rows) + "\n")).Dataset;

    /// <summary>The file of the four users everything began with, as the program brings it along.</summary>
    public const string FourUsersPath = "data/mock_user_data.csv";

    /// <summary>The four users everything began with.</summary>
    public static Dataset FourUsers() => Dataset("1,25,M,2025-08-10,15,2", "2,30,F,2025-08-12,8,1", "3,22,F,2025-08-11,20,5", "4,40,M,2025-08-09,3,0");
}
