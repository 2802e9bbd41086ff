using System.Text.RegularExpressions;

namespace Ham4db.Client.Tests.Contract;

/// <summary>One recorded reply: which server, scenario, route and file.</summary>
public sealed partial record RecordedReply(string Server, string Scenario, string Path, int Status, string File)
{
    private static string Folder => System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures");

    /// <summary>The first words of the path that make the route, without the prefix of a type; ham4db's (Go) renamed ones as orchestrator names them.</summary>
    public string Route
    {
        get
        {
            var path = Path["/api/".Length..].Split('?')[0];
            path = path.StartsWith("mysql/", StringComparison.Ordinal) ? path["mysql/".Length..] : path;
            return Renamed().Match(path) is { Success: true } match ? match.Value : path.Split('/')[0];
        }
    }

    /// <summary>All that were recorded with a body of JSON.</summary>
    public static IEnumerable<RecordedReply> All()
        => from index in Directory.EnumerateFiles(Folder, "http.tsv", SearchOption.AllDirectories)
           let scenario = Directory.GetParent(index)!
           from line in System.IO.File.ReadLines(index).Skip(1)
           let columns = line.Split('\t')
           where columns[4].EndsWith(".json", StringComparison.Ordinal)
           select new RecordedReply(scenario.Parent!.Name, scenario.Name, columns[1], int.Parse(columns[2], null), columns[4]);

    /// <summary>The body as it was sent.</summary>
    public byte[] Read() => System.IO.File.ReadAllBytes(System.IO.Path.Combine(Folder, Server, Scenario, File));

    public override string ToString() => $"{Server}/{Scenario}/{File}";

    [GeneratedRegex("^(topology/(tabulated|tag|snapshot)|manage/list|manage/cache/hit)")]
    private static partial Regex Renamed();
}
