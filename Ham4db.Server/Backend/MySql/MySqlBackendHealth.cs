using System.Globalization;
using System.Reflection;

namespace Ham4db.Server.Backend.MySql;

/// <summary>Tells whether the database takes writes, by writing the row of this process.</summary>
internal sealed class MySqlBackendHealth(MySqlDatabase database, MySqlDataLock? dataLock, ProcessIdentity self) : IBackendHealth
{
    // Two databases that replicate to each other may see the writes in either order, and must come to the same row. The count tells which is the
    // later one: the database's clock may have been set back. Assignments see those before them, so that the count comes last.
    private const string Register =
        """
        INSERT INTO node_health (hostname, token, first_seen, last_seen, extra_info, command, version, db_backend, counter)
        VALUES (@p1, @p2, NOW(6), NOW(6), '', @p3, @p4, @p5, @p6)
        ON DUPLICATE KEY UPDATE
            first_seen = LEAST(first_seen, VALUES(first_seen)),
            last_seen = IF(VALUES(counter) > counter, VALUES(last_seen), last_seen),
            counter = GREATEST(counter, VALUES(counter))
        """;

    private const string Forget = "DELETE FROM node_health WHERE last_seen < NOW(6) - INTERVAL 1 HOUR";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly string Version =
        (typeof(MySqlBackendHealth).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? string.Empty).Split('+', 2)[0];

    private long _counter;

    public string Description => database.Description;

    public string Address { get; } = string.Create(CultureInfo.InvariantCulture, $"{database.Options.Host}:{database.Options.Port}");

    public bool TakesWrites => database.TakesWrites;

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var count = Interlocked.Increment(ref _counter);
        // A look must end before the next one is due to count as failed, however long a transaction may take.
        await database.RunAsync(
            async statements =>
            {
                await statements.ExecuteAsync(Register, self.Hostname, self.Token, "service", Version, Address, count);
                return count > 1 ? 0 : await statements.ExecuteAsync(Forget);
            },
            database.Options.ConnectTimeout + Grace,
            cancellationToken);
        if (dataLock is not null)
        {
            await dataLock.HoldAsync(cancellationToken);
        }
    }
}
