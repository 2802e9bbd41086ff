using System.Diagnostics.CodeAnalysis;

namespace Ham4db.Server.Api.Access;

/// <summary>Tells requests that another site's page makes a browser send, with the credentials that the browser keeps.</summary>
/// <remarks>
/// Browsers say so in <c>Sec-Fetch-Site</c>, but not to plain HTTP; then the page's own address in <c>Origin</c> or <c>Referer</c> tells.
/// Programs send none of these.
/// </remarks>
internal static class CrossSite
{
    /// <summary>Whether the request comes from a page of another site or origin.</summary>
    public static bool Is(HttpRequest request)
    {
        var headers = request.Headers;
        return Given(headers["Sec-Fetch-Site"].FirstOrDefault(), out var site) ? site is "cross-site" or "same-site"
            : Given(headers.Origin.FirstOrDefault(), out var origin) ? IsForeign(origin, request)
            : Given(headers.Referer.FirstOrDefault(), out var page) && IsForeign(page, request);
    }

    private static bool Given(string? header, [NotNullWhen(true)] out string? value)
    {
        value = header;
        return !string.IsNullOrEmpty(header);
    }

    private static bool IsForeign(string page, HttpRequest request)
        => !Uri.TryCreate(page, UriKind.Absolute, out var uri) || !string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
