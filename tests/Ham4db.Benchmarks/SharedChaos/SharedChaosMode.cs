namespace Ham4db.Benchmarks;

/// <summary>What the servers of <see cref="SharedChaosBenchmark"/> share.</summary>
internal enum SharedChaosMode
{
    /// <summary>One database.</summary>
    Database,

    /// <summary>A Galera cluster, each server with a node of its own.</summary>
    Galera,

    /// <summary>Two databases that replicate to each other, each server through a proxy of its own.</summary>
    SemiHa,
}
