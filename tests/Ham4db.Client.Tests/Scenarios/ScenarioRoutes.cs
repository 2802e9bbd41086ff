namespace Ham4db.Client.Tests.Scenarios;

/// <summary>The three routes that stand for all reads, all changes and all that is not typed.</summary>
internal static class ScenarioRoutes
{
    /// <summary>What a call of this route does; null for probes and the rest.</summary>
    public static string? Does(string route) => route switch
    {
        "clusters" => "read",
        "forget-cluster/c" => "change",
        "some-change" => "raw",
        _ => null,
    };

    public static string BodyOf(string route) => route switch
    {
        "clusters" => "[]",
        "health" => """{"Code":"OK","Message":"Application node is healthy","Details":null}""",
        _ => """{"Code":"OK","Message":"done","Details":null}""",
    };

    public static async Task CallAsync(IHam4dbClient client, string does)
    {
        switch (does)
        {
            case "read":
                await client.Clusters.ListNamesAsync();
                break;
            case "change":
                await client.Clusters.ForgetAsync("c");
                break;
            case "raw":
                await client.SendAsync("some-change");
                break;
            default:
                throw new InvalidOperationException($"'{does}' is no call.");
        }
    }
}
