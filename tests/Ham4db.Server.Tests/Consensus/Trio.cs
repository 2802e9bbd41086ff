using System.Collections.Immutable;
using System.Net;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Consensus;

/// <summary>Three raft nodes in this process.</summary>
internal sealed class Trio : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new("raft");
    private readonly RaftTuning _tuning;
    private readonly Func<RaftOptions, RaftOptions> _configure;

    private Trio(RaftTuning tuning, Func<RaftOptions, RaftOptions> configure)
    {
        var nodes = FreePort.Next(3).Select(port => (EndPoint)new IPEndPoint(IPAddress.Loopback, port)).ToImmutableArray();
        Nodes = [.. nodes.Select((endPoint, i) => new TestNode(OptionsOf(i, (IPEndPoint)endPoint, nodes, configure), tuning) { Network = Network })];
        _tuning = tuning;
        _configure = configure;
    }

    /// <summary>The three, and those that were added.</summary>
    public IReadOnlyList<TestNode> Nodes { get; private set; }

    public TestNetwork Network { get; } = new();

    public IEnumerable<TestNode> Running => Nodes.Where(node => node.IsRunning);

    public static async Task<Trio> StartAsync(RaftTuning? tuning = null, Func<RaftOptions, RaftOptions>? configure = null)
    {
        var trio = new Trio(tuning ?? new RaftTuning(), configure ?? (raft => raft));
        await Task.WhenAll(trio.Nodes.Select(node => node.StartAsync()));
        return trio;
    }

    public async Task<TestNode> LeaderAsync()
    {
        TestNode? leader = null;
        await Eventually.BecomesTrueAsync(
            "a leader with a lease",
            () => (leader = Running.FirstOrDefault(node => node.HoldsLease)) is not null);
        return leader!;
    }

    /// <summary>Makes a further node that is to join by way of <paramref name="member"/>; does not start it.</summary>
    public TestNode Further(TestNode member)
    {
        var own = new IPEndPoint(IPAddress.Loopback, FreePort.Next());
        var node = new TestNode(
            OptionsOf(Nodes.Count, own, [], raft => _configure(raft) with { HasOwnList = false, Join = member.Options.Http.Advertise }), _tuning) { Network = Network };
        Nodes = [.. Nodes, node];
        return node;
    }

    public IReadOnlyList<TestNode> Others(TestNode node) => [.. Nodes.Where(other => other != node)];

    /// <summary>Submits to whoever leads, again and again under one key, as a client does.</summary>
    public async Task<CommandResult> DecideAsync(Command command)
    {
        var key = Guid.NewGuid().ToString();
        CommandResult? result = null;
        await Eventually.PassesAsync("the command to be taken", async _ => result = await (await LeaderAsync()).SubmitAsync(command, key));
        return result!;
    }

    public Task AllAgreeAsync(Func<TestNode, bool> isSo, string what)
        => Eventually.BecomesTrueAsync(what, () => Running.All(isSo));

    public static string RaftDirectoryOf(TestNode node) => node.Options.Raft.DataDirectory;

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Nodes.Select(node => node.CrashAsync()));
        _directory.Dispose();
    }

    private ServerOptions OptionsOf(int i, IPEndPoint own, ImmutableArray<EndPoint> nodes, Func<RaftOptions, RaftOptions> configure) => new()
    {
        Http = new HttpOptions { Advertise = new Uri($"http://node-{i}:3000") },
        Backend = new SqliteBackendOptions { File = Path.Combine(_directory.CreateSubdirectory($"n{i}"), "ham4db.sqlite3") },
        Raft = configure(new RaftOptions
        {
            Enabled = true,
            Bind = own,
            Advertise = own,
            DataDirectory = _directory.Combine($"n{i}", "raft"),
            Nodes = nodes,
            ElectionTimeout = TimeSpan.FromMilliseconds(150),
        }),
    };
}
