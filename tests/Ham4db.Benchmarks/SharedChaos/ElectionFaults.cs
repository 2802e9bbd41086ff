using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>Somebody plays with the orders that move leadership.</summary>
internal static class ElectionFaults
{
    private static readonly string[] Orders = ["grab-election", "reelect"];

    public static IEnumerable<SharedFault> Of(ServerCluster servers)
    {
        yield return new SharedFault("elections ordered", "election", 3, async (random, token) =>
        {
            var answers = new List<string>();
            for (var times = random.Next(1, 5); times > 0; times--)
            {
                answers.Add(await OrderAsync(servers.Nodes[random.Next(servers.Nodes.Count)], Orders[random.Next(Orders.Length)], token));
                await SharedFault.PassAsync(random, SharedGround.Lease / 2, token);
            }

            return string.Join(", ", answers);
        });
    }

    private static async Task<string> OrderAsync(ServerProcess server, string order, CancellationToken cancellationToken)
    {
        try
        {
            return $"{order} {(int)(await server.PostAsync(order, cancellationToken)).Status}";
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The server is frozen or gone at this time.
            return $"{order} unanswered";
        }
    }
}
