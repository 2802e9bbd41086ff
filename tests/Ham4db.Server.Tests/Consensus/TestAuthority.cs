using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ham4db.Server.Configuration;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Consensus;

/// <summary>A certificate authority that lives in one directory.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly TemporaryDirectory _directory;
    private readonly X509Certificate2 _certificate;
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    /// <summary>A root, or one that <paramref name="issuer"/> has signed.</summary>
    public TestAuthority(TemporaryDirectory directory, string name = "ca", TestAuthority? issuer = null)
    {
        _directory = directory;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        _certificate = issuer is null
            ? request.CreateSelfSigned(_now.AddDays(-10), _now.AddDays(10))
            : request.Create(issuer._certificate, _now.AddDays(-9), _now.AddDays(9), Guid.NewGuid().ToByteArray()).CopyWithPrivateKey(key);
        File = Write($"{name}.pem", _certificate.ExportCertificatePem());
    }

    /// <summary>Path of the authority's own certificate.</summary>
    public string File { get; }

    /// <summary>Writes a certificate and its key.</summary>
    /// <returns>Both paths.</returns>
    public (string CertFile, string KeyFile) Sign(string name, double fromDays = -1, double toDays = 1, params string[] uses)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (uses.Length > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. uses.Select(use => new Oid(use))], critical: false));
        }

        using var signed = request.Create(_certificate, _now.AddDays(fromDays), _now.AddDays(toDays), Guid.NewGuid().ToByteArray());
        return (Write($"{name}.pem", signed.ExportCertificatePem()), Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    /// <summary>Options with a new certificate of this authority, which is trusted alone.</summary>
    public RaftOptions Equip(RaftOptions raft)
    {
        var (certFile, keyFile) = Sign($"node-{Guid.NewGuid():N}");
        return raft with { TlsCertFile = certFile, TlsKeyFile = keyFile, TlsCaFile = File };
    }

    public string Write(string name, string content)
    {
        System.IO.File.WriteAllText(_directory.Combine(name), content);
        return _directory.Combine(name);
    }

    public void Dispose() => _certificate.Dispose();
}
