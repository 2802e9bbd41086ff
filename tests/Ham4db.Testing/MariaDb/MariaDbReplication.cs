namespace Ham4db.Testing;

/// <summary>Waiting for replication of real servers.</summary>
public static class MariaDbReplication
{
    /// <summary>Waits until both threads of a replica run and it has a lag of zero.</summary>
    /// <exception cref="TimeoutException">They do not; the message has what replication said last.</exception>
    public static Task WaitUntilReplicatingAsync(this MariaDbServer replica, CancellationToken cancellationToken = default)
        => Eventually.SeeAsync(
            $"{replica.Address} to replicate",
            async token =>
            {
                var status = await replica.RowAsync("SHOW SLAVE STATUS", token).ConfigureAwait(false);
                return string.Join(
                    ", ",
                    new[] { "Slave_IO_Running", "Slave_SQL_Running", "Seconds_Behind_Master", "Last_IO_Error", "Last_SQL_Error" }
                        .Select(column => $"{column}={status.GetValueOrDefault(column)}"));
            },
            seen => seen.StartsWith("Slave_IO_Running=Yes, Slave_SQL_Running=Yes, Seconds_Behind_Master=0", StringComparison.Ordinal),
            TimeSpan.FromSeconds(60),
            cancellationToken);
}
