using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Ham4db.Client;
using Ham4db.Client.Contract;
using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>
/// From <see cref="Ham4dbClient.Create(string[])"/> to the first answer over five endpoints, of which two refuse and one accepts and never answers, beside an
/// <see cref="HttpClient"/> that knows the leader: in a process that has made such calls before, and as the first thing that a new process does.
/// </summary>
internal sealed class ColdStartBenchmark(int rounds)
{
    /// <summary>The command, not for people, that a new process is started with.</summary>
    public const string Once = "cold-start-once";

    private const string Bare = "bare";
    private const int WarmUp = 10;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var cluster = new ServerCluster(nodes: 3);
        var leader = await cluster.StartAsync(cancellationToken);
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var follower = cluster.Nodes.First(node => node != leader);

        // The leader last: who asks in turn comes to it last.
        string[] endpoints = [.. Refusing(2), $"http://{silent.LocalEndpoint}", Text(follower), Text(leader)];
        var warm = (Sdk: new List<double>(), Bare: new List<double>());
        var cold = (Sdk: new List<double>(), Bare: new List<double>());
        for (var round = -WarmUp; round < rounds; round++)
        {
            Keep(warm.Sdk, round, await BySdkAsync(endpoints, cancellationToken));
            Keep(warm.Bare, round, await ByHttpClientAsync(Text(leader), cancellationToken));
        }

        for (var round = 0; round < rounds; round++)
        {
            cold.Sdk.Add(await InNewProcessAsync(endpoints, cancellationToken));
            cold.Bare.Add(await InNewProcessAsync([Bare, Text(leader)], cancellationToken));
        }

        Console.WriteLine($"{"from Create to the first answer, min / median / max",-54} {"Ham4db.Client, five endpoints",-32} HttpClient at the leader");
        Console.WriteLine($"{"in a process that has called before",-54} {Sample.Spread(warm.Sdk, "0.0", "ms"),-32} {Sample.Spread(warm.Bare, "0.0", "ms")}");
        Console.WriteLine($"{"as the first thing in a new process",-54} {Sample.Spread(cold.Sdk, "0.0", "ms"),-32} {Sample.Spread(cold.Bare, "0.0", "ms")}");
    }

    /// <summary>What a new process does: one call, and one line with its time.</summary>
    public static async Task RunOnceAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var took = arguments[0] == Bare ? await ByHttpClientAsync(arguments[1], cancellationToken) : await BySdkAsync(arguments, cancellationToken);
        Console.WriteLine(took.ToString("R", CultureInfo.InvariantCulture));
    }

    private static string Text(ServerProcess node) => node.Address.ToString().TrimEnd('/');

    private static IEnumerable<string> Refusing(int count) => FreePort.Next(count).Select(port => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    private static void Keep(List<double> kept, int round, double took)
    {
        // The rounds before the first pay for the runtime's compilation.
        if (round >= 0)
        {
            kept.Add(took);
        }
    }

    private static async Task<double> BySdkAsync(IReadOnlyList<string> endpoints, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var client = Ham4dbClient.Create([.. endpoints]);
        await client.Clusters.ListNamesAsync(cancellationToken);
        return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<double> ByHttpClientAsync(string leader, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri($"{leader}/api/clusters"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await JsonSerializer.DeserializeAsync(body, WireJson.Default.IReadOnlyListString, cancellationToken);
        return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<double> InNewProcessAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await using var process = ChildProcess.Start("a new process", DotNetProgram.Path, ["exec", typeof(ColdStartBenchmark).Assembly.Location, Once, .. arguments]);
        return await process.WaitForExitAsync(cancellationToken) == 0
            ? double.Parse(process.Output[^1], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException(process.Tail());
    }
}
