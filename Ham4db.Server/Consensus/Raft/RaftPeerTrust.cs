using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// Who may speak on a raft connection: whoever holds a certificate of the cluster's authority. Names are not compared: the authority signs
/// for members alone, any member may dial any other, and addresses change more often than certificates should.
/// </summary>
internal sealed class RaftPeerTrust(X509Certificate2Collection authority, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _reporting = new();
    private long? _reported;

    /// <summary>Judges the certificate of a node that this one has connected to.</summary>
    public bool TrustsServer(object sender, X509Certificate? certificate, X509Chain? sent, SslPolicyErrors ignored)
        => Trusts("connection to a peer", certificate, sent);

    /// <summary>Judges the certificate of a node that has connected to this one.</summary>
    public bool TrustsClient(object sender, X509Certificate? certificate, X509Chain? sent, SslPolicyErrors ignored)
        => Trusts("connection from a peer", certificate, sent);

    /// <summary>Why a certificate is not a member's; null when it is.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="between">Certificates that may stand between it and the authority.</param>
    public string? FaultOf(X509Certificate2 certificate, X509Certificate2Collection between)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        chain.ChainPolicy.ExtraStore.AddRange(between);
        // An election must wait for no other server: nothing is looked up or fetched.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        // Every node is both.
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2"));
        var fault = chain.Build(certificate)
            ? null
            : string.Join(", ", chain.ChainStatus.Select(status => OneLine(status.StatusInformation).TrimEnd('.')).Distinct());
        foreach (var element in chain.ChainElements)
        {
            element.Certificate.Dispose();
        }

        return fault;
    }

    private bool Trusts(string side, X509Certificate? certificate, X509Chain? sent)
    {
        var fault = certificate is X509Certificate2 shown
            ? FaultOf(shown, sent?.ChainPolicy.ExtraStore ?? []) is { } why ? $"its certificate \"{OneLine(shown.Subject)}\" is not trusted ({why})" : null
            : "it shows no certificate";
        if (fault is not null && MayReport())
        {
            logger.RaftPeerRefused(side, fault);
        }

        return fault is null;
    }

    // A node that is shut out comes back several times a second.
    private bool MayReport()
    {
        lock (_reporting)
        {
            if (_reported is { } before && time.GetElapsedTime(before) < ReportEvery)
            {
                return false;
            }

            _reported = time.GetTimestamp();
            return true;
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
