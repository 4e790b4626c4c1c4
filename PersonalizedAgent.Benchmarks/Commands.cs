using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Benchmarks.Policies;
using PersonalizedAgent.Benchmarks.Regret;
using PersonalizedAgent.Core.Datasets.Shop;
using PersonalizedAgent.Core.Kumo;

namespace PersonalizedAgent.Benchmarks;

/// <summary>The programs of this project, by name.</summary>
internal static class Commands
{
    private const string Help = """
        PersonalizedAgent.Benchmarks -- COMMAND [OPTIONS]

          generate-users --users N --seed N --out FILE   writes a users' file; the same seed writes the same bytes
          generate-shop  --users N --seed N --out DIR    writes the demo shop: users, items, orders, contacts; the same seed writes the same bytes
          doctor --data DIR [--json FILE] [--today YYYY-MM-DD]   what the data can answer and what not; DIR is a folder of CSV files or a users' file
          predict --data DIR --at YYYY-MM-DD --horizon DAYS --train-anchors N [--json FILE]   how well the local model tells who orders from that day on
          rank --data DIR [--min-items N] [--json FILE]  how well the next new item is foretold, for users with N different items or more (5)
          policy --log FILE [--split FILE] [--action COLUMN] [--reward COLUMN] [--propensity COLUMN | --propensity-value P] [--features A,B:log] [--rule "a=1&b<3:ACTION;*:ACTION"]
                 [--mixture-from FILE] [--against POLICY] [--bootstrap N] [--seed N] [--json FILE]   what policies would have earned on a log of decisions, and whether one pays more
          regret [--users N] [--seeds N] [--decisions N] [--json FILE]   what the learning policy misses in shops whose truth is known, against others: 2000 users, 20 shops, 20000 decisions
          load  [--file FILE] [--shop DIR] [--rounds N]  rows per second into a dataset, against CsvHelper alone: users, and users with orders
          score [--shop DIR] [--rounds N]                one prediction with its reasons on data/shop, and all users of a generated shop of a million
          http  [--seconds N] [--connections N] [--rounds N] [--file FILE]   /recommend against a bare Kestrel endpoint
          click [--data PATH] [--clicks N]               start, memory, sort, filter, and click to painted decision in Chromium
          kumo-stub [--port N] [--key K --key-kind XApiKey|Bearer] [--delay MS] [--no-sessions 1] [--no-ranking 1]   stands in for a Kumo Relational server on this machine (port 8000); strict, and no model
          micro [BenchmarkDotNet options]                one recommendation, with allocations

        Without --file, load and click work on a generated file of a million users (seed 42), http on the four of data/mock_user_data.csv;
        without --shop, load works on a generated shop of a million users. What is generated stays in the folder for temporary files. `click --data shop` is that shop.
        Run in Release: dotnet run -c Release --project PersonalizedAgent.Benchmarks -- COMMAND
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var options = args.FirstOrDefault() == "micro" ? new Options() : Options.Parse(args.Skip(1));
            switch (args.FirstOrDefault())
            {
                case "generate-users":
                    return GenerateUsers(options);
                case "generate-shop":
                    return GenerateShop(options);
                case "doctor":
                    return DoctorCommand.Run(
                        options.Text("data") ?? throw new UsageException("Say what to examine: --data DIR."), options.Text("json"), options.Text("today"), TimeProvider.System, Console.Out, Console.Error);
                case "predict":
                    return PredictCommand.Run(
                        options.Text("data") ?? throw new UsageException("Say on which data: --data DIR."),
                        PredictCommand.ParseDay(options.Text("at") ?? throw new UsageException("Say from which day on: --at YYYY-MM-DD."), "--at"),
                        new KumoOptions { HorizonDays = Within(options.Integer("horizon", 30), 365, "--horizon"), TrainAnchors = Within(options.Integer("train-anchors", 3), 60, "--train-anchors") },
                        options.Text("json"), TimeProvider.System, Console.Out, Console.Error);
                case "rank":
                    return RankCommand.Run(
                        options.Text("data") ?? throw new UsageException("Say what to rank: --data DIR."), options.Integer("min-items", 5), options.Text("json"), TimeProvider.System, Console.Out, Console.Error);
                case "policy":
                    return PolicyCommand.Run(PolicyOptions.Of(options), Console.Out, Console.Error);
                case "regret":
                    return RegretCommand.Run(
                        ShopUsers(options), Within(options.Integer("seeds", 20), 1000, "--seeds"), Within(options.Integer("decisions", 20_000), 10_000_000, "--decisions"),
                        options.Text("json"), TimeProvider.System, Console.Out);
                case "load":
                    // Both, also where the first does not hold.
                    LoadBenchmark.Memory(options.Shop());
                    return LoadBenchmark.Users(options.File(), options.Integer("rounds", 5)) & LoadBenchmark.Orders(options.Shop(), options.Integer("rounds", 5)) ? 0 : 1;
                case "score":
                    return ScoreBenchmark.Run("data/shop", options.Shop(), options.Integer("rounds", 5), TimeProvider.System);
                case "http":
                    return await HttpBenchmark.RunAsync(options.Text("file") ?? "data/mock_user_data.csv", options.Integer("seconds", 5), options.Integer("connections", 64), options.Integer("rounds", 5));
                case "bare-endpoint":
                    return await BareEndpoint.RunAsync();
                case "click":
                    return await ClickBenchmark.RunAsync(options.Text("data") switch { null => options.File(), "shop" => options.Shop(), var path => path }, options.Integer("clicks", 200));
                case "kumo-stub":
                    return await KumoStubCommand.RunUntilStoppedAsync(options);
                case "micro":
                    MicroBenchmark.Run([.. args.Skip(1)]);
                    return 0;
                default:
                    Console.WriteLine(Help);
                    return args.Length == 0 ? 0 : 2;
            }
        }
        catch (UsageException e)
        {
            Console.Error.WriteLine($"{e.Message}\n\n{Help}");
            return 2;
        }
        catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{e.Message} Name another file or folder.");
            return 2;
        }
    }

    private static int Within(int value, int most, string name) => value >= 1 && value <= most ? value : throw new UsageException($"{name} must lie between 1 and {most}.");

    private static int ShopUsers(Options options) => options.Integer("users", 2000) is >= ShopGenerator.LeastUsers and var count ? count
        : throw new UsageException($"A shop has {ShopGenerator.LeastUsers} users or more.");

    private static int GenerateUsers(Options options)
    {
        var path = options.Text("out") ?? throw new UsageException("Say where to write: --out FILE.");
        var count = options.Integer("users", UserGenerator.Million);
        using var file = File.Create(path);
        UserGenerator.Write(file, count, options.Integer("seed", 42));
        Console.WriteLine($"{count:#,0} users in {path}, {file.Length:#,0} bytes");
        return 0;
    }

    private static int GenerateShop(Options options)
    {
        var directory = options.Text("out") ?? throw new UsageException("Say where to write: --out DIR.");
        var count = ShopUsers(options);
        ShopGenerator.Write(directory, count, options.Integer("seed", 42));
        Console.WriteLine($"{count:#,0} users in {directory}");
        return 0;
    }
}
