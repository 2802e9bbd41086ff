using System.Net;
using System.Text.RegularExpressions;
using Ham4db.Server.Configuration;
using Ham4db.Server.Tests.Api;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Configuration;

/// <summary>The server takes the configurations of <c>samples/</c>, without a warning, and they fit together.</summary>
public sealed partial class SampleTests : IDisposable
{
    private const string KubernetesFile = "kubernetes/ham4db.yaml";

    private readonly ConfigurationFixture _fixture = new();

    public SampleTests()
    {
        _fixture.Environment["BACKEND_PASSWORD"] = "secret";
        _fixture.Environment["TOPOLOGY_PASSWORD"] = "secret";
    }

    public static TheoryData<string> Files => [.. SampleFile.All(".json")];

    public static TheoryData<string> Documented
        => [.. JsonBlock().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs", "high-availability.md"))).Select(block => block.Groups[1].Value)];

    public static TheoryData<string> FoldersOfPeers => ["semi-ha"];

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void File_IsTaken(string path)
    {
        var loaded = _fixture.Loader.Load([SampleFile.PathOf(path)]);

        loaded.Warnings.ShouldBeEmpty();
        loaded.Ignored.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public void Documented_IsTaken(string configuration) => _fixture.Load(configuration).Warnings.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(FoldersOfPeers))]
    public void HaPeers_AreTheOthers(string folder)
    {
        var servers = SampleFile.All(".json").Where(path => Path.GetDirectoryName(path) == folder)
            .Select(path => _fixture.Loader.Load([SampleFile.PathOf(path)]).Options)
            .ToList();

        servers.Count.ShouldBe(3);
        foreach (var server in servers)
        {
            server.SharedBackend.Peers.Append(server.Http.Advertise!).Order(UriOrder).ShouldBe(servers.Select(one => one.Http.Advertise!).Order(UriOrder));
        }
    }

    [Fact]
    public void Kubernetes_EachPodFindsItselfAmongTheNodes()
    {
        for (var pod = 0; pod < 3; pod++)
        {
            var options = LoadPod(pod);

            options.Raft.Nodes.Length.ShouldBe(3);
            options.Raft.Nodes.ShouldContain(options.Raft.Advertise);
        }
    }

    [Fact]
    public async Task Kubernetes_ProbesAskWhatTheServerAnswers_AtItsPort()
    {
        var yaml = await File.ReadAllTextAsync(SampleFile.PathOf(KubernetesFile));
        await using var node = await ApiNode.StartAsync();

        foreach (Match path in ProbePath().Matches(yaml))
        {
            (await node.Client.GetAsync(path.Groups[1].Value)).StatusCode.ShouldBe(HttpStatusCode.OK, path.Value);
        }

        var options = LoadPod(0);
        yaml.ShouldContain($"- name: http\n              containerPort: {options.Http.ListenPort}\n");
        yaml.ShouldContain($"- name: raft\n              containerPort: {options.Raft.Bind.Port}\n");
        yaml.ShouldNotContain('\t');
    }

    private static Comparer<Uri> UriOrder { get; } = Comparer<Uri>.Create((left, right) => string.CompareOrdinal(left.AbsoluteUri, right.AbsoluteUri));

    // What the pod of that number gets: the file of the config map, and the variables of the container.
    private ServerOptions LoadPod(int number)
    {
        var yaml = File.ReadAllText(SampleFile.PathOf(KubernetesFile));
        foreach (Match variable in Variable().Matches(yaml))
        {
            _fixture.Environment[variable.Groups[1].Value] = variable.Groups[2].Value.Replace("$(POD_NAME)", $"ham4db-{number}", StringComparison.Ordinal);
        }

        var loaded = _fixture.Load(ConfigurationFile().Match(yaml).Groups[1].Value);
        loaded.Warnings.ShouldBeEmpty();
        return loaded.Options;
    }

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex(@"httpGet:\n +path: (/\S+)\n +port: http\n")]
    private static partial Regex ProbePath();

    [GeneratedRegex(@"- name: (HAM4DB_\w+)\n +value: (\S+)\n")]
    private static partial Regex Variable();

    [GeneratedRegex(@"ham4db\.conf\.json: \|\n((?: {4}.*\n)+)")]
    private static partial Regex ConfigurationFile();
}
