using System.Text.Json.Nodes;

namespace Ham4db.Testing;

/// <summary>Configurations of <c>samples/</c>, so that what the documents show is what the tests run.</summary>
public static class SampleFile
{
    /// <summary>Reads a file of <c>samples/</c> and puts the addresses of a test in the place of those it shows.</summary>
    /// <param name="path">Path below <c>samples/</c>, for example <c>haproxy/haproxy.cfg</c>.</param>
    /// <param name="replacements">For each text of the file, such as <c>db-1:3306</c>, what stands there in the test.</param>
    /// <exception cref="FileNotFoundException">There is no such sample.</exception>
    /// <exception cref="InvalidOperationException">A text does not occur in the file: the sample and the test have grown apart.</exception>
    public static string Read(string path, IReadOnlyDictionary<string, string> replacements)
    {
        var text = File.ReadAllText(PathOf(path));
        foreach (var (shown, used) in replacements)
        {
            text = text.Contains(shown, StringComparison.Ordinal)
                ? text.Replace(shown, used, StringComparison.Ordinal)
                : throw new InvalidOperationException($"samples/{path} does not hold {shown}, which a test replaces by {used}.");
        }

        return text;
    }

    /// <summary>The keys of a server's configuration.</summary>
    /// <param name="path">Path below <c>samples/</c>, for example <c>semi-ha/n1.json</c>.</param>
    public static JsonObject ReadJson(string path) => JsonNode.Parse(File.ReadAllText(PathOf(path)))!.AsObject();

    /// <summary>The settings of a file in the style of <c>my.cnf</c>, as options of a command line.</summary>
    /// <param name="path">Path below <c>samples/</c>, for example <c>semi-ha/db1.cnf</c>.</param>
    /// <param name="replacements">As for <see cref="Read"/>.</param>
    public static IReadOnlyList<string> ReadOptions(string path, IReadOnlyDictionary<string, string> replacements) =>
    [
        .. Read(path, replacements).Split('\n')
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(setting => setting.Length == 2 && !setting[0].StartsWith('#'))
            .Select(setting => $"--{setting[0].Replace('_', '-')}={setting[1].Trim('"')}"),
    ];

    /// <summary>Paths of the files below <c>samples/</c> with this extension that are not part of a program.</summary>
    /// <param name="extension">With the dot, for example <c>.cfg</c>.</param>
    public static IReadOnlyList<string> All(string extension)
    {
        var samples = Path.Combine(RepositoryRoot.Find(), "samples");
        return
        [
            .. Directory.EnumerateDirectories(samples)
                .Where(folder => !Directory.EnumerateFiles(folder, "*.csproj").Any())
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + extension, SearchOption.AllDirectories))
                .Select(file => Path.GetRelativePath(samples, file))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Where a file of <c>samples/</c> lies.</summary>
    /// <param name="path">Path below <c>samples/</c>.</param>
    public static string PathOf(string path) => Path.Combine(RepositoryRoot.Find(), "samples", path);
}
