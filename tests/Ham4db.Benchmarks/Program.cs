using Ham4db.Benchmarks;

const string Usage = """
    Measures what docs/performance.md reports. Each command starts what it needs and takes it down again.

    usage: dotnet run -c Release --project tests/Ham4db.Benchmarks -- COMMAND [COUNT]

      failover [KILLS]      a client loop while the leader is killed, beside the same loop through HAProxy   (10)
      first-call [ROUNDS]   a client's first call with a silent endpoint, against three good ones            (30)
      server-cost [SECONDS] memory and processor time of three nodes that poll four instances each second    (60)
    """;

if (args is [] or ["--help"] or ["-h"])
{
    Console.WriteLine(Usage);
    return 0;
}

var count = 0;
if (args.Length > 2 || (args.Length == 2 && (!int.TryParse(args[1], out count) || count < 1)))
{
    Console.Error.WriteLine($"'{string.Join(' ', args)}': give a command and at most one whole number, 1 or more.");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

switch (args[0])
{
    case "failover":
        await new FailoverBenchmark(count == 0 ? 10 : count).RunAsync(stop.Token);
        return 0;
    case "first-call":
        await new FirstCallBenchmark(count == 0 ? 30 : count).RunAsync(stop.Token);
        return 0;
    case "server-cost":
        await new ServerCostBenchmark(TimeSpan.FromSeconds(count == 0 ? 60 : count)).RunAsync(stop.Token);
        return 0;
    default:
        Console.Error.WriteLine($"'{args[0]}' is no benchmark.\n\n{Usage}");
        return 2;
}
