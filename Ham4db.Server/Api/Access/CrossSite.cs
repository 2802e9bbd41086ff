namespace Ham4db.Server.Api.Access;

/// <summary>Tells requests that another site's page makes a browser send, with the credentials that the browser keeps.</summary>
internal static class CrossSite
{
    /// <summary>Whether the request comes from a page of another site or origin.</summary>
    public static bool Is(HttpRequest request)
        => request.Headers["Sec-Fetch-Site"].FirstOrDefault() is "cross-site" or "same-site" || HasForeignOrigin(request);

    private static bool HasForeignOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.FirstOrDefault();
        return !string.IsNullOrEmpty(origin)
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
