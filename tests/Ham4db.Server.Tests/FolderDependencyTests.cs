using System.Text.RegularExpressions;
using Ham4db.Testing;

namespace Ham4db.Server.Tests;

/// <summary>Holds the order of the server's folders: each may use only those below it.</summary>
public sealed partial class FolderDependencyTests
{
    /// <summary>From the top down.</summary>
    private static readonly string[] Order =
    [
        "Hosting", "Api", "Recovery", "Operations", "Detection", "Discovery", "Consensus", "Backend", "Managed", "Topology", "Configuration",
    ];

    private static readonly string[] UsersOfTheClient = ["Hosting", "Api"];

    private static readonly string ServerDirectory = Path.Combine(RepositoryRoot.Find(), "Ham4db.Server");

    [Fact]
    public void Folders_OfTheServer_AllHaveTheirPlaceInTheOrder()
        => Directory.GetDirectories(ServerDirectory).Select(Path.GetFileName).Except(["bin", "obj"]).Except(Order).ShouldBeEmpty();

    [Fact]
    public void Files_OfEachFolder_UseOnlyFoldersBelow()
    {
        var upward =
            from file in Files()
            from used in Uses(file.Code)
            where Array.IndexOf(Order, used) < Array.IndexOf(Order, file.Folder)
            select $"{file.Path} uses {used}";

        upward.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Files_BelowTheApi_UseTheClientForItsContractOnly()
    {
        var users = Files()
            .Where(file => !UsersOfTheClient.Contains(file.Folder) && ClientBeyondItsContract().IsMatch(file.Code))
            .Select(file => file.Path);

        users.ShouldBeEmpty();
    }

    [Fact]
    public void Files_OfTheTopology_DoNoInputOrOutput()
    {
        var users = Files()
            .Where(file => file.Folder == "Topology" && InputOrOutput().IsMatch(file.Code))
            .Select(file => file.Path);

        users.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("using Ham4db.Server.Consensus;", "Consensus")]
    [InlineData("using Ham4db.Server.Consensus.Raft;", "Consensus")]
    [InlineData("var x = new Ham4db.Server.Api.Log();", "Api")]
    [InlineData("Discovery.Inventory inventory;", "Discovery")]
    [InlineData("options.Discovery.Seeds", "")]
    [InlineData("// as Api.Log does", "")]
    [InlineData("\"Hosting.Start\"", "")]
    [InlineData("namespace Ham4db.Server.Api.Nodes;", "")]
    public void Uses_OfACodeText_AreFound(string code, string folders)
        => string.Join(',', Uses(Strip(code))).ShouldBe(folders);

    private static IEnumerable<(string Path, string Folder, string Code)> Files()
        => from path in Directory.EnumerateFiles(ServerDirectory, "*.cs", SearchOption.AllDirectories)
           let relative = Path.GetRelativePath(ServerDirectory, path)
           let folder = relative.Split(Path.DirectorySeparatorChar)[0]
           where Order.Contains(folder)
           select (relative, folder, Strip(File.ReadAllText(path)));

    private static IEnumerable<string> Uses(string code)
        => QualifiedName().Matches(code).Concat(RelativeName().Matches(code)).Select(match => match.Groups["folder"].Value).Where(Order.Contains);

    private static string Strip(string source) => NamespaceCommentOrText().Replace(source, string.Empty);

    [GeneratedRegex(@"Ham4db\.Server\.(?<folder>\w+)")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"(?<![\w.])(?<folder>[A-Z]\w+)(?=\.[A-Z]\w+)")]
    private static partial Regex RelativeName();

    [GeneratedRegex(@"Ham4db\.Client(?!\.Contract)\b")]
    private static partial Regex ClientBeyondItsContract();

    [GeneratedRegex(@"\b(File|Directory|Socket|Dns|HttpClient|Console|Process)\.[A-Z]|\bFileStream\b|\bSystem\.Net\.Http\b|\bSystem\.Data\b")]
    private static partial Regex InputOrOutput();

    [GeneratedRegex("^\\s*namespace .*$|//.*$|\"(\\\\.|[^\"\\\\])*\"", RegexOptions.Multiline)]
    private static partial Regex NamespaceCommentOrText();
}
