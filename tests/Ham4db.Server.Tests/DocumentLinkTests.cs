using System.Text.RegularExpressions;
using Ham4db.Testing;

namespace Ham4db.Server.Tests;

/// <summary>What the documents point to is there.</summary>
public sealed partial class DocumentLinkTests
{
    public static TheoryData<string> Documents
    {
        get
        {
            var root = RepositoryRoot.Find();
            var below = new[] { "docs", "samples" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.md", SearchOption.AllDirectories));
            return [.. Directory.EnumerateFiles(root, "*.md").Concat(below).Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_LeadToFilesAndHeadingsThatExist(string path)
    {
        var document = Path.Combine(RepositoryRoot.Find(), path);

        var broken = Link().Matches(File.ReadAllText(document))
            .Select(link => link.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !Exists(document, target));

        broken.ShouldBeEmpty();
    }

    private static bool Exists(string document, string target)
    {
        var (file, anchor) = target.Split('#', 2) is [var before, var after] ? (before, after) : (target, string.Empty);
        var path = file.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, file);
        return anchor.Length == 0
            ? Path.Exists(path)
            : File.Exists(path) && Heading().Matches(File.ReadAllText(path)).Any(heading => Anchor(heading.Groups[1].Value) == anchor);
    }

    private static string Anchor(string heading)
        => NotInAnchors().Replace(heading.Trim(), string.Empty).Replace(' ', '-').ToLowerInvariant();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
