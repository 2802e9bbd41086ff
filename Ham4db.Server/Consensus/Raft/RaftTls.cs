using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DotNext.Net.Security;
using Ham4db.Server.Configuration;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// Mutual TLS between the nodes. Condition 8: the protocol itself asks nobody who they are, so that whoever reaches a plain port can vote,
/// write and depose the leader. The files are read once; what is read lives as long as the process.
/// </summary>
internal sealed class RaftTls
{
    private const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    private readonly SslStreamCertificateContext _own;
    private readonly RaftPeerTrust _trust;

    private RaftTls(SslStreamCertificateContext own, RaftPeerTrust trust)
    {
        _own = own;
        _trust = trust;
    }

    /// <summary>Reads the three files, and checks that the peers will take this node's certificate.</summary>
    /// <exception cref="ConfigurationException">They will not, or a file cannot be used; one line, without anything of the key.</exception>
    public static RaftTls Load(RaftOptions options, TimeProvider time, ILogger logger)
    {
        var authority = ReadCertificates(RaftSettings.TlsCaFile, options.TlsCaFile);
        var chain = ReadCertificates(RaftSettings.TlsCertFile, options.TlsCertFile);
        var own = WithKey(options, chain[0]);
        chain.RemoveAt(0);
        CheckTime(options.TlsCertFile, own, time.GetUtcNow());
        var trust = new RaftPeerTrust(authority, time, logger);
        if (trust.FaultOf(own, chain) is { } fault)
        {
            throw Refused(
                RaftSettings.TlsCertFile,
                options.TlsCertFile,
                $"the peers would not take this certificate ({fault}); use one that {RaftSettings.TlsCaFile} ({options.TlsCaFile}) has signed, for server and client");
        }

        logger.RaftPortUsesTls(options.TlsCaFile, options.TlsCertFile, own.NotAfter.ToUniversalTime());
        return new RaftTls(SslStreamCertificateContext.Create(own, chain, offline: true), trust);
    }

    /// <summary>What the transport needs, for both ends of a connection.</summary>
    public SslOptions ToSslOptions()
    {
        var options = new SslOptions();
        var server = options.ServerOptions;
        server.ServerCertificateContext = _own;
        server.ClientCertificateRequired = true;
        server.RemoteCertificateValidationCallback = _trust.TrustsClient;
        server.EnabledSslProtocols = Protocols;
        server.CertificateRevocationCheckMode = X509RevocationMode.NoCheck;
        // A resumed session would show no certificate, also when it has expired since.
        server.AllowTlsResume = false;
        var client = options.ClientOptions;
        client.TargetHost = "ham4db-raft";
        client.ClientCertificateContext = _own;
        client.RemoteCertificateValidationCallback = _trust.TrustsServer;
        client.EnabledSslProtocols = Protocols;
        client.CertificateRevocationCheckMode = X509RevocationMode.NoCheck;
        client.AllowTlsResume = false;
        return options;
    }

    private static X509Certificate2Collection ReadCertificates(string key, string file)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(Read(key, file));
        }
        catch (CryptographicException damaged)
        {
            throw Refused(key, file, "it is damaged; write the PEM file again", damaged);
        }

        return found.Count > 0 ? found : throw Refused(key, file, "no certificate in PEM form is in it (-----BEGIN CERTIFICATE-----); name the file that has one");
    }

    // The library's own messages do not say which of the two is at fault.
    private static X509Certificate2 WithKey(RaftOptions options, X509Certificate2 certificate)
    {
        var pem = Read(RaftSettings.TlsKeyFile, options.TlsKeyFile);
        if (pem.Contains("ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal) || pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw Refused(RaftSettings.TlsKeyFile, options.TlsKeyFile, "the key is encrypted; store it without a passphrase, readable by the server's user alone");
        }

        if (!pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw Refused(RaftSettings.TlsKeyFile, options.TlsKeyFile, "no private key in PEM form is in it; name the file that has the certificate's key");
        }

        try
        {
            return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), pem);
        }
        catch (Exception unfit) when (unfit is CryptographicException or ArgumentException)
        {
            throw Refused(
                RaftSettings.TlsKeyFile,
                options.TlsKeyFile,
                $"the key does not fit the first certificate in {RaftSettings.TlsCertFile} ({options.TlsCertFile}), or is damaged; name the key that the certificate was made with",
                unfit);
        }
    }

    private static void CheckTime(string file, X509Certificate2 own, DateTimeOffset now)
    {
        if (own.NotAfter.ToUniversalTime() < now.UtcDateTime)
        {
            throw Refused(RaftSettings.TlsCertFile, file, $"the certificate expired at {Show(own.NotAfter)}; renew it");
        }

        if (own.NotBefore.ToUniversalTime() > now.UtcDateTime)
        {
            throw Refused(RaftSettings.TlsCertFile, file, $"the certificate is not valid before {Show(own.NotBefore)}; check this machine's clock, or replace it");
        }
    }

    private static string Show(DateTime instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Read(string key, string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Refused(key, file, $"it cannot be read ({unreadable.Message.TrimEnd('.')}); check path and permissions", unreadable);
        }
    }

    private static ConfigurationException Refused(string key, string file, string why, Exception? cause = null)
        => cause is null ? new($"{key} {file}: {why}") : new($"{key} {file}: {why}", cause);
}
