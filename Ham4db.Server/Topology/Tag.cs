using System.Diagnostics.CodeAnalysis;

namespace Ham4db.Server.Topology;

/// <summary>A tag as callers write it: <c>name</c>, <c>name=value</c>, and either negated by a leading <c>~</c> or <c>!</c>.</summary>
/// <param name="Name">The name, never empty.</param>
/// <param name="Value">The value; empty when none was written.</param>
/// <param name="HasValue">Whether a value, be it an empty one, was written.</param>
/// <param name="IsNegated">Whether it is negated; it has a meaning in queries only.</param>
internal sealed record Tag(string Name, string Value, bool HasValue, bool IsNegated)
{
    /// <summary>Reads a tag; white space around it does not count.</summary>
    /// <returns>False when the text has no name.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Tag? tag)
    {
        var trimmed = text.Trim();
        var isNegated = trimmed is ['~' or '!', ..];
        var parts = (isNegated ? trimmed[1..] : trimmed).Split('=', 2);
        tag = parts[0].Length == 0 ? null : new Tag(parts[0], parts.Length == 2 ? parts[1] : string.Empty, parts.Length == 2, isNegated);
        return tag is not null;
    }

    /// <summary>Whether an instance with <paramref name="tags"/> is meant. An instance without any tag is never meant, not even by a negated one.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> tags)
    {
        var isThere = tags.TryGetValue(Name, out var value);
        return (HasValue, IsNegated) switch
        {
            (false, false) => isThere,
            (false, true) => !isThere && tags.Count > 0,
            (true, false) => isThere && value == Value,
            (true, true) => isThere && value != Value,
        };
    }

    /// <summary>The text as it was written, without white space around it.</summary>
    public override string ToString() => $"{(IsNegated ? "~" : string.Empty)}{Name}{(HasValue ? "=" : string.Empty)}{Value}";
}
