using System.Globalization;

namespace Ham4db.Client.Cli.Watching;

/// <summary>That a node leads which did not before. Also what is printed as JSON.</summary>
/// <param name="Time">When it was noticed, UTC.</param>
/// <param name="Term">The leadership term; null from servers that do not tell it.</param>
/// <param name="Leader">Base address of the node, without <c>/api</c>.</param>
/// <param name="IsRouted">Whether the node only forwards to the leader, which could not be reached itself.</param>
/// <param name="GapSeconds">For how long nobody was seen to lead, seconds; null for the leader that was found first.</param>
internal sealed record LeaderChange(DateTimeOffset Time, long? Term, string Leader, bool IsRouted, double? GapSeconds)
{
    /// <summary>One line for a person.</summary>
    public override string ToString()
    {
        var term = Term is { } known ? string.Create(CultureInfo.InvariantCulture, $"  term {known}") : string.Empty;
        var route = IsRouted ? " routes to the leader" : string.Empty;
        var gap = GapSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"  nobody led for {seconds:0.00} s at most") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}{term}  {Leader}{route}{gap}");
    }
}
