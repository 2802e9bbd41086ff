using System.Globalization;

namespace Ham4db.Server.Topology.Gtid;

/// <summary>A run of transaction numbers, both ends included.</summary>
/// <param name="First">First number, at least 1.</param>
/// <param name="Last">Last number, at least <paramref name="First"/>.</param>
internal readonly record struct GtidInterval(long First, long Last)
{
    /// <summary>How many transactions it holds.</summary>
    public long Count => Last - First + 1;

    /// <summary><c>7</c> or <c>7-9</c>.</summary>
    public override string ToString()
        => First == Last
            ? First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}
