using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Ham4db.Client.Cli.Tests.Doctor;

/// <summary>A node that shows a certificate, and says nothing after that.</summary>
internal sealed class TlsNode : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;

    public TlsNode((string CertFile, string KeyFile) files)
    {
        // Loaded from bytes again: a key that was read as text cannot be used for TLS everywhere.
        using var read = X509Certificate2.CreateFromPemFile(files.CertFile, files.KeyFile);
        _certificate = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url => $"https://{_listener.LocalEndpoint}";

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var tls = new SslStream(client.GetStream());
                try
                {
                    await tls.AuthenticateAsServerAsync(_certificate);
                    await tls.ReadExactlyAsync(new byte[1]);
                }
                catch (Exception ended) when (ended is IOException or AuthenticationException)
                {
                    // The other side does not trust the certificate: that is what it is shown for.
                }
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }
}
