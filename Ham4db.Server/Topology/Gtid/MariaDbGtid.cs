using System.Globalization;

namespace Ham4db.Server.Topology.Gtid;

/// <summary>One MariaDB transaction.</summary>
/// <param name="Domain">The replication domain.</param>
/// <param name="Server">The server_id that committed it first.</param>
/// <param name="Sequence">Its number within the domain.</param>
internal readonly record struct MariaDbGtid(uint Domain, uint Server, ulong Sequence)
{
    /// <summary>Reads <c>domain-server-sequence</c>.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static MariaDbGtid Parse(string text)
    {
        var parts = text.Split('-');
        return parts.Length == 3
            && uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var domain)
            && uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var server)
            && ulong.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new MariaDbGtid(domain, server, sequence)
            : throw new FormatException($"\"{text}\" is no MariaDB GTID: expected domain-server-sequence, for example 0-1-100.");
    }

    /// <summary><c>domain-server-sequence</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Domain}-{Server}-{Sequence}");
}
