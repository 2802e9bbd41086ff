using System.Collections.Immutable;
using System.Text.Json;

namespace Ham4db.Server.Configuration;

/// <summary>What one file, or the environment, says.</summary>
/// <param name="Values">The values of keys that this version uses, by key.</param>
/// <param name="Warnings">What an operator should know.</param>
/// <param name="Ignored">Keys that are known and not used.</param>
internal sealed record ConfigurationSource(ImmutableDictionary<string, SettingValue> Values, ImmutableArray<string> Warnings, ImmutableArray<string> Ignored)
{
    private const string EnvironmentPrefix = "HAM4DB_";

    // Variables of the command line client, and those that Kubernetes sets for a service of the name ham4db.
    private static readonly ImmutableArray<string> NotOurs = ["API", "INSTANCE", "AUTH_USER", "AUTH_PASSWORD", "AUTH_USER_HEADER"];
    private static readonly ImmutableArray<string> NotOursBeginWith = ["PORT", "SERVICE_"];

    /// <summary>Reads the object in a file.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="root">The object.</param>
    /// <param name="allowUnknownKeys">Whether keys that nobody knows are warned of instead of refused.</param>
    /// <exception cref="ConfigurationException">A key is not known, or its value is not allowed.</exception>
    public static ConfigurationSource OfFile(string file, JsonElement root, bool allowUnknownKeys)
    {
        var source = new Builder();
        foreach (var property in root.EnumerateObject().Where(property => !KnownKeys.IsComment(property.Name)))
        {
            var place = $"{file}: {property.Name}";
            if (KnownKeys.Find(property.Name) is { } setting)
            {
                // As with the Go servers, null leaves what was there before.
                if (property.Value.ValueKind != JsonValueKind.Null)
                {
                    source.Add(setting, property.Name, place, property.Value.GetRawText(), isFromEnvironment: false, () => setting.FromJson(property.Value));
                }
            }
            else if (UnusedKeys.Contains(property.Name))
            {
                source.Ignore(property.Name, place, property.Value);
            }
            else
            {
                source.Unknown(place, property.Name, allowUnknownKeys);
            }
        }

        return source.Build();
    }

    /// <summary>Reads the variables that begin with <c>HAM4DB_</c>.</summary>
    /// <remarks>A variable that nobody knows is never refused: the environment belongs to others too.</remarks>
    /// <exception cref="ConfigurationException">A value is not allowed.</exception>
    public static ConfigurationSource OfEnvironment(IReadOnlyDictionary<string, string> environment)
    {
        var source = new Builder();
        foreach (var (variable, text) in environment
            .Where(pair => pair.Key.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var name = variable[EnvironmentPrefix.Length..];
            var place = $"environment variable {variable}";
            if (KnownKeys.Find(name) is { } setting)
            {
                source.Add(setting, name, place, $"\"{text}\"", isFromEnvironment: true, () => setting.FromText(text));
            }
            else if (UnusedKeys.Contains(name))
            {
                source.Ignore(name, place, value: null);
            }
            else if (!IsOfOthers(name))
            {
                source.Unknown(place, name, isAllowed: true);
            }
        }

        return source.Build();
    }

    private static bool IsOfOthers(string name)
        => NotOurs.Contains(name, StringComparer.OrdinalIgnoreCase)
            || NotOursBeginWith.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private sealed class Builder
    {
        private readonly Dictionary<string, SettingValue> _values = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
        private readonly List<string> _warnings = [];
        private readonly List<string> _ignored = [];

        public void Add(Setting setting, string name, string place, string written, bool isFromEnvironment, Func<object> read)
        {
            var shown = SettingValue.Show(setting, written);
            SettingValue value;
            try
            {
                value = new SettingValue(setting, read(), shown, place, isFromEnvironment);

                // Some rules are found by putting the value in its place only.
                setting.Apply(new ConfigurationDraft(), value.Value);
            }
            catch (FormatException exception)
            {
                throw new ConfigurationException($"{place} is {shown}: {exception.Message}; correct the value or remove the key", exception);
            }

            if (_values.TryGetValue(setting.Key, out var other) && !name.Equals(_names[setting.Key], StringComparison.OrdinalIgnoreCase))
            {
                if (value.Value is "" || value.Value.Equals(other.Value))
                {
                    return;
                }

                Disagree(setting, value, other, _names[setting.Key]);
            }

            _values[setting.Key] = value;
            _names[setting.Key] = name;
        }

        public void Ignore(string name, string place, JsonElement? value)
        {
            _ignored.Add(place);
            if (value is { } element && UnusedKeys.WarningFor(name, element) is { } warning)
            {
                _warnings.Add($"{place} {warning}");
            }
        }

        public void Unknown(string place, string name, bool isAllowed)
        {
            var hint = KnownKeys.Nearest(name) is { } nearest ? $"; did you mean {nearest}?" : ".";
            if (!isAllowed)
            {
                throw new ConfigurationException(
                    $"{place} is no key that Ham4db knows{hint} Correct or remove it, or set \"{BackendSettings.AllowUnknownKeys}\": true to go on with a warning");
            }

            _warnings.Add($"{place} is no key that Ham4db knows, and is ignored{hint.TrimEnd('.')}");
        }

        public ConfigurationSource Build() => new(_values.ToImmutableDictionary(StringComparer.Ordinal), [.. _warnings], [.. _ignored]);

        private void Disagree(Setting setting, SettingValue later, SettingValue earlier, string earlierName)
        {
            if (earlier.Value is "")
            {
                return;
            }

            if (setting.Key == DiscoverySettings.LagQuery)
            {
                throw later.Refused($"{earlierName} in the same place says {earlier.Shown}; the two are the same setting: keep one of them");
            }

            _warnings.Add($"{later.Place} and {earlierName} are the same setting and differ; {later.Shown} is used");
        }
    }
}
