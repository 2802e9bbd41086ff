using System.Globalization;
using System.Net;
using Ham4db.Client.Contract;
using Ham4db.Testing;

namespace Ham4db.Integration.Tests.HighAvailability;

/// <summary>
/// Changes that a leader has begun under its fencing token, and that the database has not got, when it is frozen. It goes on with them when
/// another leads.
/// </summary>
internal sealed class LateChanges : IDisposable
{
    // The first meets the lock at the database; the others wait for their turn behind it, in the server.
    private const int Changes = 10;

    private readonly HttpClient _http;
    private readonly InstanceKey _key;
    private readonly long _token;
    private readonly Task<HttpResponseMessage>[] _answers;

    private LateChanges(ServerProcess leader, InstanceKey key, long token)
    {
        _key = key;
        _token = token;
        _http = new HttpClient { BaseAddress = new Uri(leader.Address, "api/"), Timeout = TimeSpan.FromMinutes(1) };
        // So that this very server answers, and does not do it again in the other's name or pass it on.
        _http.DefaultRequestHeaders.Add(WireHeaders.Forwarded, "test");
        _answers = [.. Enumerable.Range(0, Changes).Select(SendAsync)];
    }

    /// <summary>Begins the changes; to be called while <see cref="HeldWrites"/> holds them up.</summary>
    public static async Task<LateChanges> BeginAsync(ServerProcess leader, InstanceKey key, MariaDbServer database, HeldWrites held)
    {
        var late = new LateChanges(leader, key, await TokenAsync(database));
        await held.WaitForChangeAsync();
        // What came after them has been answered, so that they have been read.
        await leader.GetAsync("lb-check");
        return late;
    }

    /// <summary>Holds the old leader to what its token allows, now that another has led.</summary>
    /// <returns>
    /// Whether a change met the fence. None does when the server gave all of them up at the database, saw the new token, and began them anew under
    /// that: then they are stored, and none of it is late.
    /// </returns>
    public async Task<bool> WereFencedAsync(ServerProcess old, MariaDbServer database)
    {
        var answers = await Task.WhenAll(_answers);
        var inForce = await TokenAsync(database);
        inForce.ShouldBeGreaterThan(_token);
        var isFenced = answers.Any(answer => answer.StatusCode == HttpStatusCode.MisdirectedRequest);
        if (isFenced)
        {
            await Eventually.BecomesTrueAsync(
                $"{old.Address} to log why it refused",
                () => old.Output.Any(line => line.Contains($"The write came under fencing token {_token}, but ", StringComparison.Ordinal)));
        }

        var stored = (await database.RowsAsync(
                $"SELECT tag_name, CONV(LEFT(stamp, 16), 16, 10) AS term FROM {SharedServers.Database}.instance_tag WHERE hostname = '{_key.Hostname}' AND port = {_key.Port} AND gone = 0"))
            .ToDictionary(row => (string)row["tag_name"]!, row => long.Parse((string)row["term"]!, CultureInfo.InvariantCulture));
        stored.Values.ShouldAllBe(term => term > _token);
        foreach (var (answer, name) in answers.Select((answer, number) => (answer, Name(number))))
        {
            stored.ContainsKey(name).ShouldBe(answer.IsSuccessStatusCode, $"{name} was answered with {(int)answer.StatusCode}");
        }

        return isFenced;
    }

    public void Dispose() => _http.Dispose();

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"late{number}");

    private static async Task<long> TokenAsync(MariaDbServer database) => Convert.ToInt64(
        await database.ScalarAsync($"SELECT token FROM {SharedServers.Database}.leader_lease"), CultureInfo.InvariantCulture);

    private Task<HttpResponseMessage> SendAsync(int number)
        => _http.PostAsync(string.Create(CultureInfo.InvariantCulture, $"tag/{_key.Hostname}/{_key.Port}/{Name(number)}/yes"), content: null);
}
