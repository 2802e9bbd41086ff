namespace Ham4db.Samples.DeployGate;

/// <summary>What the command line asks for.</summary>
internal sealed record GateOptions
{
    public const string Help =
        """
        Runs a command while a database cluster is healthy and in downtime.

        DeployGate --cluster NAME [OPTIONS] -- COMMAND [ARGUMENTS]

          --cluster NAME      the cluster: its name, its alias, or host:port of one of its instances
          --endpoints LIST    the nodes, for example "http://db-1:3000 http://db-2:3000"; else HAM4DB_API is read
          --on WHAT           what to begin downtime on: all (the default), master, replicas or host:port; may be repeated
          --wait TIME         how long to wait until the cluster is healthy and no recovery runs; default 10m
          --downtime TIME     how long a downtime outlives a gate that was killed; it is renewed while the command runs; default 10m
          --grace TIME        how long the command may take to end after a signal; default 30s
          --owner NAME        who asks for the downtime; default deploy-gate
          --reason TEXT       why; default "deployment"
          --help              show this

        A TIME is a number and s, m or h. User and password for the nodes are read from HAM4DB_AUTH_USER and HAM4DB_AUTH_PASSWORD.

        Exit codes: that of the command, or
          2    the command line is wrong
          120  the cluster was not healthy in time; the command was not run
          121  no node led in time
          122  a change was sent and nobody knows whether it was made
          123  a node refused, or what answered is no node
          127  the command could not be started
          130, 143, 129  Ctrl-C, SIGTERM or SIGHUP came before the command was run
        A command that failed keeps its own code, also when the downtime could not be ended.
        """;

    /// <summary>The cluster's name, alias, or one of its instances.</summary>
    public required string Cluster { get; init; }

    /// <summary>Addresses of the nodes.</summary>
    public required IReadOnlyList<string> Endpoints { get; init; }

    /// <summary>What to begin downtime on.</summary>
    public required Scope Scope { get; init; }

    /// <summary>How long to wait for a healthy cluster.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>How long a downtime lasts that nobody renews or ends.</summary>
    public required TimeSpan Downtime { get; init; }

    /// <summary>How long the command may take to end after a signal.</summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>Who asks for the downtime.</summary>
    public required string Owner { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The program to run and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }
}
