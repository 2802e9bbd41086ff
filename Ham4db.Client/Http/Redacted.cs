namespace Ham4db.Client.Http;

/// <summary>The one way an address that somebody else wrote gets into a message.</summary>
internal static class Redacted
{
    /// <summary>The address without credentials, query and fragment; shortened, on one line.</summary>
    public static string Address(string text)
    {
        if (!Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri))
        {
            return "an unreadable address";
        }

        var shown = uri.IsAbsoluteUri
            ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : uri.OriginalString.Split('?', '#')[0];
        return shown.Length > 200 ? shown[..200] + "..." : shown;
    }
}
