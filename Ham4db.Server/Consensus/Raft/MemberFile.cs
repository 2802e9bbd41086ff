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

    /// <summary>Makes the file hold exactly <paramref name="members"/>: the configured list decides.</summary>
    /// <returns>Whether it held something else before.</returns>
    public async Task<bool> WriteAsync(IReadOnlyCollection<EndPoint> members, CancellationToken cancellationToken)
    {
        IClusterConfigurationStorage<EndPoint> storage = this;
        var stored = await storage.LoadConfigurationAsync(cancellationToken);
        if (stored.Members.SetEquals(members))
        {
            return false;
        }

        var changed = stored.Members.Count > 0;
        // A version orders the lists that leaders send; a list from the configuration starts at the beginning again.
        File.Delete(_path);
        var wanted = await storage.LoadConfigurationAsync(cancellationToken);
        foreach (var member in members)
        {
            wanted = wanted.Add(member);
        }

        await storage.SaveConfigurationAsync(wanted, 0, cancellationToken);
        return changed;
    }

    protected override void Encode(EndPoint address, ref BufferWriterSlim<byte> writer) => writer.WriteEndPoint(address);

    protected override EndPoint Decode(ref SequenceReader reader) => reader.ReadEndPoint();
}
