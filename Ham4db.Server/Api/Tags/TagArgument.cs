using Ham4db.Server.Api.Replies;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Api.Tags;

/// <summary>The tag that a request names: in the query, else in the path.</summary>
internal static class TagArgument
{
    private const string QueryName = "tag";
    private const string PathName = "tagName";
    private const string PathValue = "tagValue";

    /// <summary>Reads a tag to set, look up or remove.</summary>
    /// <exception cref="RequestRefusedException">No name is given, or one that no query could find again.</exception>
    public static Tag Read(ApiRequest request)
    {
        var fromPath = !request.HasQuery(QueryName) && request.Has(PathName);
        var tag = fromPath
            ? new Tag(request.Path(PathName), request.Path(PathValue), request.Has(PathValue), IsNegated: false)
            : Parse(request.Query(QueryName));
        if (tag.Name.Length == 0)
        {
            throw RequestRefusedException.BadArgument("NewTag: empty tag name");
        }

        return tag.IsNegated || tag.Name.Contains(',', StringComparison.Ordinal) || tag.Name.Contains('=', StringComparison.Ordinal)
            ? throw RequestRefusedException.BadArgument($"A tag's name must not begin with ~ or !, nor hold a comma or an equals sign: {tag.Name}")
            : tag;
    }

    /// <summary>Reads the list of tags of a search.</summary>
    /// <exception cref="RequestRefusedException">A part of the list has no name.</exception>
    public static TagQuery ReadQuery(ApiRequest request) => ApiRequest.Parsed(TagQuery.Parse, request.Query(QueryName));

    private static Tag Parse(string text) => Tag.TryParse(text, out var tag) ? tag : throw RequestRefusedException.BadArgument("NewTag: empty tag name");
}
