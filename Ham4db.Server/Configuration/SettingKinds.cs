using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Ham4db.Server.Configuration;

/// <summary>The types of settings.</summary>
internal static class SettingKinds
{
    /// <summary>True or false; in the environment also 1 or 0.</summary>
    public static SettingKind<bool> Flag { get; } = new FlagKind();

    /// <summary>Any text.</summary>
    public static SettingKind<string> Text { get; } = new TextKind("text", isSecret: false, _ => null);

    /// <summary>A text that is never shown.</summary>
    public static SettingKind<string> Secret { get; } = new TextKind("secret", isSecret: true, _ => null);

    /// <summary>A regular expression with one group, or nothing.</summary>
    public static SettingKind<string> GroupPattern { get; }
        = new TextKind("pattern", isSecret: false, text => text.Length == 0 ? null : PatternFault(text, mustHaveGroup: true), "a regular expression with one group in parentheses");

    /// <summary>A list of texts.</summary>
    public static SettingKind<ImmutableArray<string>> List { get; } = new ListKind("list", "a list of texts", _ => null);

    /// <summary>A list of IP addresses and of regular expressions on <c>host:port</c>.</summary>
    public static SettingKind<ImmutableArray<string>> HostFilters { get; }
        = new ListKind("list of filters", "a list of IP addresses and regular expressions", text => PatternFault(text, mustHaveGroup: false));

    /// <summary>A list of cluster names, aliases, <c>alias=</c>, <c>alias~=</c>, <c>*</c> and regular expressions.</summary>
    public static SettingKind<ImmutableArray<string>> ClusterFilters { get; } = new ListKind(
        "list of filters",
        "a list of cluster names, alias=X, alias~=pattern, * and regular expressions",
        text => text == "*" ? null : PatternFault(text.StartsWith("alias~=", StringComparison.Ordinal) ? text["alias~=".Length..] : text, mustHaveGroup: false));

    /// <summary>A map from regular expression to text.</summary>
    public static SettingKind<ImmutableArray<KeyValuePair<string, string>>> PatternMap { get; } = new PatternMapKind();

    /// <summary>A whole number in a range, ends included.</summary>
    public static SettingKind<int> Number(int min, int max) => new NumberKind(min, max, string.Empty);

    /// <summary>A whole number of seconds in a range, ends included.</summary>
    public static SettingKind<TimeSpan> Seconds(int min, int max) => new DurationKind(min, max, "seconds", TimeSpan.FromSeconds(1));

    /// <summary>A whole number of milliseconds in a range, ends included.</summary>
    public static SettingKind<TimeSpan> Milliseconds(int min, int max) => new DurationKind(min, max, "milliseconds", TimeSpan.FromMilliseconds(1));

    /// <summary>A whole number of minutes in a range, ends included.</summary>
    public static SettingKind<TimeSpan> Minutes(int min, int max) => new DurationKind(min, max, "minutes", TimeSpan.FromMinutes(1));

    /// <summary>A whole number of hours in a range, ends included.</summary>
    public static SettingKind<TimeSpan> Hours(int min, int max) => new DurationKind(min, max, "hours", TimeSpan.FromHours(1));

    /// <summary>One of several words, in any case.</summary>
    /// <param name="allowed">What to tell of the words.</param>
    /// <param name="values">Each word and what it means.</param>
    public static SettingKind<T> Choice<T>(string allowed, params (string Word, T Value)[] values)
        where T : notnull
        => new ChoiceKind<T>(allowed, values.ToImmutableDictionary(pair => pair.Word, pair => pair.Value, StringComparer.OrdinalIgnoreCase));

    private static string? PatternFault(string pattern, bool mustHaveGroup)
    {
        try
        {
            return NamePattern.Compile(pattern).GetGroupNumbers().Length > 1 || !mustHaveGroup ? null : "it has no group";
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    private sealed class FlagKind() : SettingKind<bool>("bool", "true or false")
    {
        public override bool FromJson(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Unexpected(),
        };

        public override bool FromText(string text) => text.ToUpperInvariant() switch
        {
            "TRUE" or "1" => true,
            "FALSE" or "0" => false,
            _ => throw Unexpected(),
        };
    }

    private sealed class TextKind(string name, bool isSecret, Func<string, string?> fault, string expectation = "a text in quotes")
        : SettingKind<string>(name, expectation)
    {
        public override bool IsSecret => isSecret;

        public override string FromJson(JsonElement value) => value.ValueKind == JsonValueKind.String ? FromText(value.GetString()!) : throw Unexpected();

        public override string FromText(string text) => fault(text) is { } why ? throw Unexpected(why) : text;
    }

    private sealed class ListKind(string name, string expectation, Func<string, string?> fault) : SettingKind<ImmutableArray<string>>(name, expectation)
    {
        public override ImmutableArray<string> FromJson(JsonElement value)
            => value.ValueKind == JsonValueKind.Array
                ? [.. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? Check(item.GetString()!) : throw Unexpected())]
                : throw Unexpected();

        public override ImmutableArray<string> FromText(string text)
            => text.AsSpan().TrimStart() is ['[', ..]
                ? FromJson(JsonText.Read(text) ?? throw Unexpected("it is broken JSON"))
                : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Check)];

        private string Check(string item) => item.Length > 0 && fault(item) is { } why ? throw Unexpected(why) : item;
    }

    private sealed class PatternMapKind() : SettingKind<ImmutableArray<KeyValuePair<string, string>>>("map", "an object of regular expressions and texts")
    {
        public override ImmutableArray<KeyValuePair<string, string>> FromJson(JsonElement value)
            => value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject().Select(Read)] : throw Unexpected();

        public override ImmutableArray<KeyValuePair<string, string>> FromText(string text)
            => FromJson(JsonText.Read(text) ?? throw Unexpected("it is broken JSON"));

        public override ImmutableArray<KeyValuePair<string, string>> Merge(
            ImmutableArray<KeyValuePair<string, string>> earlier, ImmutableArray<KeyValuePair<string, string>> later)
            => [.. earlier.Select(old => later.FirstOrDefault(pair => pair.Key == old.Key, old)), .. later.ExceptBy(earlier.Select(old => old.Key), pair => pair.Key)];

        private KeyValuePair<string, string> Read(JsonProperty property)
            => property.Value.ValueKind != JsonValueKind.String ? throw Unexpected()
                : PatternFault(property.Name, mustHaveGroup: false) is { } why ? throw Unexpected(why)
                : KeyValuePair.Create(property.Name, property.Value.GetString()!);
    }

    private sealed class NumberKind(int min, int max, string unit) : SettingKind<int>(
        "int", string.Create(CultureInfo.InvariantCulture, $"a whole number{unit} from {min} to {max}"))
    {
        public override int FromJson(JsonElement value)
            => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max ? number : throw Unexpected();

        public override int FromText(string text)
            => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
                ? number
                : throw Unexpected();
    }

    private sealed class DurationKind(int min, int max, string unit, TimeSpan one) : SettingKind<TimeSpan>(unit, string.Empty)
    {
        private readonly NumberKind _number = new(min, max, $" of {unit}");

        public override TimeSpan FromJson(JsonElement value) => _number.FromJson(value) * one;

        public override TimeSpan FromText(string text) => _number.FromText(text) * one;
    }

    private sealed class ChoiceKind<T>(string allowed, ImmutableDictionary<string, T> values) : SettingKind<T>("choice", allowed)
        where T : notnull
    {
        public override T FromJson(JsonElement value) => value.ValueKind == JsonValueKind.String ? FromText(value.GetString()!) : throw Unexpected();

        public override T FromText(string text) => values.TryGetValue(text.Trim(), out var value) ? value : throw Unexpected();
    }
}
