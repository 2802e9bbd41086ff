using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ham4db.Testing;

namespace Ham4db.Client.Tests.Http;

/// <summary>Certificates of the client's own authority, over real TLS.</summary>
public sealed class NodeTlsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("client-tls");
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _foreign;

    public NodeTlsTests() => (_authority, _foreign) = (Authority("ca"), Authority("foreign"));

    public void Dispose()
    {
        _authority.Dispose();
        _foreign.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task OwnAuthority_AndAClientCertificate_AreUsed()
    {
        await using var node = new TlsNode(Sign(_authority, "localhost"));
        var (certFile, keyFile) = Write("automation", Sign(_authority, "automation"));
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions
        {
            Endpoints = [node.Address], TlsCaFile = WriteAuthority(_authority), TlsCertFile = certFile, TlsKeyFile = keyFile, WatchLeader = false,
        });

        (await client.GetLeaderAsync()).Endpoint.ShouldBe(new Uri($"{node.Address}/api/"));

        node.ClientNames.ShouldAllBe(name => name == "CN=automation");
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("elsewhere", false)]
    public async Task WrongCertificate_NoLeaderAndTheReason(string name, bool isForeign)
    {
        await using var node = new TlsNode(Sign(isForeign ? _foreign : _authority, name));
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions
        {
            Endpoints = [node.Address], TlsCaFile = WriteAuthority(_authority), Deadline = TimeSpan.FromSeconds(4),
        });

        var thrown = await Should.ThrowAsync<NoLeaderException>(() => client.GetLeaderAsync());

        thrown.Message.ShouldContain(node.Address);
        thrown.Message.ShouldContain("TLS");
    }

    [Fact]
    public void Files_ThatCannotBeUsed_AreNamedBeforeTheFirstCall()
    {
        var (certFile, _) = Write("one", Sign(_authority, "one"));
        var (_, otherKey) = Write("two", Sign(_authority, "two"));
        var gone = _directory.Combine("gone.pem");

        Refused(new Ham4dbClientOptions { TlsCaFile = gone }).ShouldStartWith($"TlsCaFile {gone}: it cannot be read");
        Refused(new Ham4dbClientOptions { TlsCaFile = otherKey }).ShouldStartWith($"TlsCaFile {otherKey}: no certificate in PEM form");
        Refused(new Ham4dbClientOptions { TlsCertFile = certFile }).ShouldBe("TlsCertFile and TlsKeyFile go together: set both, or none.");
        Refused(new Ham4dbClientOptions { TlsCertFile = certFile, TlsKeyFile = otherKey }).ShouldStartWith($"TlsKeyFile {otherKey}: it is no unencrypted key");

        static string Refused(Ham4dbClientOptions options)
        {
            options.Endpoints.Add("https://a:3000");
            return Should.Throw<ArgumentException>(() => Ham4dbClient.Create(options)).Message.Replace(" (Parameter 'options')", string.Empty, StringComparison.Ordinal);
        }
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
    }

    private static X509Certificate2 Sign(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), Guid.NewGuid().ToByteArray());
        return signed.CopyWithPrivateKey(key);
    }

    private string WriteAuthority(X509Certificate2 authority)
    {
        File.WriteAllText(_directory.Combine("ca.pem"), authority.ExportCertificatePem());
        return _directory.Combine("ca.pem");
    }

    private (string CertFile, string KeyFile) Write(string name, X509Certificate2 certificate)
    {
        using (certificate)
        {
            File.WriteAllText(_directory.Combine($"{name}.pem"), certificate.ExportCertificatePem());
            using var key = certificate.GetECDsaPrivateKey()!;
            File.WriteAllText(_directory.Combine($"{name}.key"), key.ExportPkcs8PrivateKeyPem());
        }

        return (_directory.Combine($"{name}.pem"), _directory.Combine($"{name}.key"));
    }

    /// <summary>A leader behind TLS that asks for a client certificate and says "OK" to everything.</summary>
    private sealed class TlsNode : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly X509Certificate2 _certificate;
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _serving;

        public TlsNode(X509Certificate2 certificate)
        {
            _certificate = certificate;
            _listener.Start();
            Address = $"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";
            _serving = AcceptAsync();
        }

        public string Address { get; }

        public List<string?> ClientNames { get; } = [];

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            _listener.Stop();
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _listener.Dispose();
            _stop.Dispose();
            _certificate.Dispose();
        }

        private async Task AcceptAsync()
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                try
                {
                    await AnswerAsync(client);
                }
                catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The client did not like the certificate, which is what some tests want.
                }
            }
        }

        // The test looks at the name that was shown.
        private static bool TakeAny(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors) => errors != SslPolicyErrors.None || shown is not null;

        private async Task AnswerAsync(TcpClient client)
        {
            await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, TakeAny);
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = _certificate, ClientCertificateRequired = true }, _stop.Token);
            ClientNames.Add(tls.RemoteCertificate?.Subject);
            var buffer = new byte[4096];
            if (await tls.ReadAsync(buffer, _stop.Token) > 0)
            {
                await tls.WriteAsync(
                    Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\nConnection: close\r\n\r\n\"OK\""), _stop.Token);
            }
        }
    }
}
