using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Ham4db.Client.Tests.Stubs;

/// <summary>How a stub node speaks TLS, and what its clients showed. It asks each for a certificate and takes any, or none.</summary>
public sealed class StubTls(X509Certificate2 certificate) : IDisposable
{
    private readonly ConcurrentQueue<string?> _clients = new();
    private readonly ConcurrentQueue<string> _names = new();

    /// <summary>The subject of each client's certificate; null for one that showed none.</summary>
    public IReadOnlyList<string?> ClientNames => [.. _clients];

    /// <summary>The name that each client asked for (SNI), also of those that did not like the certificate; empty for an address.</summary>
    public IReadOnlyList<string> ServerNames => [.. _names];

    public async Task<Stream> BeginAsync(Stream inner, CancellationToken cancellationToken)
    {
        var tls = new SslStream(inner, leaveInnerStreamOpen: false);
        await tls.AuthenticateAsServerAsync(
            (_, hello, _, _) =>
            {
                _names.Enqueue(hello.ServerName);
                return ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificate = certificate,
                    ClientCertificateRequired = true,
                    RemoteCertificateValidationCallback = TakeAny,
                });
            },
            null,
            cancellationToken);
        _clients.Enqueue(tls.RemoteCertificate?.Subject);
        return tls;
    }

    public void Dispose() => certificate.Dispose();

    // A test looks at the name that was shown.
    private static bool TakeAny(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors) => errors != SslPolicyErrors.None || shown is not null;
}
