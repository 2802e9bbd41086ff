using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>Every key that a configuration may have.</summary>
internal static class KnownKeys
{
    /// <summary>The keys that this version uses.</summary>
    public static ImmutableArray<Setting> Settings { get; } =
        [.. HttpSettings.All, .. BackendSettings.All, .. RaftSettings.All, .. SharedBackendSettings.All, .. ManagedSettings.All, .. DiscoverySettings.All];

    private static readonly FrozenDictionary<string, Setting> ByName = Settings
        .SelectMany(setting => setting.Aliases.Prepend(setting.Key), (setting, name) => KeyValuePair.Create(name, setting))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The setting with this name or alias, in any case; null when this version does not use it.</summary>
    public static Setting? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Whether <paramref name="name"/> is a comment in a file that has no other place for one.</summary>
    public static bool IsComment(string name) => name is ['_', ..] or ['#', ..] or ['/', '/', ..];

    /// <summary>The known name that differs least from <paramref name="name"/>; null when all differ in more than a third of it.</summary>
    public static string? Nearest(string name)
    {
        var (nearest, distance) = ByName.Keys.Concat(UnusedKeys.All)
            .Select(known => (Known: known, Distance: Distance(name.ToUpperInvariant(), known.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Known, StringComparer.Ordinal)
            .First();
        return distance <= Math.Max(1, name.Length / 3) ? nearest : null;
    }

    /// <summary>Characters to insert, delete or replace to make one text of the other.</summary>
    private static int Distance(string one, string other)
    {
        var previous = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var current = new int[other.Length + 1];
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = previous[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
