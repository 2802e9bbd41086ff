using Ham4db.Client.Contract;
using Ham4db.Server.Api.Replies;
using Ham4db.Server.Api.Routing;

namespace Ham4db.Server.Api.Nodes;

/// <summary>Shows a caller what reaches this node, which is what one needs to find out what a proxy in between changes.</summary>
internal sealed class HeaderEndpoints : IEndpointGroup
{
    private const string Hidden = "(hidden)";

    /// <inheritdoc/>
    public IEnumerable<ApiEndpoint> Endpoints => [ApiEndpoint.LocalRead(Headers, "headers")];

    private static ValueTask<Reply> Headers(ApiRequest request, CancellationToken cancellationToken)
    {
        var headers = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (name, values) in request.Http.Request.Headers)
        {
            if (!string.Equals(name, "Host", StringComparison.OrdinalIgnoreCase))
            {
                headers[Canonical(name)] = IsSecret(name) ? [Hidden] : [.. values.Select(value => value ?? string.Empty)];
            }
        }

        return ValueTask.FromResult(Reply.Bare<IReadOnlyDictionary<string, IReadOnlyList<string>>>(
            headers, WireJson.Default.IReadOnlyDictionaryStringIReadOnlyListString));
    }

    private static bool IsSecret(string name)
        => name.EndsWith("Authorization", StringComparison.OrdinalIgnoreCase) || name.Equals("Cookie", StringComparison.OrdinalIgnoreCase);

    /// <summary>Each word with a capital letter, as Go writes header names.</summary>
    private static string Canonical(string name)
        => string.Join('-', name.Split('-').Select(word => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant()));
}
