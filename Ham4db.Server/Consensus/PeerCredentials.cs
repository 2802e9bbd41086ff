using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus;

/// <summary>
/// How a server shows other servers that it is one of them: by its own configuration, since all are configured alike. Between servers there is
/// no proxy that would name a user, so that under <see cref="AuthenticationMethod.Proxy"/> a server names one that may make changes itself.
/// </summary>
internal static class PeerCredentials
{
    private const string Advice = " (AuthenticationMethod, HTTPAuthUser and HTTPAuthPassword (under proxy: AuthUserHeader and PowerAuthUsers) must be the same on all servers, and ReadOnly false)";

    private const string Everyone = "*";
    private const string OwnName = "ham4db-server";

    /// <summary>What to look at when a peer does not let this server in, to be put behind what it said; empty for another status.</summary>
    public static string AdviceFor(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? Advice : string.Empty;

    /// <summary>Adds the headers that <paramref name="http"/> asks callers for.</summary>
    public static void AddTo(HttpRequestMessage request, HttpOptions http)
    {
        if (http.AuthUser.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{http.AuthUser}:{http.AuthPassword}")));
        }

        if (http.Authentication == AuthenticationMethod.Proxy && http.PowerAuthUsers.Length > 0)
        {
            request.Headers.TryAddWithoutValidation(http.AuthUserHeader, http.PowerAuthUsers.FirstOrDefault(user => user != Everyone) ?? OwnName);
        }
    }
}
