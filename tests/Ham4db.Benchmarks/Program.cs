using Ham4db.Benchmarks;

const string Usage = """
    Measures what docs/performance.md reports. Each command starts what it needs and takes it down again.

    usage: dotnet run -c Release --project tests/Ham4db.Benchmarks -- COMMAND [COUNT]

      failover [KILLS]      a client loop while the leader is killed, beside the same loop through HAProxy   (10)
      leader-loss [ROUNDS]  the leader killed and frozen, at two election timeouts: until another answers    (20)
      kills [KILLS]         leaders killed one after the other under 64 callers: calls failed, changes lost  (100)
      chaos [--seed N] [--nodes 3|5] [--mixed] [--logs PATH] [MINUTES]
                            faults by chance under changes, then every promise looked at on every node       (5)
      yield [ROUNDS]        a client loop while leadership is handed over, beside the same through HAProxy   (20)
      commands [SECONDS]    replicated changes by one caller and by 32 at once, over HTTP and in one process (20)
      rejoin [ROUNDS]       a follower comes back that missed 10,000 changes                                 (5)
      first-call [ROUNDS]   a client's first call with a silent endpoint, against three good ones            (30)
      cold-start [ROUNDS]   the same over five endpoints, two refuse, one is silent; and in new processes  (20)
      herd [ROUNDS]         a thousand callers at once when the leader is killed, and frozen; beside HAProxy     (10)
      calls [ROUNDS]        a call through the client beside the same by HttpClient: memory, p50, 64 at once (10)
      cli [--script PATH] [--binary PATH] [ROUNDS]
                            the command line program, beside the shell script when its file is given         (30)
      shared-chaos [MINUTES] [--seed N] [--mode database|galera|semi-ha] [--logs DIRECTORY]
                            seeded faults on servers that share a backend, under load: nothing lost, never two leaders   (10)
      server-cost [SECONDS] memory and processor time of nodes that poll four instances, and of idle ones    (60)
    """;

if (args is [] or ["--help"] or ["-h"])
{
    Console.WriteLine(Usage);
    return 0;
}

if (args[0] == ColdStartBenchmark.Once)
{
    await ColdStartBenchmark.RunOnceAsync(args[1..], CancellationToken.None);
    return 0;
}

var count = 0;
if (args[0] == "shared-chaos")
{
    if (SharedChaosOptions.Parse(args.AsSpan(1)) is not { } shared)
    {
        Console.Error.WriteLine($"'{string.Join(' ', args)}': give whole numbers, a mode that there is, and a directory.");
        return 2;
    }

    return await new SharedChaosBenchmark(shared).RunAsync(CancellationToken.None) ? 0 : 1;
}

var chaos = args[0] == "chaos" ? ChaosOptions.Parse(args.AsSpan(1)) : null;
if (chaos is null && args[0] == "chaos")
{
    Console.Error.WriteLine($"'{string.Join(' ', args)}': give --nodes as 3 or 5, --seed as a whole number, and at most one number of minutes, 1 or more, at the end.");
    return 2;
}

var cli = args[0] == "cli" ? CliBenchmarkOptions.Parse(args.AsSpan(1)) : null;
if (cli is null && args[0] == "cli")
{
    Console.Error.WriteLine($"'{string.Join(' ', args)}': give --script and --binary files that are there, and at most one whole number, 1 or more.");
    return 2;
}

if (cli is null && chaos is null && (args.Length > 2 || (args.Length == 2 && (!int.TryParse(args[1], out count) || count < 1))))
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

int Or(int usual) => count == 0 ? usual : count;

switch (args[0])
{
    case "failover":
        await new FailoverBenchmark(Or(10)).RunAsync(stop.Token);
        return 0;
    case "leader-loss":
        await new LeaderLossBenchmark(Or(20)).RunAsync(stop.Token);
        return 0;
    case "kills":
        await new KillsBenchmark(Or(100)).RunAsync(stop.Token);
        return 0;
    case "chaos":
        return await new ChaosBenchmark(chaos!).RunAsync(stop.Token) ? 0 : 1;
    case "yield":
        await new YieldBenchmark(Or(20)).RunAsync(stop.Token);
        return 0;
    case "commands":
        await new CommandsBenchmark(TimeSpan.FromSeconds(Or(20))).RunAsync(stop.Token);
        return 0;
    case "rejoin":
        await new RejoinBenchmark(Or(5)).RunAsync(stop.Token);
        return 0;
    case "first-call":
        await new FirstCallBenchmark(Or(30)).RunAsync(stop.Token);
        return 0;
    case "cold-start":
        await new ColdStartBenchmark(Or(20)).RunAsync(stop.Token);
        return 0;
    case "herd":
        await new HerdBenchmark(Or(10)).RunAsync(stop.Token);
        return 0;
    case "calls":
        await new CallBenchmark(Or(10)).RunAsync(stop.Token);
        return 0;
    case "cli":
        await new CliBenchmark(cli!).RunAsync(stop.Token);
        return 0;
    case "server-cost":
        await new ServerCostBenchmark(TimeSpan.FromSeconds(Or(60))).RunAsync(stop.Token);
        return 0;
    default:
        Console.Error.WriteLine($"'{args[0]}' is no benchmark.\n\n{Usage}");
        return 2;
}
