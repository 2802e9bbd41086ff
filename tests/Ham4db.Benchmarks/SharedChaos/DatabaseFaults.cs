using System.Globalization;
using Ham4db.Testing;
using MySqlConnector;

namespace Ham4db.Benchmarks;

/// <summary>What happens to a database.</summary>
internal static class DatabaseFaults
{
    private const string Sessions =
        $"""
        SELECT session.id AS id, trx.trx_id IS NOT NULL AS works FROM information_schema.processlist session
        LEFT JOIN information_schema.innodb_trx trx ON trx.trx_mysql_thread_id = session.id
        WHERE session.user = '{SharedGround.User}'
        """;

    /// <summary>Everything, to one that the servers have no other for.</summary>
    public static IEnumerable<SharedFault> Of(Func<MariaDbServer> database)
    {
        yield return new SharedFault("database frozen", "database", 5, async (random, token) =>
        {
            database().Suspend();
            try
            {
                return await SharedFault.PassAsync(random, SharedGround.Lease * 2.5, token);
            }
            finally
            {
                database().Resume();
            }
        });
        yield return new SharedFault("database killed", "database", 3, async (random, token) =>
        {
            await database().KillAsync(token);
            var time = await SharedFault.PassAsync(random, SharedGround.Lease * 1.5, token);
            await database().StartAsync(token);
            return time;
        });
        yield return ReadOnly(_ => database(), weight: 3);
        yield return KilledConnections(_ => database(), weight: 5);
    }

    /// <summary>It takes no writes for a while.</summary>
    public static SharedFault ReadOnly(Func<Random, MariaDbServer> pick, int weight) => new("read-only", "sessions", weight, async (random, token) =>
    {
        var database = pick(random);
        // It may be frozen or gone at this time.
        await SetAsync(1);
        var time = await SharedFault.PassAsync(random, SharedGround.Lease * 2, token);
        await SetAsync(0);
        return $"{database.Address} for {time}";

        Task SetAsync(int value) => Eventually.PassesAsync(
            "read_only to be set",
            again => database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"SET GLOBAL read_only = {value}"), again),
            TimeSpan.FromMinutes(1),
            token);
    });

    /// <summary>Sessions of the servers are killed again and again, those in a transaction rather than others.</summary>
    public static SharedFault KilledConnections(Func<Random, MariaDbServer> pick, int weight) => new("connections killed", "sessions", weight, async (random, token) =>
    {
        var database = pick(random);
        var killed = 0;
        for (var times = random.Next(1, 40); times > 0; times--)
        {
            killed += await TryKillAsync(database, random, token);
            await Task.Delay(random.Next(120), token);
        }

        return $"{killed} at {database.Address}";
    });

    /// <summary>Its clock is put forward and back, by an hour at most. Some servers end of it; whoever runs one starts it again.</summary>
    public static SharedFault ClockSet(MariaDbServer database, SteppedClock clock, int weight) => new("database clock set", "database", weight, async (random, token) =>
    {
        var steps = new List<string>();
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var offset = TimeSpan.FromSeconds(random.Next(3) == 0 ? random.Next(-10, 10) : random.Next(-3_600, 3_600));
            clock.Step(offset);
            steps.Add(string.Create(CultureInfo.InvariantCulture, $"{offset.TotalSeconds:+0;-0} s"));
            await SharedFault.PassAsync(random, SharedGround.Lease, token);
            if (database.Process.HasExited)
            {
                steps.Add("which ended it");
                await database.StartAsync(token);
            }
        }

        return string.Join(", ", steps);
    });

    private static async Task<int> TryKillAsync(MariaDbServer database, Random random, CancellationToken cancellationToken)
    {
        try
        {
            var sessions = await database.RowsAsync(Sessions, cancellationToken);
            var working = sessions.Where(session => Convert.ToInt64(session["works"], CultureInfo.InvariantCulture) == 1).ToList();
            var chosen = (working.Count > 0 && random.Next(4) > 0 ? working : [.. sessions]).Where(_ => random.Next(3) > 0).ToList();
            foreach (var session in chosen)
            {
                await database.ExecuteAsync($"KILL CONNECTION {session["id"]}", cancellationToken);
            }

            return chosen.Count;
        }
        catch (MySqlException)
        {
            // The session has ended by itself, or the database is frozen or gone at this time.
            return 0;
        }
    }
}
