namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>
/// Tests that run one at a time and beside no others: they measure a cluster by what it promises with processors of its own, and other tests'
/// nodes must not lose theirs to them.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "high availability";
}
