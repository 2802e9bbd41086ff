using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Ham4db.Integration.Tests.HighAvailability;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.Packaging;

/// <summary>The client's package as its users meet it: in a project of their own, outside the repository.</summary>
[Collection(Alone.Name)]
public sealed class PackageTests(PackedClient packed) : IClassFixture<PackedClient>
{
    [Fact]
    public void Package_HoldsReadmeIconLicenceAndDocumentation()
    {
        using var package = ZipFile.OpenRead(packed.File);
        var files = package.Entries.Select(entry => entry.FullName).ToList();
        using var nuspec = package.GetEntry("Ham4db.Client.nuspec")!.Open();
        var facts = XDocument.Load(nuspec).Descendants().ToLookup(element => element.Name.LocalName, element => element.Value);

        files.Where(file => !IsOfTheFormat(file)).ShouldBe(["README.md", "icon.png", "lib/net10.0/Ham4db.Client.dll", "lib/net10.0/Ham4db.Client.xml"], ignoreOrder: true);
        facts["readme"].ShouldBe(["README.md"]);
        facts["icon"].ShouldBe(["icon.png"]);
        facts["license"].ShouldBe(["Apache-2.0"]);
        package.Entries.ShouldNotContain(entry => entry.LastWriteTime.Year != 2020, "a file with the time of the build makes each package another one");

        static bool IsOfTheFormat(string file)
            => file is "[Content_Types].xml" or "Ham4db.Client.nuspec" || file.StartsWith("_rels/", StringComparison.Ordinal) || file.StartsWith("package/", StringComparison.Ordinal);
    }

    [Fact]
    public void Assembly_HasItsSymbols_IsReproducible_AndNamesNoFolderOfTheBuild()
    {
        using var package = ZipFile.OpenRead(packed.File);
        using var content = new MemoryStream();
        using (var entry = package.GetEntry("lib/net10.0/Ham4db.Client.dll")!.Open())
        {
            entry.CopyTo(content);
        }

        content.Position = 0;
        using var assembly = new PEReader(content);
        var entries = assembly.ReadDebugDirectory();
        entries.ShouldContain(entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(entries.Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb));
        var symbols = provider.GetMetadataReader();

        var sources = symbols.Documents.Select(document => symbols.GetString(symbols.GetDocument(document).Name)).ToList();
        sources.ShouldContain(source => source.EndsWith("Ham4db.Client/Ham4dbClient.cs", StringComparison.Ordinal));
        sources.ShouldNotContain(source => source.StartsWith(RepositoryRoot.Find() + "/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FreshProject_RunsWhatTheReadmeBeginsWith()
    {
        var project = packed.NewProject("jitted");

        var printed = await packed.DotNetAsync(project, "run");

        printed.ShouldHaveSingleItem().ShouldEndWith($": {packed.Master}");
    }

    [NativeFact]
    public async Task FreshProject_AsNativeAot_GivesNoWarning_AndRunsTheSame()
    {
        var compiler = NativeFactAttribute.Clang is null ? new[] { new XElement("CppCompilerAndLinker", "gcc") } : [];

        // One line for each warning, and not one for each assembly.
        var project = packed.NewProject("native", [new("PublishAot", "true"), new("TrimmerSingleWarn", "false"), .. compiler]);

        var built = await packed.DotNetAsync(
            project, "publish", "--runtime", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, "--output", Path.Combine(project, "out"), "--nologo");
        built.ShouldNotContain(line => line.Contains("warning", StringComparison.OrdinalIgnoreCase));
        Directory.EnumerateFiles(Path.Combine(project, "out"), "*.dll").ShouldBeEmpty();

        var printed = await PackedClient.RunAsync("the native program", Path.Combine(project, "out", "native"), []);

        printed.ShouldHaveSingleItem().ShouldEndWith($": {packed.Master}");
    }
}
