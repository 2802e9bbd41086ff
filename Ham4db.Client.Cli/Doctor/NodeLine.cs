using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Ham4db.Client.Cli.Connection;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Doctor;

/// <summary>A line to one node that remembers what it met on the way: addresses, certificate.</summary>
internal sealed class NodeLine : IDisposable
{
    private const long LargestBody = 1_000_000;

    private readonly Uri _address;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    /// <param name="endpoint">The node.</param>
    /// <param name="options">Who asks.</param>
    /// <param name="time">The clock.</param>
    public NodeLine(Endpoint endpoint, Ham4dbClientOptions options, TimeProvider time)
    {
        _time = time;
        _address = new Uri($"{endpoint.Url}/");
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            SslOptions = Trust(options),
        };
        handler.SslOptions.RemoteCertificateValidationCallback = Judge;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestBody };
        Introduce(options);
    }

    /// <summary>IP addresses that the host's name resolved to.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    /// <summary>The certificate that the node showed; null when it showed none.</summary>
    public CertificateFacts? Certificate { get; private set; }

    /// <summary>Whether the host's name could not be resolved.</summary>
    public bool IsNameUnknown { get; private set; }

    /// <summary>Sends one request.</summary>
    /// <exception cref="HttpRequestException">There was no connection, or it broke.</exception>
    /// <exception cref="OperationCanceledException">The time was over.</exception>
    public async Task<NodeReply> AskAsync(string route, CancellationToken cancellationToken)
    {
        var (asked, began) = (_time.GetUtcNow(), _time.GetTimestamp());
        using var response = await _http.GetAsync(new Uri(_address, route), cancellationToken).ConfigureAwait(false);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new NodeReply(response.StatusCode, response.Headers, Parse(bytes), asked, _time.GetElapsedTime(began));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private void Introduce(Ham4dbClientOptions options)
    {
        var headers = _http.DefaultRequestHeaders;
        headers.TryAddWithoutValidation(WireHeaders.Client, $"{Program.Name}/{Program.Version}");
        if (!string.IsNullOrEmpty(options.User))
        {
            headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")));
        }

        if (!string.IsNullOrEmpty(options.AccessToken))
        {
            headers.TryAddWithoutValidation("Cookie", $"access-token={options.AccessToken}");
        }

        if (!string.IsNullOrEmpty(options.UserHeaderName))
        {
            headers.TryAddWithoutValidation(options.UserHeaderName, options.UserHeaderValue);
        }
    }

    /// <summary>Whom to trust and what to show. The client of the same options was made before, so the files are known to be right.</summary>
    private static SslClientAuthenticationOptions Trust(Ham4dbClientOptions options)
    {
        var tls = new SslClientAuthenticationOptions();
        if (options.TlsCaFile is { Length: > 0 } authorities)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(authorities);
        }

        if (options is { TlsCertFile: { Length: > 0 } certificate, TlsKeyFile: { Length: > 0 } key })
        {
            tls.ClientCertificates = [X509Certificate2.CreateFromPemFile(certificate, key)];
        }

        return tls;
    }

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            IsNameUnknown = true;
            throw;
        }

        Addresses = [.. addresses.Select(address => address.ToString())];
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is X509Certificate2 shown)
        {
            Certificate = new CertificateFacts(NamesIn(shown), shown.NotAfter.ToUniversalTime(), errors == SslPolicyErrors.None ? null : Describe(shown, chain, errors));
        }

        return errors == SslPolicyErrors.None;
    }

    private static List<string> NamesIn(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())))
            .ToList();
        return names.Count > 0 ? names : [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)];
    }

    private string Describe(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var now = _time.GetUtcNow();
        return now > certificate.NotAfter.ToUniversalTime() ? $"its certificate ended on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}"
            : now < certificate.NotBefore.ToUniversalTime() ? $"its certificate begins on {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd}"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"its certificate is made out to {string.Join(", ", NamesIn(certificate))}"
            : $"its certificate is not trusted ({(chain?.ChainStatus is [{ StatusInformation: var why }, ..] ? why.TrimEnd('.', ' ') : "no known authority signed it")})";
    }
}
