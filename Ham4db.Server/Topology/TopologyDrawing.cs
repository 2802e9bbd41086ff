using System.Text;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Topology;

/// <summary>A cluster drawn as text. Lines are separated by <c>\n</c>, with none at the end; no instances give an empty text.</summary>
/// <remarks>Scripts cut this text apart: its form is a contract, and widths are counted in UTF-8 bytes as they always were.</remarks>
internal sealed class TopologyDrawing(Func<InstanceKey, InstanceDecisions> decisions, DateTimeOffset now, HealthLimits limits)
{
    private const int LagColumn = 1;

    /// <summary>One line an instance, its description in brackets.</summary>
    public string Plain(IEnumerable<Instance> cluster)
        => Align(cluster, (instance, of) => $"{Describe(instance, of)}");

    /// <summary>As <see cref="Plain"/>, with the tags in a second pair of brackets.</summary>
    public string WithTags(IEnumerable<Instance> cluster)
        => Align(cluster, (instance, of) => $"{Describe(instance, of)} [{string.Join(',', TagsOf(of))}]");

    /// <summary>Columns separated by <c>|</c>, all as wide as their widest cell.</summary>
    public string Tabulated(IEnumerable<Instance> cluster)
    {
        var rows = TopologyTree.Flatten(cluster)
            .Select(entry => (string[])[Head(entry), .. Describe(entry.Instance, decisions(entry.Instance.Key)).Columns])
            .ToList();
        if (rows.Count == 0)
        {
            return string.Empty;
        }

        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => Width(row[column]))).ToArray();
        return string.Join('\n', rows.Select(row => string.Join('|', row.Select((cell, column) => Pad(cell, widths[column], column == LagColumn)))));
    }

    private string Align(IEnumerable<Instance> cluster, Func<Instance, InstanceDecisions, string> describe)
    {
        var rows = TopologyTree.Flatten(cluster)
            .Select(entry => (Head: Head(entry), Description: describe(entry.Instance, decisions(entry.Instance.Key))))
            .ToList();
        var width = rows.Select(row => Width(row.Head)).DefaultIfEmpty().Max();
        return string.Join('\n', rows.Select(row => $"{Pad(row.Head, width, right: false)} {row.Description}"));
    }

    private InstanceDescription Describe(Instance instance, InstanceDecisions of)
        => InstanceDescription.Of(instance, of.IsDowntimed(now), now, limits);

    private static IEnumerable<string> TagsOf(InstanceDecisions of)
        => of.Tags.Select(tag => tag.Value.Length == 0 ? tag.Key : $"{tag.Key}={tag.Value}");

    private string Head(TopologyTree.Entry entry)
    {
        var instance = entry.Instance;
        var alias = instance.InstanceAlias.Length == 0 ? string.Empty : $" ({instance.InstanceAlias})";
        return entry.Depth == 0
            ? $"{instance.Key}{alias}"
            : $"{new string(' ', 2 * (entry.Depth - 1))}{Mark(instance)} {instance.Key}{alias}";
    }

    private char Mark(Instance instance)
        => instance.IsGroupSecondary ? '‡'
            : instance.IsReplicaRunning && instance.IsLastCheckValid && instance.IsRecentlyChecked(now, limits.PollInterval) ? '+'
            : '-';

    private static string Pad(string cell, int width, bool right)
    {
        var spaces = new string(' ', width - Width(cell));
        return right ? spaces + cell : cell + spaces;
    }

    private static int Width(string cell) => Encoding.UTF8.GetByteCount(cell);
}
