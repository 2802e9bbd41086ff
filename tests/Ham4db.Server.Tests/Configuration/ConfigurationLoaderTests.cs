using System.Net;
using System.Text.Json;
using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Tests.Configuration;

public sealed class ConfigurationLoaderTests : IDisposable
{
    private readonly ConfigurationFixture _fixture = new();

    public static TheoryData<string> KeysOfTheGoServers
        => [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "configuration", "keys-of-the-go-servers.txt"))];

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Load_NoFile_IsDefaults()
    {
        var loaded = _fixture.Loader.Load([]);

        ConfigurationFixture.Describe(loaded.Options).ShouldBe(ConfigurationFixture.Describe(new ServerOptions()));
        loaded.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Load_RaftNode_HasEveryValue()
    {
        var options = _fixture.Load("""
            {"ListenAddress":"127.0.0.1:3001","BackendDB":"sqlite3","SQLite3DataFile":"/d/n1/ham4db.sqlite3","RaftEnabled":true,"RaftDataDir":"/d/n1/raft",
            "RaftBind":"127.0.0.1:10001","RaftAdvertise":"127.0.0.1:10001","RaftNodes":["127.0.0.1:10001","127.0.0.1:10002","127.0.0.1:10003"],
            "HTTPAdvertise":"http://127.0.0.1:3001","MySQLTopologyUser":"ham4db","MySQLTopologyPassword":"secret","DiscoverySeeds":["127.0.0.1:22001"],
            "InstancePollSeconds":1,"HostnameResolveMethod":"none","MySQLHostnameResolveMethod":"@@report_host","DiscoverByShowSlaveHosts":true}
            """).Options;

        options.Http.ListenHost.ShouldBe("127.0.0.1");
        options.Http.ListenPort.ShouldBe(3001);
        options.Http.Advertise.ShouldBe(new Uri("http://127.0.0.1:3001"));
        options.Backend.ShouldBeOfType<SqliteBackendOptions>().File.ShouldBe("/d/n1/ham4db.sqlite3");
        options.Raft.Enabled.ShouldBeTrue();
        options.Raft.DataDirectory.ShouldBe("/d/n1/raft");
        options.Raft.Bind.ShouldBe(IPEndPoint.Parse("127.0.0.1:10001"));
        options.Raft.Advertise.ShouldBe(IPEndPoint.Parse("127.0.0.1:10001"));
        options.Raft.Nodes.ShouldBe([IPEndPoint.Parse("127.0.0.1:10001"), IPEndPoint.Parse("127.0.0.1:10002"), IPEndPoint.Parse("127.0.0.1:10003")]);
        options.Managed.User.ShouldBe("ham4db");
        options.Managed.Password.ShouldBe("secret");
        options.Discovery.Seeds.ShouldBe([new InstanceKey("127.0.0.1", 22001)]);
        options.Discovery.PollInterval.ShouldBe(TimeSpan.FromSeconds(1));
        options.Discovery.HostnameResolveMethod.ShouldBe("none");
        options.Discovery.MySqlHostnameResolveMethod.ShouldBe("@@report_host");
        options.Discovery.ByShowSlaveHosts.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(KeysOfTheGoServers))]
    public void Load_KeyOfTheGoServers_IsKnown(string key)
        => (KnownKeys.Find(key) is not null || UnusedKeys.Contains(key)).ShouldBeTrue();

    [Fact]
    public void Load_UnusedKeys_AreIgnoredQuietly()
    {
        var loaded = _fixture.Load("""{"AuditToBackendDB": true, "PreFailoverProcesses": ["echo"], "ConsulAddress": "", "PseudoGTIDPattern": ""}""");

        loaded.Warnings.ShouldBeEmpty();
        loaded.Ignored.Length.ShouldBe(4);
    }

    [Theory]
    [InlineData("""{"StatusSimpleHealth": true}""", "StatusSimpleHealth is an old key")]
    [InlineData("""{"HTTPTimeoutSeconds": 60}""", "HTTPTimeoutSeconds is an old key")]
    [InlineData("""{"AutoPseudoGTID": true}""", "does not support pseudo-GTID")]
    [InlineData("""{"ConsulAddress": "127.0.0.1:8500"}""", "nothing to Consul")]
    [InlineData("""{"AuthenticationMethod": "basic"}""", "HTTPAuthUser is empty")]
    [InlineData("""{"MySQLConnectTimeoutSeconds": 1, "ConnectTimeoutSeconds": 3}""", "are the same setting and differ")]
    public void Load_DoubtfulKey_Warns(string content, string warning) => _fixture.Load(content).Warnings.ShouldHaveSingleItem().ShouldContain(warning);

    [Theory]
    [InlineData("""{"instancepollseconds": 7}""")]
    [InlineData("""{"INSTANCEPOLLSECONDS": 7}""")]
    [InlineData("""{"InstancePollSeconds": 6, "InstancePollSeconds": 7}""")]
    [InlineData("""
        {
          // every seven seconds
          "InstancePollSeconds": 7 /* seconds */
        }
        """)]
    [InlineData("""{"_comment": 1, "#": 2, "// x": 3, "InstancePollSeconds": 7}""")]
    public void Load_AnySpelling_IsRead(string content) => _fixture.Load(content).Options.Discovery.PollInterval.ShouldBe(TimeSpan.FromSeconds(7));

    [Fact]
    public void Load_ByteOrderMark_IsSkipped()
    {
        File.WriteAllBytes(_fixture.Path("bom.json"), [0xEF, 0xBB, 0xBF, .. "{\"Debug\":true}"u8]);

        _fixture.Loader.Load([_fixture.Path("bom.json")]).Options.Debug.ShouldBeTrue();
    }

    [Fact]
    public void Load_RenamedKeys_AreTheSame()
    {
        var options = _fixture.Load("""
            {"MysqlTopologyUser": "u", "MysqlTopologyPassword": "p", "ConnectTimeoutSeconds": 9, "EnvironmentPattern": "env-(.)", "DetectEnvironmentQuery": "q",
            "SlaveLagQuery": "lag", "DiscoverySeeds": ["mysql:db1:3307", "db2", "[::1]:3308"]}
            """).Options;

        options.Managed.User.ShouldBe("u");
        options.Managed.Password.ShouldBe("p");
        options.Managed.ConnectTimeout.ShouldBe(TimeSpan.FromSeconds(9));
        options.Discovery.PhysicalEnvironmentPattern.ShouldBe("env-(.)");
        options.Discovery.DetectPhysicalEnvironmentQuery.ShouldBe("q");
        options.Discovery.ReplicationLagQuery.ShouldBe("lag");
        options.Discovery.Seeds.ShouldBe([new InstanceKey("db1", 3307), new InstanceKey("db2", 3306), new InstanceKey("::1", 3308)]);
    }

    [Fact]
    public void Load_EmptyOlderName_DoesNotUndoTheNewOne()
        => _fixture.Load("""{"ReplicationLagQuery": "lag", "SlaveLagQuery": ""}""").Options.Discovery.ReplicationLagQuery.ShouldBe("lag");

    [Fact]
    public void Load_SeveralFiles_ListsReplaceAndMapsMerge()
    {
        var first = _fixture.Write("""{"PowerAuthUsers": ["a", "b"], "ClusterNameToAlias": {"one": "1", "two": "2"}, "ReadOnly": true}""", "1.json");
        var second = _fixture.Write("""{"PowerAuthUsers": ["c"], "ClusterNameToAlias": {"two": "zwei", "three": "3"}}""", "2.json");

        var options = _fixture.Loader.Load([first, second]).Options;

        options.Http.PowerAuthUsers.ShouldBe(["c"]);
        options.Http.ReadOnly.ShouldBeTrue();
        options.Discovery.ClusterNameToAlias.ShouldBe([new("one", "1"), new("two", "zwei"), new("three", "3")]);
    }

    [Fact]
    public void Load_Null_KeepsTheDefault() => _fixture.Load("""{"InstancePollSeconds": null}""").Options.Discovery.PollInterval.ShouldBe(TimeSpan.FromSeconds(5));

    [Fact]
    public void Load_Environment_OverridesFiles()
    {
        _fixture.Environment["HAM4DB_InstancePollSeconds"] = "3";
        _fixture.Environment["HAM4DB_DEBUG"] = "true";
        _fixture.Environment["HAM4DB_PowerAuthUsers"] = "a, b";
        _fixture.Environment["HAM4DB_DiscoverySeeds"] = """["db1:3307"]""";
        _fixture.Environment["HAM4DB_ClusterNameToAlias"] = """{"x": "y"}""";
        _fixture.Environment["HAM4DB_ConnectTimeoutSeconds"] = "4";

        var options = _fixture.Load("""{"InstancePollSeconds": 9}""").Options;

        options.Discovery.PollInterval.ShouldBe(TimeSpan.FromSeconds(3));
        options.Debug.ShouldBeTrue();
        options.Http.PowerAuthUsers.ShouldBe(["a", "b"]);
        options.Discovery.Seeds.ShouldBe([new InstanceKey("db1", 3307)]);
        options.Discovery.ClusterNameToAlias.ShouldBe([new("x", "y")]);
        options.Managed.ConnectTimeout.ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void Load_VariablesOfOthers_AreNotLookedAt()
    {
        foreach (var name in new[] { "API", "INSTANCE", "AUTH_USER", "AUTH_PASSWORD", "AUTH_USER_HEADER", "PORT_3000_TCP", "SERVICE_HOST" })
        {
            _fixture.Environment[$"HAM4DB_{name}"] = "x";
        }

        _fixture.Load("{}").Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Load_UnknownVariable_Warns()
    {
        _fixture.Environment["HAM4DB_InstancePolSeconds"] = "3";

        _fixture.Load("{}").Warnings.ShouldHaveSingleItem().ShouldContain("did you mean InstancePollSeconds?");
    }

    [Fact]
    public void Load_BadVariable_IsRefused()
    {
        _fixture.Environment["HAM4DB_InstancePollSeconds"] = "often";

        _fixture.Refusal("{}").ShouldBe(
            "environment variable HAM4DB_InstancePollSeconds is \"often\": expected a whole number of seconds from 1 to 86400; correct the value or remove the key");
    }

    [Theory]
    [InlineData("", "line 1, column 1: broken JSON")]
    [InlineData("{\n  \"Debug\": tru\n}", "line 2, column 15: broken JSON")]
    [InlineData("{\"MySQLTopologyPassword\": true-secret}", "line 1, column 31: broken JSON; correct the file")]
    [InlineData("{\"Debug\": true,}", "line 1, column 16: broken JSON")]
    [InlineData("{\"Debug\": true", "line 1, column 15: broken JSON")]
    [InlineData("[]", "line 1, column 1: expected a JSON object")]
    public void Load_BrokenJson_NamesThePlace(string content, string refusal) => _fixture.Refusal(content).ShouldStartWith($"FILE: {refusal}");

    [Fact]
    public void Load_MissingFile_NamesIt()
        => Should.Throw<ConfigurationException>(() => _fixture.Loader.Load([_fixture.Path("nosuch.json")])).Message
            .ShouldBe($"{_fixture.Path("nosuch.json")}: no such configuration file; check the path given with --config");

    [Fact]
    public void Load_Directory_NamesIt()
    {
        Directory.CreateDirectory(_fixture.Path("dir"));

        Should.Throw<ConfigurationException>(() => _fixture.Loader.Load([_fixture.Path("dir")])).Message.ShouldContain("cannot be read");
    }

    [Fact]
    public void Load_UnknownKey_NamesTheNearest()
        => _fixture.Refusal("""{"InstancePolSeconds": 5}""").ShouldBe(
            "FILE: InstancePolSeconds is no key that Ham4db knows; did you mean InstancePollSeconds? Correct or remove it, or set \"AllowUnknownKeys\": true to go on with a warning");

    [Fact]
    public void Load_UnknownKeyLikeNoOther_NamesNone()
        => _fixture.Refusal("""{"Zzz": 5}""").ShouldStartWith("FILE: Zzz is no key that Ham4db knows. Correct or remove it");

    [Fact]
    public void Load_UnknownKeyAllowed_Warns()
        => _fixture.Load("""{"InstancePolSeconds": 5, "AllowUnknownKeys": true}""").Warnings.ShouldHaveSingleItem()
            .ShouldEndWith("InstancePolSeconds is no key that Ham4db knows, and is ignored; did you mean InstancePollSeconds?");

    [Theory]
    [InlineData("""{"InstancePollSeconds": "abc"}""", "FILE: InstancePollSeconds is \"abc\": expected a whole number of seconds from 1 to 86400; correct the value or remove the key")]
    [InlineData("""{"InstancePollSeconds": -1}""", "FILE: InstancePollSeconds is -1: expected a whole number")]
    [InlineData("""{"InstancePollSeconds": 0}""", "FILE: InstancePollSeconds is 0: ")]
    [InlineData("""{"InstancePollSeconds": 5.5}""", "FILE: InstancePollSeconds is 5.5: ")]
    [InlineData("""{"DefaultInstancePort": 65536}""", "FILE: DefaultInstancePort is 65536: expected a whole number from 1 to 65535")]
    [InlineData("""{"Debug": "true"}""", "FILE: Debug is \"true\": expected true or false")]
    [InlineData("""{"MySQLTopologyUser": 7}""", "FILE: MySQLTopologyUser is 7: expected a text in quotes")]
    [InlineData("""{"MySQLTopologyPassword": 31415}""", "FILE: MySQLTopologyPassword is (not shown): expected a text in quotes")]
    [InlineData("""{"PowerAuthUsers": "a"}""", "FILE: PowerAuthUsers is \"a\": expected a list of texts")]
    [InlineData("""{"PowerAuthUsers": [1]}""", "FILE: PowerAuthUsers is [1]: expected a list of texts")]
    [InlineData("""{"DiscoveryIgnoreHostnameFilters": ["(db"]}""", "FILE: DiscoveryIgnoreHostnameFilters is [\"(db\"]: expected a list of IP addresses and regular expressions")]
    [InlineData("""{"DataCenterPattern": "dc1"}""", "FILE: DataCenterPattern is \"dc1\": expected a regular expression with one group in parentheses (it has no group)")]
    [InlineData("""{"ClusterNameToAlias": {"(": "x"}}""", "FILE: ClusterNameToAlias is {\"(\": \"x\"}: expected an object of regular expressions and texts")]
    [InlineData("""{"HostnameResolveMethod": "dns"}""", "FILE: HostnameResolveMethod is \"dns\": expected none, default, cname, ip or addr")]
    [InlineData("""{"AuthenticationMethod": "token"}""", "FILE: AuthenticationMethod is \"token\": expected none, basic, multi or proxy; token and oauth are not supported")]
    [InlineData("""{"AuthenticationMethod": "oauth"}""", "FILE: AuthenticationMethod is \"oauth\": ")]
    [InlineData("""{"AuthenticationMethod": "multi"}""", "FILE: AuthenticationMethod is \"multi\": HTTPAuthUser must name the user")]
    [InlineData("""{"ListenAddress": "3000"}""", "FILE: ListenAddress is \"3000\": expected host:port")]
    [InlineData("""{"ListenAddress": ":65536"}""", "FILE: ListenAddress is \":65536\": expected host:port")]
    [InlineData("""{"ListenAddress": "::1:3000"}""", "FILE: ListenAddress is \"::1:3000\": expected host:port")]
    [InlineData("""{"ListenSocket": "/run/x"}""", "FILE: ListenSocket is \"/run/x\": this version does not listen on Unix sockets")]
    [InlineData("""{"StatusEndpoint": "status"}""", "FILE: StatusEndpoint is \"status\": expected a path that begins with a slash")]
    [InlineData("""{"HTTPAdvertise": "http://a"}""", "FILE: HTTPAdvertise is \"http://a\": expected http://host:port")]
    [InlineData("""{"HTTPAdvertise": "http://a:1/x"}""", "FILE: HTTPAdvertise is \"http://a:1/x\": ")]
    [InlineData("""{"HTTPAdvertise": "a:1"}""", "FILE: HTTPAdvertise is \"a:1\": ")]
    [InlineData("""{"HTTPAdvertise": "ftp://a:1"}""", "FILE: HTTPAdvertise is \"ftp://a:1\": ")]
    [InlineData("""{"UseSSL": true}""", "FILE: UseSSL is true: this version does not serve TLS")]
    [InlineData("""{"UseMutualTLS": true}""", "FILE: UseMutualTLS is true: this version does not serve TLS")]
    [InlineData("""{"BackendDB": "mysql"}""", "FILE: BackendDB is \"mysql\": MySQLOrchestratorHost must name the server")]
    [InlineData("""{"BackendDB": "opengauss", "SQLite3DataFile": "x"}""", "FILE: BackendDB is \"opengauss\": expected sqlite3 or mysql")]
    [InlineData("""{"BackendDB": "sqlite3"}""", "FILE: BackendDB is \"sqlite3\": SQLite3DataFile must name the file")]
    [InlineData("""{"MySQLOrchestratorHost": "db"}""", "FILE: MySQLOrchestratorHost is \"db\": MySQLOrchestratorUser must name the user")]
    [InlineData("""{"MySQLOrchestratorHost": "db", "MySQLOrchestratorUser": "u", "MySQLOrchestratorDatabase": "a`b"}""", "FILE: MySQLOrchestratorDatabase is \"a`b\": expected the name of a database")]
    [InlineData("""{"BackendRetrySeconds": -1}""", "FILE: BackendRetrySeconds is -1: expected a whole number of seconds from 0 to 86400")]
    [InlineData("""{"ReplicationLagQuery": "a", "SlaveLagQuery": "b"}""", "FILE: SlaveLagQuery is \"b\": ReplicationLagQuery in the same place says \"a\"")]
    [InlineData("""{"DiscoverySeeds": ["db1:x"]}""", "FILE: DiscoverySeeds is [\"db1:x\"]: \"db1:x\" is no instance")]
    [InlineData("""{"DiscoverySeeds": ["opengauss:db1:5432"]}""", "FILE: DiscoverySeeds is [\"opengauss:db1:5432\"]: \"opengauss:db1:5432\" is no instance")]
    [InlineData("""{"RaftElectionTimeoutMilliseconds": 149}""", "FILE: RaftElectionTimeoutMilliseconds is 149: expected a whole number of milliseconds from 150 to 60000")]
    public void Load_BadValue_IsRefused(string content, string refusal) => _fixture.Refusal(content).ShouldStartWith(refusal);

    [Theory]
    [InlineData("{}", "./ham4db.sqlite3")]
    [InlineData("""{"SQLite3DataFile": "/x"}""", "/x")]
    [InlineData("""{"BackendDB": "sqlite", "SQLite3DataFile": "/x", "MySQLOrchestratorHost": "db"}""", "/x")]
    public void Load_Sqlite_IsTaken(string content, string file) => _fixture.Load(content).Options.Backend.ShouldBeOfType<SqliteBackendOptions>().File.ShouldBe(file);

    [Theory]
    [InlineData("""{"MySQLOrchestratorHost": "db", "MySQLOrchestratorUser": "u", "MySQLOrchestratorPassword": "${PW}", "SQLite3DataFile": "x"}""", "u@db:3306/ham4db")]
    [InlineData("""{"BackendDB": "MySQL", "BackendDBHost": "db", "BackendDBPort": 3307, "BackendDatabase": "ha", "BackendDBUser": "u", "BackendDBPassword": "${PW}"}""", "u@db:3307/ha")]
    public void Load_MySql_IsTakenAndItsTextHasNoPassword(string content, string shown)
    {
        _fixture.Environment["PW"] = "s3cret";

        var backend = _fixture.Load(content).Options.Backend.ShouldBeOfType<MySqlBackendOptions>();

        backend.Password.ShouldBe("s3cret");
        backend.ToString().ShouldBe(shown);
        backend.RetryFor.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(":3000", "", 3000)]
    [InlineData("*:80", "*", 80)]
    [InlineData("[::1]:0", "::1", 0)]
    [InlineData("db.example:65535", "db.example", 65535)]
    public void Load_ListenAddress_IsSplit(string text, string host, int port)
    {
        var http = _fixture.Load($$"""{"ListenAddress": "{{text}}"}""").Options.Http;

        http.ListenHost.ShouldBe(host);
        http.ListenPort.ShouldBe(port);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("/", "")]
    [InlineData("ham4db", "/ham4db")]
    [InlineData("//ham4db/x/", "/ham4db/x")]
    public void Load_UrlPrefix_IsNormalised(string prefix, string expected)
        => _fixture.Load($$"""{"URLPrefix": "{{prefix}}"}""").Options.Http.UrlPrefix.ShouldBe(expected);

    [Fact]
    public void Load_CredentialsFile_ReplacesUserAndPassword()
    {
        var file = _fixture.Write("# comment\n[mysqld]\nuser=no\n[client]\nuser = \"shop\"\npassword='p=1'\nssl\n", "my.cnf");

        var managed = _fixture.Load($$"""{"MySQLTopologyUser": "a", "MySQLTopologyPassword": "b", "MySQLTopologyCredentialsConfigFile": {{JsonSerializer.Serialize(file)}} }""")
            .Options.Managed;

        managed.User.ShouldBe("shop");
        managed.Password.ShouldBe("p=1");
    }

    [Fact]
    public void Load_BrokenCredentialsFile_NamesTheLineButNotItsText()
    {
        var file = _fixture.Write("password=hunter2\n", "my.cnf");

        var refusal = _fixture.Refusal($$"""{"MySQLTopologyCredentialsConfigFile": {{JsonSerializer.Serialize(file)}} }""");

        refusal.ShouldStartWith($"{file}: line 1: expected a section");
        refusal.ShouldNotContain("hunter2");
    }

    [Fact]
    public void Load_MissingCredentialsFile_NamesIt()
        => _fixture.Refusal("""{"MySQLTopologyCredentialsConfigFile": "/nosuch/my.cnf"}""").ShouldStartWith("/nosuch/my.cnf: the file named by MySQLTopologyCredentialsConfigFile");

    [Theory]
    [InlineData("${SECRET}", "s3cret")]
    [InlineData("x${SECRET}y", "s3cret")]
    [InlineData("$SECRET", "$SECRET")]
    public void Load_PasswordThatRefersToAVariable_IsItsContent(string password, string expected)
    {
        _fixture.Environment["SECRET"] = "s3cret";

        _fixture.Load($$"""{"MySQLTopologyPassword": "{{password}}"}""").Options.Managed.Password.ShouldBe(expected);
    }

    [Fact]
    public void Load_PasswordThatRefersToNoVariable_IsEmptyWithAWarning()
    {
        var loaded = _fixture.Load("""{"MySQLTopologyPassword": "${NOSUCH}"}""");

        loaded.Options.Managed.Password.ShouldBeEmpty();
        loaded.Warnings.ShouldHaveSingleItem().ShouldContain("NOSUCH");
    }

    [Fact]
    public void Load_PasswordInTheEnvironment_WinsOverTheCredentialsFile()
    {
        var file = _fixture.Write("[client]\nuser=u\npassword=file\n", "my.cnf");
        _fixture.Environment["HAM4DB_MySQLTopologyPassword"] = "env";

        _fixture.Load($$"""{"MySQLTopologyCredentialsConfigFile": {{JsonSerializer.Serialize(file)}} }""").Options.Managed.Password.ShouldBe("env");
    }

    [Theory]
    [InlineData("ham4db.conf.json,orchestrator.conf.json", "ham4db.conf.json")]
    [InlineData("conf/orchestrator.conf.json,/etc/orchestrator.conf.json", "/etc/orchestrator.conf.json,conf/orchestrator.conf.json")]
    [InlineData("ham4db.conf.json,/etc/ham4db.conf.json", "/etc/ham4db.conf.json,ham4db.conf.json")]
    [InlineData("", "")]
    public void Search_ExistingFiles_AreTakenInOrder(string existing, string expected)
        => string.Join(',', ConfigurationFile.Search(existing.Split(',').Contains)).ShouldBe(expected);

    [Fact]
    public void Defaults_OfTheTable_AreThoseOfTheOptions()
    {
        foreach (var setting in KnownKeys.Settings)
        {
            var draft = setting.Apply(new ConfigurationDraft(), setting.FromText(setting.DefaultText));

            ConfigurationFixture.Describe(draft).ShouldBe(ConfigurationFixture.Describe(new ConfigurationDraft()), setting.Key);
        }
    }
}
