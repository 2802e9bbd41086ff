namespace Ham4db.Samples.LocalCluster.Databases;

/// <summary>One master and three replicas to watch.</summary>
internal interface IDatabases : IAsyncDisposable
{
    /// <summary>What they are, in one line.</summary>
    string Description { get; }

    /// <summary>The master, as <c>host:port</c>. Known once they run.</summary>
    string Master { get; }

    /// <summary>Master and replicas, as <c>host:port</c>. Known once they run.</summary>
    IReadOnlyList<string> All { get; }

    /// <summary>Starts them and returns when every replica replicates.</summary>
    Task StartAsync(CancellationToken cancellationToken);
}
