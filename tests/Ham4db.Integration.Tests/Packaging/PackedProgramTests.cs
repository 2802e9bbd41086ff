using System.IO.Compression;
using System.Xml.Linq;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.Packaging;

/// <summary>The command line program as it ships: one native file, and a .NET tool.</summary>
public sealed class PackedProgramTests(PackedProgram packed) : IClassFixture<PackedProgram>
{
    private const long LargestBinary = 15_000_000;

    [NativeFact]
    public async Task Binary_IsOneFile_AndRuns()
    {
        Directory.EnumerateFiles(Path.Combine(packed.Root, "bin")).Select(Path.GetFileName).ShouldBe(["ham4db-client", "orchestrator-client"], ignoreOrder: true);
        new FileInfo(packed.Binary).Length.ShouldBeLessThan(LargestBinary);
        (await VersionAsync(packed.Binary)).ShouldStartWith("ham4db-client 0.");

        await using var refused = ChildProcess.Start("ham4db-client", packed.Binary, ["-c", "clusters", "-U", "http://127.0.0.1:1", "--timeout", "1s"]);
        (await refused.WaitForExitAsync()).ShouldNotBe(0);
        refused.Errors.ShouldHaveSingleItem().ShouldContain("http://127.0.0.1:1");
    }

    [NativeFact]
    public async Task Archive_Unpacked_HasTheProgramUnderBothNames()
    {
        using var directory = new TemporaryDirectory("unpacked");
        await PackedClient.RunAsync("tar", "/usr/bin/env", ["tar", "--extract", "--gzip", "--file", packed.Archive, "--directory", directory.FullPath]);
        var bin = Path.Combine(Directory.GetDirectories(directory.FullPath).ShouldHaveSingleItem(), "bin");

        (await VersionAsync(Path.Combine(bin, "ham4db-client"))).ShouldBe(await VersionAsync(packed.Binary));
        (await VersionAsync(Path.Combine(bin, "orchestrator-client"))).ShouldBe($"orchestrator-client {await PackedVersionAsync()}");
        new FileInfo(Path.Combine(bin, "orchestrator-client")).LinkTarget.ShouldBe("ham4db-client");
    }

    [NativeFact]
    public async Task FilesBesideTheProgram_AreWhatItWritesItself()
    {
        foreach (var (file, arguments) in new[]
        {
            ("man/man1/ham4db-client.1", "man"),
            ("man/man1/orchestrator-client.1", "man"),
            ("bash-completion/completions/ham4db-client", "completion bash"),
            ("bash-completion/completions/orchestrator-client", "completion bash"),
            ("zsh/site-functions/_ham4db-client", "completion zsh"),
            ("fish/vendor_completions.d/ham4db-client.fish", "completion fish"),
            ("fish/vendor_completions.d/orchestrator-client.fish", "completion fish"),
            ("doc/ham4db-client/ham4db-client.ps1", "completion powershell"),
        })
        {
            var written = await PackedClient.RunAsync("ham4db-client", packed.Binary, arguments.Split(' '));
            (await File.ReadAllLinesAsync(Path.Combine(packed.Root, "share", file))).ShouldBe(written, file);
        }

        File.Exists(Path.Combine(packed.Root, "share", "doc", "ham4db-client", "LICENSE")).ShouldBeTrue();
    }

    [NativeFact]
    public async Task Tool_InstalledFromTheFolder_IsTheNativeProgram()
    {
        using var directory = new TemporaryDirectory("tool");
        var sources = directory.Combine("nuget.config");
        new XElement("configuration", new XElement("packageSources", new XElement("clear"), new XElement("add", new XAttribute("key", "packed"), new XAttribute("value", Path.GetFullPath(packed.Packages)))))
            .Save(sources);

        await PackedClient.RunAsync(
            "dotnet tool install", DotNetProgram.Path,
            ["tool", "install", "Ham4db.Client.Cli", "--tool-path", directory.Combine("bin"), "--configfile", sources, "--version", await PackedVersionAsync()],
            new Dictionary<string, string?> { ["NUGET_PACKAGES"] = directory.Combine("packages") });

        var installed = directory.Combine("bin", "ham4db-client");
        (await VersionAsync(installed)).ShouldBe(await VersionAsync(packed.Binary));
        Directory.GetFiles(directory.Combine("bin"), "*.dll", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [NativeFact]
    public async Task ToolForEveryMachine_RunsWithDotNet()
    {
        using var directory = new TemporaryDirectory("any");
        ZipFile.ExtractToDirectory(Path.Combine(packed.Packages, $"Ham4db.Client.Cli.any.{await PackedVersionAsync()}.nupkg"), directory.FullPath);
        var assembly = Directory.GetFiles(directory.FullPath, "ham4db-client.dll", SearchOption.AllDirectories).ShouldHaveSingleItem();

        var printed = await PackedClient.RunAsync("dotnet exec", DotNetProgram.Path, ["exec", assembly, "--version"]);

        printed.ShouldBe([await VersionAsync(packed.Binary)]);
    }

    private static async Task<string> VersionAsync(string program) => (await PackedClient.RunAsync("ham4db-client", program, ["--version"])).ShouldHaveSingleItem();

    private async Task<string> PackedVersionAsync() => (await VersionAsync(packed.Binary)).Split(' ')[1];
}
