namespace Ham4db.Client.Cli.Commands;

/// <summary>The groups of help, in its order.</summary>
internal enum CommandGroup
{
    /// <summary>The program itself and the API.</summary>
    General,

    /// <summary>Drawings of clusters.</summary>
    Topology,

    /// <summary>Clusters and their masters.</summary>
    Clusters,

    /// <summary>Instances.</summary>
    Instances,

    /// <summary>Tags on instances.</summary>
    Tags,

    /// <summary>Downtime and promotion.</summary>
    Downtime,

    /// <summary>The nodes of the service.</summary>
    Raft,
}
