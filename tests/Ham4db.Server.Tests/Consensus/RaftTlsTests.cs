using System.Net;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Testing;
using Microsoft.Extensions.Logging;

namespace Ham4db.Server.Tests.Consensus;

[Collection(Alone.Name)]
public sealed class RaftTlsTests : IDisposable
{
    /// <summary>What the library says of each member that it could not reach.</summary>
    private const int MemberUnavailable = 74_010;

    private readonly TemporaryDirectory _directory = new("tls");
    private readonly TestAuthority _authority;
    private readonly TestAuthority _foreign;

    public RaftTlsTests()
    {
        _authority = new TestAuthority(_directory);
        _foreign = new TestAuthority(_directory, "foreign-ca");
    }

    public void Dispose()
    {
        _authority.Dispose();
        _foreign.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task ThreeNodes_ElectAndReplicate_AlsoAcrossALeaderChange()
    {
        await using var trio = await StartTrioAsync();

        await trio.DecideAsync(new PutTag(Key(1), "n", "1"));
        var first = await trio.LeaderAsync();
        await first.CrashAsync();
        await trio.DecideAsync(new PutTag(Key(2), "n", "2"));
        await first.StartAsync();

        await trio.AllAgreeAsync(node => node.Store.Current.Tags.Count == 2, "both tags on all nodes");
        trio.Nodes.ShouldAllBe(node => node.Logs.Lines.Any(line => line.Id == 4028 && line.Text.Contains(_authority.File)));
        trio.Nodes.SelectMany(node => node.Logs.Lines).ShouldNotContain(line => line.Id == 4027 || line.Id == 4029);
    }

    [Theory]
    [InlineData("foreign", true)]
    [InlineData("foreign, but trusts ours", true)]
    [InlineData("plain", false)]
    public async Task NodeWithoutOurCertificate_IsShutOut_LeaderAndTermStay(string kind, bool showsCertificate)
    {
        // The stranger is quicker than the members, whom a busy machine must not make elect by themselves.
        await using var trio = await StartTrioAsync(electionMilliseconds: 1500);
        var leader = await trio.LeaderAsync();
        var term = leader.Leadership.Current.Term;
        var rightful = trio.Others(leader)[0];
        await rightful.CrashAsync();
        await using var rogue = Impostor(rightful.Options, kind);
        await rogue.StartAsync();

        await Eventually.BecomesTrueAsync(
            "the rogue to be turned away by both nodes again and again", () => rogue.Logs.Lines.Count(line => line.Id == MemberUnavailable) >= 6);
        for (var i = 1; i <= 20; i++)
        {
            await leader.SubmitAsync(new PutTag(Key(i), "n", "v"));
        }

        rogue.Leadership.Current.Role.ShouldBe(NodeRole.Candidate);
        rogue.Store.Current.Tags.ShouldBeEmpty();
        leader.Report.HealthyMembers.ShouldNotContain(rogue.Report.Status!.RaftAdvertise);
        leader.Logs.Lines.Where(line => line.Id == 4029).Select(line => line.Text.Contains("CN=node-")).ShouldBe(showsCertificate ? [true] : []);
        await rogue.CrashAsync();
        await rightful.StartAsync();
        await trio.AllAgreeAsync(node => node.Store.Current.Tags.Count == 20, "the rightful node to be back");
        leader.HoldsLease.ShouldBeTrue();
        leader.Leadership.Current.Term.ShouldBe(term);
    }

    [Fact]
    public async Task Start_UnusableFile_IsRefusedBeforeAnythingIsTouched()
    {
        var raft = _authority.Equip(RaftOf(IPAddress.Loopback, 3));
        await using var node = new TestNode(OptionsOf(raft with { TlsKeyFile = _directory.Combine("gone.key") }), new RaftTuning());

        var refused = await Should.ThrowAsync<ConfigurationException>(node.StartAsync);

        refused.Message.ShouldStartWith($"RaftTlsKeyFile {_directory.Combine("gone.key")}: it cannot be read");
        Directory.Exists(raft.DataDirectory).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0.0.0.0", 3, false, true)]
    [InlineData("0.0.0.0", 3, true, false)]
    [InlineData("0.0.0.0", 1, false, false)]
    [InlineData("127.0.0.1", 3, false, false)]
    public async Task Start_OpenPort_Warns(string bind, int members, bool tls, bool warns)
    {
        var raft = RaftOf(IPAddress.Parse(bind), members);
        await using var node = new TestNode(OptionsOf(tls ? _authority.Equip(raft) : raft), new RaftTuning());

        await node.StartAsync();

        var warnings = node.Logs.Lines.Where(line => line.Id == 4027).ToList();
        warnings.Count.ShouldBe(warns ? 1 : 0);
        warnings.ShouldAllBe(line => line.Level == LogLevel.Warning && line.Text.Contains("Set RaftTlsCertFile, RaftTlsKeyFile and RaftTlsCaFile on every node"));
    }

    private static InstanceKey Key(int port) => new("db", port);

    private Task<Trio> StartTrioAsync(int electionMilliseconds = 300)
        => Trio.StartAsync(configure: raft => _authority.Equip(raft with { ElectionTimeout = TimeSpan.FromMilliseconds(electionMilliseconds) }));

    private TestNode Impostor(ServerOptions rightful, string kind)
    {
        var raft = rightful.Raft with { DataDirectory = _directory.Combine("rogue"), ElectionTimeout = TimeSpan.FromMilliseconds(300) };
        var disguised = kind switch
        {
            "plain" => raft with { TlsCertFile = "", TlsKeyFile = "", TlsCaFile = "" },
            "foreign" => _foreign.Equip(raft),
            _ => _foreign.Equip(raft) with { TlsCaFile = _authority.Write("both.pem", File.ReadAllText(_foreign.File) + "\n" + File.ReadAllText(_authority.File)) },
        };
        return new TestNode(OptionsOf(disguised), new RaftTuning()) { Logs = new RecordingLogs(LogLevel.Debug) };
    }

    private RaftOptions RaftOf(IPAddress bind, int members)
    {
        var nodes = FreePort.Next(members).Select(port => new IPEndPoint(IPAddress.Loopback, port)).ToList();
        return new RaftOptions
        {
            Enabled = true,
            Bind = new IPEndPoint(bind, nodes[0].Port),
            Advertise = nodes[0],
            DataDirectory = _directory.Combine("raft"),
            Nodes = [.. nodes],
        };
    }

    private ServerOptions OptionsOf(RaftOptions raft) => new()
    {
        Http = new HttpOptions { Advertise = new Uri("http://node:3000") },
        Backend = new SqliteBackendOptions { File = _directory.Combine("node.sqlite3") },
        Raft = raft,
    };
}
