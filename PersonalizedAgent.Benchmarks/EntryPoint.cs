namespace PersonalizedAgent.Benchmarks;

/// <summary>Not written as top-level statements: their class would be a second Program beside the app's, for the tests that know both.</summary>
internal static class EntryPoint
{
    private static Task<int> Main(string[] args) => Commands.RunAsync(args);
}
