namespace Ham4db.Client.Cli.Arguments;

/// <summary>What the values of an input are: what a shell may offer for it.</summary>
internal enum InputKind
{
    /// <summary>Free text; nobody can guess it.</summary>
    Text,

    /// <summary>The name of a command.</summary>
    Command,

    /// <summary>A database server, <c>host:port</c>.</summary>
    Instance,

    /// <summary>Several database servers, separated by commas.</summary>
    Instances,

    /// <summary>A cluster: its alias, its name, or one of its instances.</summary>
    Cluster,

    /// <summary>A tag, <c>name</c> or <c>name=value</c>.</summary>
    Tag,

    /// <summary>A pool of instances.</summary>
    Pool,

    /// <summary>One of the promotion rules.</summary>
    PromotionRule,

    /// <summary>A number and its unit.</summary>
    Duration,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A path of the API.</summary>
    Path,

    /// <summary>A node of the service, by its raft address.</summary>
    Node,
}
