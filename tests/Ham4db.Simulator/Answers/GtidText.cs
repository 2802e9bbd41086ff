using System.Globalization;
using Ham4db.Simulator.Model;

namespace Ham4db.Simulator.Answers;

/// <summary>Writes transactions as the dialects write GTIDs.</summary>
internal static class GtidText
{
    /// <summary>MariaDB: the last transaction as <c>domain-server-sequence</c>; empty before the first.</summary>
    public static string Position(SimulatedInstance instance, DateTimeOffset at)
        => ReplicationProgress.Origins(instance, at) is [.., var last]
            ? string.Create(CultureInfo.InvariantCulture, $"0-{last.Writer}-{last.Last}")
            : string.Empty;

    /// <summary>MySQL: every transaction as <c>uuid:first-last</c>, by writer; empty before the first.</summary>
    public static string ExecutedSet(SimulatedInstance instance, DateTimeOffset at) => string.Join(
        ",\n",
        ReplicationProgress.Origins(instance, at)
            .GroupBy(range => range.Writer)
            .Select(writer => UuidOf(instance, writer.Key) + string.Concat(writer.Select(Interval)))
            .Order(StringComparer.Ordinal));

    private static string Interval(OriginRange range) => range.First == range.Last
        ? string.Create(CultureInfo.InvariantCulture, $":{range.First}")
        : string.Create(CultureInfo.InvariantCulture, $":{range.First}-{range.Last}");

    private static string UuidOf(SimulatedInstance instance, uint serverId)
        => instance.Fleet.First(other => other.ServerId == serverId).ServerUuid;
}
