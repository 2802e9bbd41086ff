namespace Ham4db.Server.Configuration;

/// <summary>The backend database (key <c>BackendDB</c>): one of <see cref="SqliteBackendOptions"/> and <see cref="MySqlBackendOptions"/>.</summary>
public abstract record BackendOptions
{
    private protected BackendOptions()
    {
    }

    /// <summary>How long a raft node waits for a database that takes no writes before it ends (<c>BackendRetrySeconds</c>).</summary>
    /// <value>The default is 30 seconds; zero ends the node at the first refusal.</value>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromSeconds(30);
}
