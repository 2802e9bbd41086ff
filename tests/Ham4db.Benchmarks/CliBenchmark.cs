using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ham4db.Simulator;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>
/// The command line program as a whole process, beside the shell script it replaces: the same command against the same cluster, in turn, with one
/// endpoint, with three, and with three of which the first is dead or silent.
/// </summary>
internal sealed class CliBenchmark(CliBenchmarkOptions options)
{
    private const int Replicas = 10;
    private const int WarmUp = 2;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory("cli");
        var binary = options.Binary ?? await PublishAsync(directory.Combine("out"), cancellationToken);
        await using var fleet = new SimulatedFleet();
        var master = fleet.Add(new SimulatedInstanceOptions { User = MariaDbUsers.TopologyUser, Password = MariaDbUsers.TopologyPassword });
        for (var replica = 0; replica < Replicas; replica++)
        {
            fleet.AddReplicaOf(master, new SimulatedInstanceOptions { User = MariaDbUsers.TopologyUser, Password = MariaDbUsers.TopologyPassword });
        }

        await using var cluster = new ServerCluster(nodes: 3, seeds: [master.Address]);
        var leader = (await cluster.StartAsync(cancellationToken)).Address.ToString().TrimEnd('/');
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var followers = cluster.Addresses.Where(address => address != leader).ToArray();

        CliProgram ours = new("ham4db-client", binary, ["-c", "which-replicas", "-i", master.Address]);
        var script = options.Script is { } path ? ours with { Name = "the script", File = path } : null;
        await Eventually.SeeAsync(
            "every replica to be known", token => ours.AnswerAsync(leader, token), answer => answer.Count(character => character == '\n') == Replicas,
            TimeSpan.FromMinutes(2), cancellationToken);
        CliCase[] cases =
        [
            new("one endpoint", leader),
            new("three endpoints", $"{followers[0]} {leader} {followers[1]}"),
            new("three, the first dead", $"http://127.0.0.1:{FreePort.Next()} {leader} {followers[0]}"),
            new("three, the first silent", $"http://{silent.LocalEndpoint} {leader} {followers[0]}"),
        ];
        await MeasureAsync(cases, script is null ? [ours] : [ours, script], cancellationToken);
        Report(cases, ours, script);
        await ReportSizeAsync(ours, script, cases, cancellationToken);
    }

    private async Task MeasureAsync(CliCase[] cases, CliProgram[] programs, CancellationToken cancellationToken)
    {
        for (var round = -WarmUp; round < options.Rounds; round++)
        {
            foreach (var each in cases)
            {
                var answers = new List<string>();
                foreach (var program in programs)
                {
                    var began = TimeProvider.System.GetTimestamp();
                    answers.Add(await program.AnswerAsync(each.Endpoints, cancellationToken));
                    if (round >= 0)
                    {
                        each.Add(program, TimeProvider.System.GetElapsedTime(began));
                    }
                }

                if (answers.Any(answer => answer != answers[0]))
                {
                    throw new InvalidOperationException($"With {each.Name} the answers differ:{Environment.NewLine}{string.Join(Environment.NewLine, answers)}");
                }
            }
        }
    }

    private static void Report(CliCase[] cases, CliProgram ours, CliProgram? script)
    {
        Console.WriteLine($"{"whole process, min / median / max",-34} {"ham4db-client",-28} {(script is null ? "" : "the script"),-28}");
        foreach (var each in cases)
        {
            var ratio = script is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"1/{each.Median(script) / each.Median(ours):0.0}");
            Console.WriteLine($"{each.Name,-34} {each.Spread(ours),-28} {(script is null ? "" : each.Spread(script)),-28} {ratio}");
        }

        foreach (var broken in cases[2..])
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{broken.Name}, against three good ones: {broken.Median(ours) / cases[1].Median(ours):0.00}"));
        }

        if (script is null)
        {
            Console.WriteLine("To measure the shell script beside it, give its file: cli --script PATH (orchestrator-client of orchestrator 3.2; needs curl and jq)");
        }
    }

    private static async Task ReportSizeAsync(CliProgram ours, CliProgram? script, CliCase[] cases, CancellationToken cancellationToken)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"size of the program: {new FileInfo(ours.File).Length / 1e6:0.0} MB"));
        foreach (var program in new[] { ours, script }.OfType<CliProgram>())
        {
            var peak = await program.PeakMemoryAsync(cases[0].Endpoints, cancellationToken);
            var shown = peak is { } kibibytes
                ? string.Create(CultureInfo.InvariantCulture, $"{kibibytes * 1024 / 1e6:0.0} MB")
                : "not measured: GNU time is not installed (Debian: time)";
            Console.WriteLine($"peak memory of {program.Name}: {shown}");
        }
    }

    private static async Task<string> PublishAsync(string folder, CancellationToken cancellationToken)
    {
        Console.WriteLine("Publishing the native program; --binary PATH takes one that is there.");
        var compiler = ProgramPath.Find("clang") is null ? new[] { "-p:CppCompilerAndLinker=gcc" } : [];
        await using var publish = ChildProcess.Start(
            "dotnet publish", DotNetProgram.Path,
            ["publish", Path.Combine(RepositoryRoot.Find(), "Ham4db.Client.Cli"), "--configuration", "Release", "--runtime", "linux-x64", "--output", folder, "--nologo", .. compiler]);
        return await publish.WaitForExitAsync(cancellationToken) == 0
            ? Path.Combine(folder, "ham4db-client")
            : throw new InvalidOperationException($"The native program could not be made: {publish.Tail(40)}");
    }
}
