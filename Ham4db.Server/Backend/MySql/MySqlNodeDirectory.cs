using System.Globalization;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.MySql;

/// <summary>The servers that a shared MySQL database has heard of, by its own clock.</summary>
internal sealed class MySqlNodeDirectory(MySqlDatabase database) : INodeDirectory
{
    private const string SelectActive = "SELECT holder, acquired_at, renewed_at FROM leader_lease WHERE anchor = 1 AND holder <> ''";

    // Not what lies ahead: when the database's clock was set back, whoever ended before that would seem to be there until it has caught up.
    private const string SelectAvailable =
        """
        SELECT hostname, token, first_seen, last_seen, version, db_backend FROM node_health
        WHERE last_seen BETWEEN NOW(6) - INTERVAL 2 SECOND AND NOW(6) + INTERVAL 2 SECOND ORDER BY hostname, token
        """;

    public async Task<NodesSeen?> ReadAsync(CancellationToken cancellationToken)
        => await database.ReadAsync(
            async statements =>
            {
                var active = await statements.QueryAsync(SelectActive, row => Active(row.GetString(0), row.GetDateTime(1), row.GetDateTime(2)));
                var available = await statements.QueryAsync(SelectAvailable, row => new NodeHealth
                {
                    Hostname = row.GetString(0),
                    Token = row.GetString(1),
                    FirstSeenActive = Rfc3339(row.GetDateTime(2)),
                    LastSeenActive = Rfc3339(row.GetDateTime(3)),
                    AppVersion = row.GetString(4),
                    DBBackend = row.GetString(5),
                });
                return new NodesSeen(active.SingleOrDefault(), available);
            },
            cancellationToken);

    private static NodeHealth Active(string holder, DateTime acquiredAt, DateTime renewedAt)
    {
        var (hostname, token) = ProcessIdentity.Split(holder);
        return new NodeHealth { Hostname = hostname, Token = token, FirstSeenActive = Rfc3339(acquiredAt), LastSeenActive = Rfc3339(renewedAt) };
    }

    // Sessions run in UTC.
    private static string Rfc3339(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
