using Ham4db.Server.Configuration;

namespace Ham4db.Server.Tests.Configuration;

public sealed class LiveOptionsTests : IDisposable
{
    private readonly ConfigurationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Reload_ChangedFile_ReplacesTheOptionsAndTells()
    {
        var live = Start("""{"InstancePollSeconds": 5}""");
        ServerOptions? told = null;
        live.Changed += options => told = options;

        _fixture.Write("""{"InstancePollSeconds": 7}""");
        live.Reload();

        live.Current.Discovery.PollInterval.ShouldBe(TimeSpan.FromSeconds(7));
        told.ShouldBeSameAs(live.Current);
    }

    [Fact]
    public void Reload_RemovedKey_KeepsItsValue()
    {
        var live = Start("""{"InstancePollSeconds": 7}""");

        _fixture.Write("{}");
        live.Reload();

        live.Current.Discovery.PollInterval.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData("""{"InstancePollSeconds": "x", "ReadOnly": true}""")]
    [InlineData("""{"ReadOnly": true, """)]
    [InlineData("""{"ReadOnly": true, "NoSuchKeyAtAll": 1}""")]
    [InlineData("""{"ReadOnly": true, "AuthenticationMethod": "multi"}""")]
    public void Reload_BadFile_ChangesNothing(string content)
    {
        var live = Start("""{"InstancePollSeconds": 7}""");
        var before = live.Current;
        var told = 0;
        live.Changed += _ => told++;

        _fixture.Write(content);

        Should.Throw<ConfigurationException>(() => live.Reload());
        live.Current.ShouldBeSameAs(before);
        told.ShouldBe(0);
        _fixture.Write("{}");
        live.Reload();
        live.Current.Http.ReadOnly.ShouldBeFalse();
    }

    [Fact]
    public void Reload_ExtraFile_IsReadLast()
    {
        var live = Start("""{"InstancePollSeconds": 7}""");

        live.Reload(_fixture.Write("""{"InstancePollSeconds": 8}""", "extra.json"));

        live.Current.Discovery.PollInterval.ShouldBe(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public void Reload_KeysThatNeedARestart_KeepTheirValueWithAWarning()
    {
        var live = Start("""{"ListenAddress": ":3001", "RaftBind": "127.0.0.1:1", "SQLite3DataFile": "/a"}""");

        _fixture.Write("""{"ListenAddress": ":3002", "RaftBind": "127.0.0.1:2", "SQLite3DataFile": "/b", "RaftEnabled": true, "RaftDataDir": "/d", "ReadOnly": true}""");
        var loaded = live.Reload();

        live.Current.Http.ListenPort.ShouldBe(3001);
        live.Current.Backend.ShouldBeOfType<SqliteBackendOptions>().File.ShouldBe("/a");
        live.Current.Raft.Enabled.ShouldBeFalse();
        live.Current.Http.ReadOnly.ShouldBeTrue();
        loaded.Warnings.Length.ShouldBe(5);
        loaded.Warnings.ShouldAllBe(warning => warning.EndsWith("takes effect when the service is restarted", StringComparison.Ordinal));
    }

    [Fact]
    public void Reload_SameFile_WarnsOfNothing()
    {
        var live = Start("""{"ListenAddress": ":3001", "RaftEnabled": false, "RaftNodes": ["a", "b"]}""");

        live.Reload().Warnings.ShouldBeEmpty();
    }

    private LiveOptions Start(string content) => LiveOptions.Load(_fixture.Loader, [_fixture.Write(content)]);
}
