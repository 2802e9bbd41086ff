using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Api.Access;

/// <summary>Tells who sent a request: a pure function of the configuration and the request's headers.</summary>
internal static class Authentication
{
    /// <summary>What a 401 asks for.</summary>
    public const string Challenge = "Basic realm=\"Ham4db\", charset=\"UTF-8\"";

    private const string ReadOnlyUser = "readonly";

    /// <summary>Tells the caller.</summary>
    /// <returns>Null when the request must be refused for want of valid credentials.</returns>
    public static Caller? Identify(HttpOptions options, IHeaderDictionary headers) => options.Authentication switch
    {
        AuthenticationMethod.Basic => Known(options, headers),
        AuthenticationMethod.Multi => Known(options, headers) ?? Reader(headers),
        AuthenticationMethod.Proxy => Proxied(options, headers),
        _ => new Caller(string.Empty, MayChange: true),
    };

    /// <summary>An empty configured user lets nobody in: a forgotten setting must not open the door.</summary>
    private static Caller? Known(HttpOptions options, IHeaderDictionary headers)
        => options.AuthUser.Length > 0
            && Credentials(headers) is var (user, password)
            && AreEqual(user, options.AuthUser) & AreEqual(password, options.AuthPassword)
            ? new Caller(user, MayChange: true)
            : null;

    private static Caller? Reader(IHeaderDictionary headers)
        => Credentials(headers) is (ReadOnlyUser, _) ? new Caller(ReadOnlyUser, MayChange: false) : null;

    /// <summary>A request without the header came past the proxy: it may read, whatever the list of users says.</summary>
    private static Caller Proxied(HttpOptions options, IHeaderDictionary headers)
    {
        var user = headers[options.AuthUserHeader].FirstOrDefault() ?? string.Empty;
        var isPowerful = options.PowerAuthUsers.Any(allowed => allowed == "*" || allowed == user);
        return new Caller(user, MayChange: user.Length > 0 && isPowerful);
    }

    private static (string User, string Password)? Credentials(IHeaderDictionary headers)
    {
        if (!AuthenticationHeaderValue.TryParse(headers.Authorization.FirstOrDefault(), out var header)
            || !string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[header.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(header.Parameter ?? string.Empty, bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : null;
    }

    /// <summary>Compares in a time that tells nothing of where, or by how much, the texts differ.</summary>
    private static bool AreEqual(string given, string expected)
        => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
