using System.Net;
using DotNext.Buffers;
using DotNext.Net;
using DotNext.Net.Cluster.Consensus.Raft.Membership;

namespace Ham4db.Server.Consensus.Raft;

/// <summary>
/// The members in a file. Condition 8: with the list in memory alone, a restarted node knows just its configuration again, and what the log
/// says of the members reaches it before there is a place to keep it.
/// </summary>
internal sealed class MemberFile : PersistentClusterConfigurationStorage<EndPoint>
{
    private readonly string _path;

    public MemberFile(string path)
        : base(path)
        => _path = path;

    /// <summary>The members to start with: those that were kept, else <paramref name="configured"/>, which are kept from now on.</summary>
    /// <remarks>
    /// What was changed at run time is in the file alone. A list from the configuration that won over it would bring back members that were
    /// removed, on this node and on no other.
    /// </remarks>
    public async Task<IReadOnlySet<EndPoint>> LoadAsync(IReadOnlyCollection<EndPoint> configured, CancellationToken cancellationToken)
    {
        IClusterConfigurationStorage<EndPoint> storage = this;
        var stored = await storage.LoadConfigurationAsync(cancellationToken);
        if (stored.Members.Count > 0 || configured.Count == 0)
        {
            return stored.Members;
        }

        // A version orders the lists that leaders send; a file without members has had one.
        File.Delete(_path);
        var wanted = await storage.LoadConfigurationAsync(cancellationToken);
        foreach (var member in configured)
        {
            wanted = wanted.Add(member);
        }

        await storage.SaveConfigurationAsync(wanted, 0, cancellationToken);
        return wanted.Members;
    }

    protected override void Encode(EndPoint address, ref BufferWriterSlim<byte> writer) => writer.WriteEndPoint(address);

    protected override EndPoint Decode(ref SequenceReader reader) => reader.ReadEndPoint();
}
