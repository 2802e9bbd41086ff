using System.Net;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Tests.Configuration;

public sealed class RaftConfigurationTests : IDisposable
{
    private readonly ConfigurationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(""", "RaftNodes": []""")]
    [InlineData(""", "RaftNodes": ["10.0.0.1"]""")]
    public void Load_NoOtherMember_IsAClusterOfOne(string nodes)
    {
        var raft = Load($$"""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftBind": "10.0.0.1" {{nodes}} }""").Options.Raft;

        raft.Bind.ShouldBe(IPEndPoint.Parse("10.0.0.1:10008"));
        raft.Advertise.ShouldBe(raft.Bind);
        raft.Nodes.ShouldBe([raft.Bind]);
    }

    [Fact]
    public void Load_Join_NeedsNoList()
    {
        var raft = Load("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftBind": "10.0.0.4", "RaftJoin": "http://10.0.0.1:3000/ham4db"}""").Options.Raft;

        raft.Join.ShouldBe(new Uri("http://10.0.0.1:3000/ham4db"));
        raft.Nodes.ShouldBeEmpty();
        raft.HasOwnList.ShouldBeFalse();
    }

    [Fact]
    public void Load_DefaultPort_CompletesEveryAddress()
    {
        var raft = Load("""
            {"RaftEnabled": true, "RaftDataDir": "/d", "DefaultRaftPort": 7000, "RaftBind": "0.0.0.0", "RaftAdvertise": "n1.example",
            "RaftNodes": ["n1.example", "n2.example:7001", "[::1]", "::2", "[::3]:9"]}
            """).Options.Raft;

        raft.Bind.ShouldBe(IPEndPoint.Parse("0.0.0.0:7000"));
        raft.Advertise.ShouldBe(new DnsEndPoint("n1.example", 7000));
        raft.Nodes.ShouldBe(
        [
            new DnsEndPoint("n1.example", 7000),
            new DnsEndPoint("n2.example", 7001),
            IPEndPoint.Parse("[::1]:7000"),
            IPEndPoint.Parse("[::2]:7000"),
            IPEndPoint.Parse("[::3]:9"),
        ]);
    }

    [Fact]
    public void Load_OnePortOnTwoAddresses_IsTaken()
        => Load("""{"RaftEnabled": true, "RaftDataDir": "/d", "ListenAddress": "10.0.0.2:9000", "RaftBind": "10.0.0.1:9000"}""").Options.Raft.Bind.Port.ShouldBe(9000);

    [Fact]
    public void Load_HostNameToListenOn_IsResolved()
    {
        var raft = Load("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftBind": "localhost"}""").Options.Raft;

        raft.Bind.ShouldBe(IPEndPoint.Parse("127.0.0.1:10008"));
        raft.Advertise.ShouldBe(new DnsEndPoint("localhost", 10008));
    }

    [Fact]
    public void Load_EvenNumberOfMembers_Warns()
        => Load("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftBind": "10.0.0.1", "RaftNodes": ["10.0.0.1", "10.0.0.2"]}""")
            .Warnings.ShouldHaveSingleItem().ShouldStartWith("RaftNodes has 2 members");

    [Fact]
    public void Load_RaftOff_LooksAtNoAddress()
        => Load("""{"RaftBind": "???", "RaftNodes": ["!"]}""").Options.Raft.Enabled.ShouldBeFalse();

    [Theory]
    [InlineData(""" "RaftNodes": ["10.0.0.1", "10.0.0.2", "10.0.0.3"] """, "RaftNodes is set and RaftEnabled is not: this node runs without the others")]
    [InlineData(""" "RaftJoin": "http://10.0.0.1:3000" """, "RaftJoin is set and RaftEnabled is not: this node runs without the others")]
    [InlineData(""" "RaftEnabled": false, "RaftNodes": ["10.0.0.1", "10.0.0.2", "10.0.0.3"] """, "")]
    [InlineData(""" "RaftNodes": ["10.0.0.1"] """, "")]
    public void Load_RaftNotSwitchedOn_WarnsOfAListThatNobodyReads(string keys, string warning)
        => string.Join('\n', Load($"{{{keys}}}").Warnings).ShouldStartWith(warning);

    [Theory]
    [InlineData("", "", "", "", false)]
    [InlineData(""", "RaftTlsCertFile": "/c", "RaftTlsKeyFile": "/k", "RaftTlsCaFile": "/a" """, "/c", "/k", "/a", true)]
    public void Load_TlsFiles_AllOrNone(string keys, string certificate, string key, string authority, bool usesTls)
    {
        var raft = Load($$"""{"RaftEnabled": true, "RaftDataDir": "/d" {{keys}} }""").Options.Raft;

        (raft.TlsCertFile, raft.TlsKeyFile, raft.TlsCaFile).ShouldBe((certificate, key, authority));
        raft.UsesTls.ShouldBe(usesTls);
    }

    [Fact]
    public void Load_RaftOff_TakesHalfOfTheTlsFiles()
        => Load("""{"RaftTlsCertFile": "/c"}""").Options.Raft.Enabled.ShouldBeFalse();

    [Theory]
    [InlineData("""{"RaftEnabled": true}""", "FILE: RaftEnabled is true: RaftDataDir must name a directory")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftBind": ""}""", "FILE: RaftBind is \"\": expected host:port or host")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftBind": "10.0.0.1:x"}""", "FILE: RaftBind is \"10.0.0.1:x\": expected host:port or host")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftBind": "nosuch.example"}""", "FILE: RaftBind is \"nosuch.example\": the host name cannot be resolved")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftBind": "0.0.0.0"}""", "FILE: RaftBind is \"0.0.0.0\": peers cannot connect to it; set RaftAdvertise")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftAdvertise": "a b"}""", "FILE: RaftAdvertise is \"a b\": expected host:port or host")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftNodes": ["10.0.0.9:0"]}""", "FILE: RaftNodes is [\"10.0.0.9:0\"]: expected host:port or host")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftNodes": ["10.0.0.9"]}""", "FILE: RaftNodes is [\"10.0.0.9\"]: this node, 127.0.0.1:10008, is not in it")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftTlsCertFile": "/c"}""", "FILE: RaftTlsCertFile is \"/c\": RaftTlsKeyFile and RaftTlsCaFile must name a file as well; set all three")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftTlsKeyFile": "/k", "RaftTlsCaFile": "/a"}""", "FILE: RaftTlsKeyFile is \"/k\": RaftTlsCertFile must name a file as well")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftTlsCertFile": "/c", "RaftTlsKeyFile": "/k", "RaftTlsCaFile": ""}""", "FILE: RaftTlsCertFile is \"/c\": RaftTlsCaFile must name a file as well")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftTlsCaFile": "/a"}""", "FILE: RaftTlsCaFile is \"/a\": RaftTlsCertFile and RaftTlsKeyFile must name a file as well")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftNodes": ["127.0.0.1", "10.0.0.9", "10.0.0.9:10008"]}""", "FILE: RaftNodes is [\"127.0.0.1\", \"10.0.0.9\", \"10.0.0.9:10008\"]: 10.0.0.9:10008 is in it more than once")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftJoin": "10.0.0.9:3000"}""", "FILE: RaftJoin is \"10.0.0.9:3000\": expected the base address")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftNodes": [":10008"]}""", "FILE: RaftNodes is [\":10008\"]: expected host:port or host")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftNodes": ["127.0.0.1", "10008"]}""", "FILE: RaftNodes is [\"127.0.0.1\", \"10008\"]: expected host:port or host")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftAdvertise": "10.1"}""", "FILE: RaftAdvertise is \"10.1\": expected host:port or host")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftAdvertise": "[::]:1"}""", "FILE: RaftAdvertise is \"[::]:1\": peers cannot connect to it; set RaftAdvertise")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftNodes": ["127.0.0.1", "0.0.0.0:9", "10.0.0.3"]}""", "FILE: RaftNodes is [\"127.0.0.1\", \"0.0.0.0:9\", \"10.0.0.3\"]: nobody can connect to 0.0.0.0:9")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftBind": "10.0.0.1:3000"}""", "FILE: RaftBind is \"10.0.0.1:3000\": ListenAddress has the port 3000 already; raft needs another")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "ListenAddress": "10.0.0.1:9000", "RaftBind": "10.0.0.1:9000"}""", "FILE: RaftBind is \"10.0.0.1:9000\": ListenAddress has the port 9000 already")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "ListenAddress": ":0", "RaftJoin": "http://10.0.0.9:3000"}""", "FILE: ListenAddress is \":0\": the other members must know the port; give one, or set HTTPAdvertise")]
    [InlineData("""{"HTTPAdvertise": "http://0.0.0.0:3000"}""", "FILE: HTTPAdvertise is \"http://0.0.0.0:3000\": nobody can connect to it")]
    [InlineData("""{"HTTPAdvertise": "http://[::]:3000"}""", "FILE: HTTPAdvertise is \"http://[::]:3000\": nobody can connect to it")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftElectionTimeoutMilliseconds": 0}""", "FILE: RaftElectionTimeoutMilliseconds is 0: expected a whole number of milliseconds from 150 to 60000")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftElectionTimeoutMilliseconds": -1}""", "FILE: RaftElectionTimeoutMilliseconds is -1: expected a whole number of milliseconds from 150 to 60000")]
    [InlineData("""{"RaftEnabled": true, "RaftDataDir": "/d", "RaftElectionTimeoutMilliseconds": 99999999999}""", "FILE: RaftElectionTimeoutMilliseconds is 99999999999: expected a whole number")]
    public void Load_ContradictingKeys_AreRefused(string content, string refusal) => _fixture.Refusal(content).ShouldStartWith(refusal);

    private LoadedConfiguration Load(string content) => _fixture.Load(content);
}
