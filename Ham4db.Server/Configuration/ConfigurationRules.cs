using System.Net;
using System.Text.RegularExpressions;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Configuration;

/// <summary>The rules between keys; they make options of a draft.</summary>
internal sealed partial class ConfigurationRules(
    SettingValues values, IReadOnlyDictionary<string, string> environment, Func<string, IPAddress?> resolve, ICollection<string> warnings)
{
    private const string SeedType = "mysql:";

    /// <summary>Derives the options.</summary>
    /// <exception cref="ConfigurationException">Keys contradict each other, ask for what this version cannot do, or one is missing.</exception>
    public ServerOptions Apply(ConfigurationDraft draft)
    {
        RefuseUnsupportedListeners(draft);
        var managed = Credentials(draft);
        var options = draft.Options with
        {
            Backend = new BackendRules(values, environment, warnings).Apply(draft),
            Managed = managed,
            Http = Authentication(draft.Options.Http) with { Advertise = Advertise(draft.HttpAdvertise) },
            Raft = new RaftRules(values, resolve, warnings).Apply(draft),
            Discovery = draft.Options.Discovery with { Seeds = [.. draft.Seeds.Where(seed => seed.Length > 0).Select(seed => Seed(seed, managed.DefaultPort))] },
        };
        return options with { SharedBackend = new SharedBackendRules(values, warnings).Apply(options) };
    }

    // Silently serving plain text, or on another address, would be worse than not starting.
    private void RefuseUnsupportedListeners(ConfigurationDraft draft)
    {
        var wanted = draft.UseTls ? "UseSSL" : draft.UseMutualTls ? "UseMutualTLS" : draft.StatusNeedsCertificate ? "StatusOUVerify" : null;
        if (wanted is not null)
        {
            throw values.Refused(wanted, "this version does not serve TLS; set it to false, and put a proxy that does in front");
        }

        if (draft.ListenSocket.Length > 0)
        {
            throw values.Refused("ListenSocket", "this version does not listen on Unix sockets; remove it and set ListenAddress");
        }
    }

    private ManagedOptions Credentials(ConfigurationDraft draft)
    {
        var managed = draft.Options.Managed;
        var (user, password) = new CredentialRules(values, environment, warnings).Apply(
            managed.User, managed.Password, ManagedSettings.User, ManagedSettings.Password, ManagedSettings.CredentialsFile, draft.CredentialsFile);
        return managed with { User = user, Password = password };
    }

    private HttpOptions Authentication(HttpOptions http)
    {
        if (http.AuthUser.Length > 0 || http.Authentication is not (AuthenticationMethod.Basic or AuthenticationMethod.Multi))
        {
            return http;
        }

        if (http.Authentication == AuthenticationMethod.Multi)
        {
            throw values.Refused("AuthenticationMethod", "HTTPAuthUser must name the user who may make changes");
        }

        warnings.Add("AuthenticationMethod is basic and HTTPAuthUser is empty: nobody is asked for a password, everyone may make changes; set HTTPAuthUser and HTTPAuthPassword");
        return http with { Authentication = AuthenticationMethod.None };
    }

    private Uri? Advertise(string address)
    {
        if (address.Length == 0)
        {
            return null;
        }

        return AdvertiseForm().IsMatch(address) && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Port > 0
            ? !IPAddress.TryParse(uri.Host, out var host) || !RaftAddresses.IsAny(new IPEndPoint(host, uri.Port)) ? uri
                : throw values.Refused("HTTPAdvertise", "nobody can connect to it; give the address that the others reach this node by")
            : throw values.Refused("HTTPAdvertise", "expected http://host:port or https://host:port, with a port and without a path");
    }

    private InstanceKey Seed(string seed, int defaultPort)
    {
        var text = seed.StartsWith(SeedType, StringComparison.OrdinalIgnoreCase) && seed.IndexOf(':', SeedType.Length) > 0 ? seed[SeedType.Length..] : seed;
        return InstanceKey.TryParse(text, defaultPort, out var key) && key.IsValid && (!key.Hostname.Contains(':') || IPAddress.TryParse(key.Hostname, out _))
            ? key
            : throw values.Refused("DiscoverySeeds", $"\"{seed}\" is no instance; expected host, host:port or mysql:host:port, with a port from 1 to 65535");
    }

    [GeneratedRegex(@"^https?://(\[[0-9A-Fa-f:.]+\]|[^/:@?#\[\]]+):[0-9]+/?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AdvertiseForm();
}
