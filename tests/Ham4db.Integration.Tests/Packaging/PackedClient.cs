using System.Xml.Linq;
using Ham4db.Simulator;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.Packaging;

/// <summary>The client's package as continuous integration makes it, in a folder of its own, and a service to use it against.</summary>
public sealed class PackedClient : IAsyncLifetime, IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    // A version that no folder on this machine can hold already.
    private readonly string _version = $"0.0.0-test-{Guid.NewGuid():n}";
    private readonly TemporaryDirectory _directory = new("package");
    private readonly SimulatedFleet _fleet = new();
    private ServerProcess? _node;

    /// <summary>The package file.</summary>
    public string File => _directory.Combine("feed", $"Ham4db.Client.{_version}.nupkg");

    /// <summary>The master of the one cluster that the service knows, as <c>host:port</c>.</summary>
    public string Master => _fleet.Instances[0].Address;

    public async Task InitializeAsync()
    {
        await RunAsync(
            "dotnet pack", DotNetProgram.Path,
            [
                "pack", Path.Combine(RepositoryRoot.Find(), "Ham4db.Client"), "--configuration", "Release", $"-p:Version={_version}",
                "--artifacts-path", _directory.Combine("artifacts"), "--output", _directory.Combine("feed"), "--nologo",
            ],
            new Dictionary<string, string?> { ["CI"] = "true", ["SOURCE_DATE_EPOCH"] = null });

        _fleet.Add(new SimulatedInstanceOptions { Port = FreePort.Next(), User = MariaDbUsers.TopologyUser, Password = MariaDbUsers.TopologyPassword });
        var node = _node = new ServerProcess(new()
        {
            ["MySQLTopologyUser"] = MariaDbUsers.TopologyUser,
            ["MySQLTopologyPassword"] = MariaDbUsers.TopologyPassword,
            ["DiscoverySeeds"] = new System.Text.Json.Nodes.JsonArray(Master),
            ["HostnameResolveMethod"] = "none",
            ["MySQLHostnameResolveMethod"] = "@@report_host",
        });
        await node.StartAsync();
        await Eventually.SeeAsync("the cluster to be known", token => node.GetAsync("clusters", token), known => known == $"[\"{Master}\"]", TimeSpan.FromMinutes(2));
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        await _fleet.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>
    /// Makes a console project outside the repository whose program is the first code of the package's README, with the addresses of the service:
    /// one node that leads and two that refuse.
    /// </summary>
    /// <param name="name">Names the project.</param>
    /// <param name="properties">Further properties of the project.</param>
    /// <returns>The project's folder.</returns>
    public string NewProject(string name, params XElement[] properties)
    {
        var folder = _directory.CreateSubdirectory(name);
        new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement("PropertyGroup",
                new XElement("OutputType", "Exe"),
                new XElement("TargetFramework", "net10.0"),
                new XElement("ImplicitUsings", "enable"),
                new XElement("Nullable", "enable"),
                properties),
            new XElement("ItemGroup",
                new XElement("PackageReference", new XAttribute("Include", "Ham4db.Client"), new XAttribute("Version", _version))))
            .Save(Path.Combine(folder, name + ".csproj"));
        Sources().Save(Path.Combine(folder, "nuget.config"));
        System.IO.File.WriteAllText(Path.Combine(folder, "Program.cs"), Program());
        return folder;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>The lines of its standard output.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(
        string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? variables = null, string? folder = null)
    {
        var all = new Dictionary<string, string?>(variables ?? new Dictionary<string, string?>())
        {
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",

            // No build process is to outlive the test.
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
        };
        await using var process = ChildProcess.Start(name, program, arguments, all, folder);
        var exitCode = await process.WaitForExitAsync().WaitAsync(Longest);
        exitCode.ShouldBe(0, $"{name}: {process.Tail(40)}");
        return process.Output;
    }

    /// <summary>Runs <c>dotnet</c> in a project's folder, with packages kept in a folder of this test.</summary>
    /// <returns>The lines of its standard output.</returns>
    public Task<IReadOnlyList<string>> DotNetAsync(string folder, params string[] arguments)
        => RunAsync(
            "dotnet " + arguments[0], DotNetProgram.Path, arguments,
            new Dictionary<string, string?>
            {
                ["NUGET_PACKAGES"] = _directory.Combine("packages"),

                // The rest is on this machine since the repository was built: no other source has to answer.
                ["RestoreIgnoreFailedSources"] = "true",
                ["NoWarn"] = "NU1801",
            },
            folder);

    // The machine's own sources stay; what the machine's folder of packages holds is not fetched again.
    private XElement Sources()
    {
        var known = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return new XElement("configuration",
            new XElement("packageSources", Add("packed", _directory.Combine("feed"))),
            Directory.Exists(known) ? new XElement("fallbackPackageFolders", Add("machine", known)) : null);

        static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
    }

    private string Program()
    {
        var readme = System.IO.File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "Ham4db.Client", "README.md"));
        var code = readme.Split("```csharp\n")[1].Split("```")[0];
        var refusing = FreePort.Next(2);
        var program = code
            .Replace("http://db-1:3000", $"http://127.0.0.1:{refusing[0]}", StringComparison.Ordinal)
            .Replace("http://db-2:3000", _node!.Address.ToString(), StringComparison.Ordinal)
            .Replace("http://db-3:3000", $"http://127.0.0.1:{refusing[1]}", StringComparison.Ordinal);
        program.ShouldNotContain("db-");
        return program;
    }
}
