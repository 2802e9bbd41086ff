using System.Text.Json.Serialization;

namespace Ham4db.Client.Cli.Watching;

/// <summary>A cluster's tree as it was seen last, and whether it may be another by now. Also what is printed as JSON.</summary>
/// <param name="Cluster">The cluster, as it was asked for.</param>
/// <param name="Drawing">The tree, lines separated by <c>\n</c>; empty when none was seen yet.</param>
/// <param name="SeenAt">When it was seen; null when none was seen yet.</param>
/// <param name="Leader">Base address of the node that drew it; null when that is not known.</param>
/// <param name="Term">The leadership term; null from servers that do not tell it.</param>
/// <param name="Trouble">Why it could not be seen again; null when it could.</param>
internal sealed record TopologyView(string Cluster, string Drawing, DateTimeOffset? SeenAt, string? Leader, long? Term, string? Trouble)
{
    /// <summary>Whether the tree may be another by now.</summary>
    public bool IsStale => Trouble is not null;
}

/// <summary>JSON of what is watched.</summary>
[JsonSerializable(typeof(TopologyView))]
[JsonSerializable(typeof(LeaderChange))]
internal sealed partial class WatchJson : JsonSerializerContext;
