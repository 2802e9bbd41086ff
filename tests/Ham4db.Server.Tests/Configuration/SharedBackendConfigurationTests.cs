namespace Ham4db.Server.Tests.Configuration;

public sealed class SharedBackendConfigurationTests : IDisposable
{
    private const string Shared = """ "MySQLOrchestratorHost": "db", "MySQLOrchestratorUser": "u" """;

    private readonly ConfigurationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("""["http://n2:3000", "http://n3:3000/ham4db/"]""", null)]
    [InlineData("""["http://n2:3000"]""", "HaPeers makes 2 servers with this one: 2 tolerate no more failures than 1, which is none; use 3 or 5")]
    [InlineData("""["http://n2:3000", "http://n3:3000", "http://n4:3000"]""", "HaPeers makes 4 servers with this one: 4 tolerate no more failures than 3; use 3 or 5")]
    public void Load_PeersThatAreTheOthers_AreTaken_AndAnEvenNumberOfServersWarns(string peers, string? warning)
        => string.Join('\n', _fixture.Load($$"""{ {{Shared}}, "HaPeers": {{peers}} }""").Warnings).ShouldBe(warning ?? string.Empty);

    [Theory]
    [InlineData(""" "HTTPAdvertise": "http://n1:3000", "HaPeers": ["http://N1:3000", "http://n2:3000"] """, "http://n1:3000/ is this server; list the others alone")]
    [InlineData(""" "ListenAddress": "10.0.0.1:3000", "HaPeers": ["http://10.0.0.2:3000", "http://10.0.0.1:3000/ham4db"] """, "http://10.0.0.1:3000/ham4db is this server")]
    [InlineData(""" "HaPeers": ["http://n2:3000", "http://n2:3000/"] """, "http://n2:3000/ is in it more than once; list every other server once")]
    [InlineData(""" "HaPeers": ["n2:3000"] """, "\"n2:3000\" is no base address of a server; expected http://host:port")]
    public void Load_WrongPeers_AreRefused(string keys, string refusal)
    {
        var message = _fixture.Refusal($$"""{ {{Shared}}, {{keys}} }""");

        message.ShouldStartWith("FILE: HaPeers is [");
        message.ShouldContain(refusal);
    }

    [Theory]
    [InlineData(""" "RaftEnabled": true, "RaftDataDir": "/d" """, "with RaftEnabled the members of RaftNodes choose the leader")]
    [InlineData(""" "RaftEnabled": false """, "this one has a file of its own; set MySQLOrchestratorHost, or remove HaPeers")]
    public void Load_PeersThatNobodyWouldAsk_AreRefused(string keys, string refusal)
        => _fixture.Refusal($$"""{ {{keys}}, "HaPeers": ["http://n2:3000", "http://n3:3000"] }""").ShouldContain(refusal);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("61")]
    [InlineData("99999999999")]
    [InlineData("1.5")]
    public void Load_LeaseOutOfRange_IsRefused(string seconds)
        => _fixture.Refusal($$"""{ "ActiveNodeExpireSeconds": {{seconds}} }""").ShouldContain($"ActiveNodeExpireSeconds is {seconds}: expected a whole number of seconds from 1 to 60");

    [Theory]
    [InlineData(""" "HaPeers": ["http://n2:3000", "http://ops:gehe/im@n3:3000"] """)]
    [InlineData(""" "HTTPAdvertise": "http://ops:gehe/im@n1:3000" """)]
    [InlineData(""" "RaftEnabled": true, "RaftDataDir": "/d", "RaftJoin": "http://ops:gehe@im@n1:3000" """)]
    public void Load_PasswordInAnAddress_IsRefusedAndNotShown(string keys)
    {
        var message = _fixture.Refusal($$"""{ {{Shared}}, {{keys}} }""");

        message.ShouldContain("://(not shown)@n");
        message.ShouldNotContain("gehe");
        message.ShouldNotContain("im@");
    }
}
