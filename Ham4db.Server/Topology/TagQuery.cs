using System.Collections.Immutable;

namespace Ham4db.Server.Topology;

/// <summary>A list of tags, separated by commas, all of which must match.</summary>
/// <param name="Tags">The tags; at least one.</param>
internal sealed record TagQuery(ImmutableArray<Tag> Tags)
{
    /// <summary>Reads a list of tags.</summary>
    /// <exception cref="FormatException">A tag has no name; the message is the API's.</exception>
    public static TagQuery Parse(string text)
        => new([.. text.Split(',').Select(part => Tag.TryParse(part, out var tag) ? tag : throw new FormatException($"Unable to parse tag: {part.Trim()}"))]);

    /// <summary>Whether all tags match an instance with <paramref name="tags"/>.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> tags) => Tags.All(tag => tag.Matches(tags));
}
