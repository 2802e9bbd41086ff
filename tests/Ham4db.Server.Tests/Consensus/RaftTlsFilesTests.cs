using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Testing;
using Microsoft.Extensions.Logging;

namespace Ham4db.Server.Tests.Consensus;

public sealed class RaftTlsFilesTests : IDisposable
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1", ForClients = "1.3.6.1.5.5.7.3.2";

    private readonly TemporaryDirectory _directory = new("tls");
    private readonly RecordingLogs _logs = new();
    private readonly TestAuthority _authority;

    public RaftTlsFilesTests() => _authority = new TestAuthority(_directory);

    public void Dispose()
    {
        _authority.Dispose();
        _logs.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("RaftTlsCertFile", "missing", "it cannot be read")]
    [InlineData("RaftTlsKeyFile", "missing", "it cannot be read")]
    [InlineData("RaftTlsCaFile", "missing", "it cannot be read")]
    [InlineData("RaftTlsCaFile", "a directory", "check path and permissions")]
    [InlineData("RaftTlsCertFile", "text", "no certificate in PEM form is in it")]
    [InlineData("RaftTlsKeyFile", "text", "no private key in PEM form is in it")]
    [InlineData("RaftTlsCaFile", "text", "no certificate in PEM form is in it")]
    [InlineData("RaftTlsCertFile", "damaged", "it is damaged")]
    [InlineData("RaftTlsCaFile", "damaged", "it is damaged")]
    [InlineData("RaftTlsKeyFile", "damaged", "the key does not fit the first certificate in RaftTlsCertFile")]
    [InlineData("RaftTlsKeyFile", "another key", "the key does not fit the first certificate in RaftTlsCertFile")]
    [InlineData("RaftTlsKeyFile", "another key, older form", "the key does not fit the first certificate in RaftTlsCertFile")]
    [InlineData("RaftTlsKeyFile", "another kind of key", "the key does not fit the first certificate in RaftTlsCertFile")]
    [InlineData("RaftTlsKeyFile", "another kind of key, older form", "the key does not fit the first certificate in RaftTlsCertFile")]
    [InlineData("RaftTlsKeyFile", "encrypted", "store it without a passphrase")]
    [InlineData("RaftTlsCertFile", "expired", "the certificate expired at 20")]
    [InlineData("RaftTlsCertFile", "early", "the certificate is not valid before 20")]
    [InlineData("RaftTlsCertFile", "of another authority", "the peers would not take this certificate (")]
    [InlineData("RaftTlsCertFile", "for servers alone", "use one that RaftTlsCaFile")]
    public void Load_UnusableFile_NamesKeyAndFileAndWhatToDo(string key, string fault, string says)
    {
        var (options, file) = Spoil(_authority.Equip(new RaftOptions()), key, fault);

        var refused = Should.Throw<ConfigurationException>(() => Load(options)).Message;

        refused.ShouldStartWith($"{key} {file}: ");
        refused.ShouldContain(says);
        refused.ShouldNotContain('\n');
        foreach (var line in File.Exists(options.TlsKeyFile) ? File.ReadAllLines(options.TlsKeyFile) : [])
        {
            refused.ShouldNotContain(line);
        }
    }

    [Theory]
    [InlineData("member", SslProtocols.Tls13, true)]
    [InlineData("member", SslProtocols.Tls12, true)]
    [InlineData("member for servers and clients", SslProtocols.Tls13, true)]
    [InlineData("member through an intermediate", SslProtocols.Tls13, true)]
    [InlineData("no certificate", SslProtocols.Tls13, false)]
    [InlineData("no certificate", SslProtocols.Tls12, false)]
    [InlineData("foreign", SslProtocols.Tls13, false)]
    [InlineData("foreign", SslProtocols.Tls12, false)]
    [InlineData("expired", SslProtocols.Tls13, false)]
    [InlineData("for servers alone", SslProtocols.Tls13, false)]
    public async Task ServerOptions_TakeMembersAlone(string kind, SslProtocols protocol, bool accepted)
    {
        var server = Load(_authority.Equip(new RaftOptions()));
        var certificate = ClientCertificate(kind);
        var client = new SslClientAuthenticationOptions
        {
            TargetHost = "any",
            EnabledSslProtocols = protocol,
            ClientCertificateContext = certificate,
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
        };

        var refusal = await ServeAsync(server.ToSslOptions().ServerOptions, client);

        (refusal is null).ShouldBe(accepted, refusal);
        _logs.Lines.Count(line => line is { Id: 4029, Level: LogLevel.Warning } && line.Text.Contains("from a peer")).ShouldBe(accepted ? 0 : 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ClientOptions_TakeMembersAlone_WhateverTheirName(bool isMember)
    {
        using var other = new TestAuthority(_directory, "foreign-ca");
        var client = Load(_authority.Equip(new RaftOptions())).ToSslOptions().ClientOptions;
        var (certFile, keyFile) = (isMember ? _authority : other).Sign("somebody");
        var server = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = Read(certFile, keyFile),
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
        };

        var refusal = await ServeAsync(server, client);

        (refusal is null).ShouldBe(isMember, refusal);
        _logs.Lines.Count(line => line.Id == 4029 && line.Text.Contains("to a peer: its certificate \"CN=somebody\"")).ShouldBe(isMember ? 0 : 1);
    }

    private static SslStreamCertificateContext Read(string certFile, string keyFile)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(certFile);
        all.RemoveAt(0);
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(certFile, keyFile), all, offline: true);
    }

    /// <summary>One handshake and one byte each way, as a TLS 1.3 client learns of its refusal only when it reads.</summary>
    /// <returns>Why it failed; null when it did not.</returns>
    private static async Task<string?> ServeAsync(SslServerAuthenticationOptions server, SslClientAuthenticationOptions client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var dialled = new TcpClient();
        await dialled.ConnectAsync((IPEndPoint)listener.LocalEndpoint, limit.Token);
        using var taken = await listener.AcceptTcpClientAsync(limit.Token);
        return string.Join("; ", (await Task.WhenAll(EndAsync(taken, tls => tls.AuthenticateAsServerAsync(server, limit.Token)), EndAsync(dialled, tls => tls.AuthenticateAsClientAsync(client, limit.Token))))
            .OfType<string>()) is { Length: > 0 } failures ? failures : null;

        async Task<string?> EndAsync(TcpClient end, Func<SslStream, Task> authenticate)
        {
            try
            {
                await using var tls = new SslStream(end.GetStream());
                await authenticate(tls);
                await tls.WriteAsync(new byte[1], limit.Token);
                await tls.ReadExactlyAsync(new byte[1], limit.Token);
                return null;
            }
            catch (Exception failed) when (failed is AuthenticationException or IOException)
            {
                return failed.Message;
            }
        }
    }

    private RaftTls Load(RaftOptions options) => RaftTls.Load(options, TimeProvider.System, _logs.CreateLogger("tls"));

    private SslStreamCertificateContext? ClientCertificate(string kind)
    {
        if (kind == "no certificate")
        {
            return null;
        }

        using var other = new TestAuthority(_directory, "other-ca", kind.Contains("intermediate") ? _authority : null);
        var (certFile, keyFile) = kind switch
        {
            "foreign" => other.Sign("client"),
            "member through an intermediate" => other.Sign("client"),
            "expired" => _authority.Sign("client", -3, -1),
            "for servers alone" => _authority.Sign("client", uses: ForServers),
            "member for servers and clients" => _authority.Sign("client", uses: [ForServers, ForClients]),
            _ => _authority.Sign("client"),
        };
        if (kind.Contains("intermediate"))
        {
            File.AppendAllText(certFile, "\n" + File.ReadAllText(other.File));
        }

        return Read(certFile, keyFile);
    }

    private (RaftOptions Options, string File) Spoil(RaftOptions good, string key, string fault)
    {
        using var other = new TestAuthority(_directory, "other-ca");
        var damaged = File.ReadAllLines(key switch { "RaftTlsCertFile" => good.TlsCertFile, "RaftTlsKeyFile" => good.TlsKeyFile, _ => good.TlsCaFile });
        damaged[1] = new string('A', damaged[1].Length);
        using var rsa = RSA.Create(2048);
        using var secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (cert, pair) = fault switch
        {
            "expired" => _authority.Sign("bad", -3, -1),
            "early" => _authority.Sign("bad", 1, 2),
            "of another authority" => other.Sign("bad"),
            "for servers alone" => _authority.Sign("bad", uses: ForServers),
            _ => (string.Empty, good.TlsKeyFile),
        };
        var file = fault switch
        {
            "missing" => _directory.Combine("missing.pem"),
            "a directory" => _directory.CreateSubdirectory("directory"),
            "text" => _authority.Write("text.pem", "hello"),
            "damaged" => _authority.Write("damaged.pem", string.Join('\n', damaged)),
            "another key" => _authority.Write("another.key", secret.ExportPkcs8PrivateKeyPem()),
            "another key, older form" => _authority.Write("another.key", secret.ExportECPrivateKeyPem()),
            "another kind of key" => _authority.Write("another.key", rsa.ExportPkcs8PrivateKeyPem()),
            "another kind of key, older form" => _authority.Write("another.key", rsa.ExportRSAPrivateKeyPem()),
            "encrypted" => _authority.Write(
                "encrypted.key", secret.ExportEncryptedPkcs8PrivateKeyPem("pass", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000))),
            _ => cert,
        };
        return (key switch
        {
            "RaftTlsCertFile" => good with { TlsCertFile = file, TlsKeyFile = pair },
            "RaftTlsKeyFile" => good with { TlsKeyFile = file },
            _ => good with { TlsCaFile = file },
        }, file);
    }
}
