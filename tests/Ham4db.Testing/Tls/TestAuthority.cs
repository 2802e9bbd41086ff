using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ham4db.Testing;

/// <summary>A certificate authority that lives in one directory.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly TemporaryDirectory _directory;
    private readonly X509Certificate2 _certificate;
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    /// <summary>A root, or one that <paramref name="issuer"/> has signed.</summary>
    /// <param name="directory">Where all files go.</param>
    /// <param name="name">Its name, and that of its file.</param>
    /// <param name="issuer">Who signs it; null for itself.</param>
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
    /// <param name="name">Its name, and that of both files.</param>
    /// <param name="fromDays">From when it is valid, days from now.</param>
    /// <param name="toDays">Until when it is valid, days from now.</param>
    /// <param name="uses">Object identifiers of what it may be used for; none limits nothing.</param>
    /// <returns>Both paths.</returns>
    public (string CertFile, string KeyFile) Sign(string name, double fromDays = -1, double toDays = 1, params string[] uses)
    {
        ArgumentNullException.ThrowIfNull(uses);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (uses.Length > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. uses.Select(use => new Oid(use))], critical: false));
        }

        using var signed = request.Create(_certificate, _now.AddDays(fromDays), _now.AddDays(toDays), Guid.NewGuid().ToByteArray());
        return (Write($"{name}.pem", signed.ExportCertificatePem()), Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    /// <summary>Writes a file beside the others.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string content)
    {
        System.IO.File.WriteAllText(_directory.Combine(name), content);
        return _directory.Combine(name);
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();
}
