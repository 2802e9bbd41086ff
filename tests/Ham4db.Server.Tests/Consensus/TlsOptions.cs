using Ham4db.Server.Configuration;
using Ham4db.Testing;

namespace Ham4db.Server.Tests.Consensus;

/// <summary>Puts certificates into a node's options.</summary>
internal static class TlsOptions
{
    /// <summary>Options with a new certificate of this authority, which is trusted alone.</summary>
    public static RaftOptions Equip(this TestAuthority authority, RaftOptions raft)
    {
        var (certFile, keyFile) = authority.Sign($"node-{Guid.NewGuid():N}");
        return raft with { TlsCertFile = certFile, TlsKeyFile = keyFile, TlsCaFile = authority.File };
    }
}
