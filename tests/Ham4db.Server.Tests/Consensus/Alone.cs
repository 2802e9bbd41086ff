namespace Ham4db.Server.Tests.Consensus;

/// <summary>
/// Tests of raft nodes on real time, which run one at a time and beside no others: a leader whose process gets no processor for an election's
/// time loses its office, and rightly so.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "raft on real time";
}
