using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ham4db.Server.Tests.Api.Golden;

/// <summary>Compares a reply with a recorded one.</summary>
internal static partial class GoldenReply
{
    /// <summary>Times, counters of time and log positions: they differ between any two replies of the same server.</summary>
    private static readonly HashSet<string> Volatile =
    [
        "LastSeenTimestamp", "DowntimeEndTimestamp", "Uptime", "SecondsSinceLastSeen", "ElapsedDowntime", "SecondsBehindMaster",
        "ReplicationLagSeconds", "SlaveLagSeconds", "HeuristicLag", "LastDiscoveryLatency", "LogPos", "LogFile", "BeginTimestamp", "SecondsElapsed",
    ];

    /// <summary>The requests of a scenario whose replies were kept, in order.</summary>
    public static IEnumerable<(string Path, string File)> Requests(string scenario)
        => File.ReadLines(Path.Combine(Folder(scenario), "http.tsv"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Where(columns => columns[0] == "GET" && File.Exists(Path.Combine(Folder(scenario), columns[4])))
            .Select(columns => (columns[1], columns[4]));

    /// <summary>A recorded reply, without what is volatile; a null list is an empty one.</summary>
    public static JsonNode Read(string scenario, string file) => Mask(JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(scenario), file)))) ?? new JsonArray();

    /// <summary>A reply of ours in the form of the recorded ones.</summary>
    public static JsonNode Read(Answer answer)
    {
        var json = Mask(answer.Json);
        if (json is JsonObject envelope && envelope.ContainsKey("Code"))
        {
            envelope["Detail"]?.ToJsonString().ShouldBe(envelope["Details"]?.ToJsonString());
            envelope.Remove("Detail").ShouldBeTrue();
        }

        return json ?? new JsonArray();
    }

    /// <summary>An error's text without the prefix of the recorded server's log.</summary>
    public static string WithoutLogPrefix(string message) => LogPrefix().Replace(message, string.Empty);

    private static string Folder(string scenario) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "orchestrator", scenario);

    private static JsonNode? Mask(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject value:
                foreach (var (name, member) in value.ToArray())
                {
                    value[name] = Volatile.Contains(name) ? "volatile" : Mask(member)?.DeepClone();
                }

                break;
            case JsonArray array:
                for (var index = 0; index < array.Count; index++)
                {
                    array[index] = Mask(array[index])?.DeepClone();
                }

                break;
        }

        return node;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ERROR ")]
    private static partial Regex LogPrefix();
}
