using System.Security.Cryptography.X509Certificates;
using Ham4db.Client.Tests.Stubs;
using Ham4db.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Client.Tests.Http;

/// <summary>Certificates of the client's own authority, over real TLS.</summary>
public sealed class NodeTlsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("client-tls");
    private readonly NodeAuthority _authority = new("ca");
    private readonly NodeAuthority _foreign = new("foreign");

    public void Dispose()
    {
        _authority.Dispose();
        _foreign.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task OwnAuthority_AndAClientCertificate_AreUsed()
    {
        var tls = new StubTls(_authority.Sign("localhost"));
        await using var node = new StubNode(Nodes.Ham4dbLeader(1), tls);
        var (certFile, keyFile) = Write("automation", _authority.Sign("automation"));
        await using var client = Ham4dbClient.Create(new Ham4dbClientOptions
        {
            Endpoints = [$"https://localhost:{node.Port}"], TlsCaFile = WriteAuthority(_authority), TlsCertFile = certFile, TlsKeyFile = keyFile, WatchLeader = false,
        });

        (await client.GetLeaderAsync()).Endpoint.ShouldBe(new Uri($"https://localhost:{node.Port}/api/"));

        tls.ClientNames.ShouldAllBe(name => name == "CN=automation");
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("elsewhere", false)]
    public async Task WrongCertificate_NoLeaderAndTheReason(string name, bool isForeign)
    {
        await using var node = new StubNode(Nodes.Ham4dbLeader(1), new StubTls((isForeign ? _foreign : _authority).Sign(name)));
        var time = new FakeTimeProvider();
        await using var client = Ham4dbClient.Create(
            new Ham4dbClientOptions { Endpoints = [$"https://localhost:{node.Port}"], TlsCaFile = WriteAuthority(_authority) }, timeProvider: time);
        var search = client.GetLeaderAsync();
        await Eventually.BecomesTrueAsync("the certificate to be refused", () => client.Cluster.Current.Endpoints[0].LastError is not null);

        time.Advance(TimeSpan.FromSeconds(31));

        var thrown = await Should.ThrowAsync<NoLeaderException>(() => search);

        thrown.Message.ShouldContain($"https://localhost:{node.Port}/");
        thrown.Message.ShouldContain("TLS");
    }

    [Fact]
    public void Files_ThatCannotBeUsed_AreNamedBeforeTheFirstCall()
    {
        var (certFile, _) = Write("one", _authority.Sign("one"));
        var (_, otherKey) = Write("two", _authority.Sign("two"));
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

    private string WriteAuthority(NodeAuthority authority)
    {
        File.WriteAllText(_directory.Combine("ca.pem"), authority.Pem);
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
}
