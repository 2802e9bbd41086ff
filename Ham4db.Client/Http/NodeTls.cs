using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ham4db.Client.Http;

/// <summary>TLS to the nodes: whom to trust, and what to show. The files are read once.</summary>
internal static class NodeTls
{
    /// <summary>What is wrong with the files, naming the option and the file and nothing of a key; null when they can be used.</summary>
    public static string? Fault(Ham4dbClientOptions options)
    {
        try
        {
            Load(options);
            return null;
        }
        catch (InvalidOperationException unusable)
        {
            return unusable.Message;
        }
    }

    /// <exception cref="InvalidOperationException">A file cannot be used; the message names it.</exception>
    public static SslClientAuthenticationOptions Load(Ham4dbClientOptions options)
    {
        var tls = new SslClientAuthenticationOptions();
        if (!string.IsNullOrEmpty(options.TlsCaFile))
        {
            tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(Certificates(nameof(options.TlsCaFile), options.TlsCaFile));
        }

        if (!string.IsNullOrEmpty(options.TlsCertFile) && !string.IsNullOrEmpty(options.TlsKeyFile))
        {
            var chain = Certificates(nameof(options.TlsCertFile), options.TlsCertFile);
            var own = WithKey(options, chain[0]);
            chain.RemoveAt(0);
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(own, chain, offline: true);
        }

        return tls;
    }

    private static X509Certificate2Collection Certificates(string option, string file)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(Read(option, file));
        }
        catch (CryptographicException e)
        {
            throw new InvalidOperationException($"{option} {file}: it is damaged; write the PEM file again.", e);
        }

        return found.Count > 0
            ? found
            : throw new InvalidOperationException($"{option} {file}: no certificate in PEM form is in it (-----BEGIN CERTIFICATE-----); name the file that has one.");
    }

    private static X509Certificate2 WithKey(Ham4dbClientOptions options, X509Certificate2 certificate)
    {
        try
        {
            return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), Read(nameof(options.TlsKeyFile), options.TlsKeyFile!));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"{nameof(options.TlsKeyFile)} {options.TlsKeyFile}: it is no unencrypted key in PEM form that fits the first certificate in {options.TlsCertFile}; name the key that the certificate was made with.",
                e);
        }
    }

    private static string Read(string option, string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new InvalidOperationException($"{option} {file}: it cannot be read ({e.Message}); name a file that this program may read.", e);
        }
    }
}
