using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>The values of all keys that were set, by key; what is not set keeps its default.</summary>
internal sealed record SettingValues(ImmutableDictionary<string, SettingValue> ByKey)
{
    /// <summary>Nothing set.</summary>
    public static SettingValues None { get; } = new(ImmutableDictionary.Create<string, SettingValue>(StringComparer.Ordinal));

    /// <summary>The value of a key; null when it is not set.</summary>
    public SettingValue? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>These values, with those of <paramref name="later"/> over them: lists are replaced, maps merged.</summary>
    public SettingValues With(ConfigurationSource later)
        => new(later.Values.Values.Aggregate(ByKey, (all, value) => all.SetItem(
            value.Setting.Key,
            all.TryGetValue(value.Setting.Key, out var earlier) ? value with { Value = value.Setting.Merge(earlier.Value, value.Value) } : value)));

    /// <summary>These values, with those keys that need a restart as <paramref name="running"/> has them.</summary>
    /// <param name="running">The values that the process was started with.</param>
    /// <param name="changed">Told of each key whose new value has to wait.</param>
    public SettingValues KeepingFixed(SettingValues running, Action<SettingValue> changed)
    {
        var kept = ByKey;
        foreach (var value in ByKey.Values.Where(value => !value.Setting.IsReloadable))
        {
            var before = running.Find(value.Setting.Key);
            if ((before?.Shown ?? string.Empty) != value.Shown)
            {
                changed(value);
            }

            kept = before is null ? kept.Remove(value.Setting.Key) : kept.SetItem(value.Setting.Key, before);
        }

        return new SettingValues(kept);
    }

    /// <summary>Puts all values in their places, in the order of the table.</summary>
    public ConfigurationDraft ToDraft()
        => KnownKeys.Settings.Aggregate(new ConfigurationDraft(), (draft, setting) => Find(setting.Key) is { } value ? setting.Apply(draft, value.Value) : draft);

    /// <summary>A key cannot be used as it is, because of <paramref name="why"/>.</summary>
    public ConfigurationException Refused(string key, string why)
        => Find(key)?.Refused(why) ?? new ConfigurationException($"{key} is not set: {why}");
}
