using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Ham4db.Client;
using Ham4db.Client.Contract;
using Ham4db.Client.Http;
using Ham4db.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ham4db.Benchmarks;

/// <summary>
/// What a call through the client costs beside the same call by an <see cref="HttpClient"/> that knows the leader's address: memory and time over a
/// transport that answers from memory, and times and calls a second against a real server, in turn.
/// </summary>
internal sealed class CallBenchmark(int rounds)
{
    private const int Calls = 2_000;
    private const int Many = 64;
    private const int Together = 10_000;

    /// <summary>The runtime compiles what is called often anew, beside the calls: rounds until it has done so, in the callers' process and the servers'.</summary>
    private const int WarmUps = 5;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await InMemoryAsync(cancellationToken);
        await OverHttpAsync(cancellationToken);
    }

    private async Task InMemoryAsync(CancellationToken cancellationToken)
    {
        using var answers = new Answers();
        var options = new Ham4dbClientOptions { Endpoints = ["http://leader:3000"], WatchLeader = false };
        await using var client = new LeaderAwareClient(
            new ClusterConnection(options, answers, ownsInner: false, new OpenConnections(), NullLoggerFactory.Instance, TimeProvider.System, Random.Shared), options.Deadline, true);
        using var http = new HttpClient(answers) { BaseAddress = new Uri("http://leader:3000/api/") };
        var sdk = new List<(double Bytes, double Microseconds)>();
        var bare = new List<(double Bytes, double Microseconds)>();
        for (var round = 0; round <= rounds; round++)
        {
            sdk.Add(await CostAsync(token => client.Clusters.ListNamesAsync(token), cancellationToken));
            bare.Add(await CostAsync(token => BareAsync(http, token), cancellationToken));
        }

        // The first round paid for the runtime's compilation.
        Console.WriteLine("from memory      bytes a call, median   microseconds a call, median");
        Print("Ham4db.Client", sdk);
        Print("HttpClient", bare);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"more by the client: {Sample.Median(sdk.Skip(1).Select(cost => cost.Bytes)) - Sample.Median(bare.Skip(1).Select(cost => cost.Bytes)):0} bytes, {Sample.Median(sdk.Skip(1).Select(cost => cost.Microseconds)) - Sample.Median(bare.Skip(1).Select(cost => cost.Microseconds)):0.0} microseconds"));

        static void Print(string who, List<(double Bytes, double Microseconds)> costs) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{who,-16} {Sample.Median(costs.Skip(1).Select(cost => cost.Bytes)),20:0}   {Sample.Median(costs.Skip(1).Select(cost => cost.Microseconds)),27:0.0}"));
    }

    private async Task OverHttpAsync(CancellationToken cancellationToken)
    {
        await using var cluster = new ServerCluster(nodes: 3);
        var leader = await cluster.StartAsync(cancellationToken);
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [.. cluster.Addresses] });
        using var http = new HttpClient { BaseAddress = new Uri(leader.Address, "api/") };
        Func<CancellationToken, Task> bySdk = token => client.Clusters.ListNamesAsync(token);
        Func<CancellationToken, Task> byHttp = token => BareAsync(http, token);
        for (var round = 0; round < WarmUps; round++)
        {
            await Callers.RunAsync(Many, Together, bySdk, cancellationToken);
            await Callers.RunAsync(Many, Together, byHttp, cancellationToken);
        }

        var alone = (Sdk: new List<double>(), Bare: new List<double>());
        var rates = (Sdk: new List<double>(), Bare: new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            // Whoever is first meets threads and connections that rested: each is so in every other round.
            (List<double> Alone, List<double> Rates, Func<CancellationToken, Task> Call)[] both = [(alone.Sdk, rates.Sdk, bySdk), (alone.Bare, rates.Bare, byHttp)];
            var (first, second) = round % 2 == 0 ? (both[0], both[1]) : (both[1], both[0]);
            first.Alone.Add(await MedianAsync(first.Call, cancellationToken));
            second.Alone.Add(await MedianAsync(second.Call, cancellationToken));
            first.Rates.Add(await RateAsync(first.Call, cancellationToken));
            second.Rates.Add(await RateAsync(second.Call, cancellationToken));
        }

        Console.WriteLine($"over HTTP        {"1 caller, p50 of a round",-30} {Many} callers, calls a second");
        Console.WriteLine($"Ham4db.Client    {Sample.Spread(alone.Sdk, "0.000", "ms"),-30} {Sample.Spread(rates.Sdk, "0", string.Empty)}");
        Console.WriteLine($"HttpClient       {Sample.Spread(alone.Bare, "0.000", "ms"),-30} {Sample.Spread(rates.Bare, "0", string.Empty)}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"medians, client / HttpClient: p50 {Sample.Median(alone.Sdk) / Sample.Median(alone.Bare):0.00}, calls a second {Sample.Median(rates.Sdk) / Sample.Median(rates.Bare):0.00}"));
    }

    private static async Task<IReadOnlyList<string>?> BareAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync("clusters", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync(body, WireJson.Default.IReadOnlyListString, cancellationToken);
    }

    private static async Task<(double Bytes, double Microseconds)> CostAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var began = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Calls; i++)
        {
            await call(cancellationToken);
        }

        return ((GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)Calls, TimeProvider.System.GetElapsedTime(began).TotalMicroseconds / Calls);
    }

    private static async Task<double> MedianAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        var times = new List<double>(Calls);
        for (var i = 0; i < Calls; i++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await call(cancellationToken);
            times.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        return Sample.Median(times);
    }

    private static async Task<double> RateAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        await Callers.RunAsync(Many, Together, call, cancellationToken);
        return Together / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>A leader in memory.</summary>
    private sealed class Answers : HttpMessageHandler
    {
        private static readonly byte[] Names = Encoding.UTF8.GetBytes("""["db-1:3306","db-2:3306"]""");
        private static readonly byte[] Ok = Encoding.UTF8.GetBytes("\"OK\"");

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            var response = new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new ByteArrayContent(request.RequestUri!.AbsolutePath.EndsWith("-check", StringComparison.Ordinal) ? Ok : Names),
            };
            response.Headers.TryAddWithoutValidation(WireHeaders.Version, "1");
            response.Headers.TryAddWithoutValidation(WireHeaders.Term, "3");
            return response;
        }
    }
}
