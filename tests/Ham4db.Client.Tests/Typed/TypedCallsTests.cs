using System.Net;
using System.Reflection;
using Ham4db.Client.Http;
using Ham4db.Client.Tests.Stubs;

namespace Ham4db.Client.Tests.Typed;

/// <summary>Every typed method against each of the three servers: the request it makes, and what it makes of the answer.</summary>
public sealed class TypedCallsTests
{
    internal static readonly TypedCall[] Rows =
    [
        .. ClusterRows.All, .. InstanceRows.All, .. ReplicationRows.All, .. RecoveryRows.All, .. AuditRows.All, .. MaintenanceRows.All,
        .. PoolRows.All, .. NodeRows.All,
    ];

    public static TheoryData<TypedCall, ServerDialect> Calls
    {
        get
        {
            var data = new TheoryData<TypedCall, ServerDialect>();
            foreach (var row in Rows)
            {
                data.Add(row, ServerDialect.Ham4db);
                data.Add(row, ServerDialect.Orchestrator);
                data.Add(row, ServerDialect.Ham4dbGo);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_Answered_MakesOneRequestAndReadsTheResult(TypedCall row, ServerDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(row);
        var (cluster, asked) = Serve(dialect, HttpStatusCode.OK, row.Reply.In(dialect));
        await using var client = Connect(cluster, dialect);

        await row.Run(client);

        asked.ShouldBe([Expected(row, dialect)]);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_Refused_ThrowsInTheServersWords(TypedCall row, ServerDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(row);
        var (cluster, asked) = Serve(dialect, HttpStatusCode.InternalServerError, TypedReply.Refusal(dialect, "it cannot be"));
        await using var client = Connect(cluster, dialect);

        var thrown = await Should.ThrowAsync<Ham4dbRejectedException>(() => row.Run(client));

        thrown.ServerMessage.ShouldBe("it cannot be");
        asked.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_AnsweredWithoutAPayload_IsEmptyOrSaysSo(TypedCall row, ServerDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(row);
        var (cluster, asked) = Serve(dialect, HttpStatusCode.OK, row.Reply.WithoutPayload().In(dialect));
        await using var client = Connect(cluster, dialect);

        if (row.NeedsPayload)
        {
            await Should.ThrowAsync<UnusableReplyException>(() => row.RunWithoutPayload(client));
        }
        else
        {
            await row.RunWithoutPayload(client);
        }

        asked.Count.ShouldBe(1);
    }

    [Fact]
    public void Rows_OfEveryArea_HaveEachOfItsMethods()
    {
        var typed =
            from area in typeof(IHam4dbClient).GetProperties()
            from method in area.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            where !method.IsSpecialName
            select $"{area.Name}.{method.Name}";

        // These answer yes or no whatever comes back: NodesTests has them.
        string[] elsewhere = ["Nodes.LeadsAsync", "Nodes.RoutesToLeaderAsync", "Nodes.AnswersAsync"];
        typed.Except(Rows.Select(row => row.Method)).ShouldBe(elsewhere, ignoreOrder: true);
    }

    /// <summary>A change that is taken for a read could be made twice; by hand and by method it must be the same.</summary>
    [Fact]
    public void Rows_ByHand_AreReadsAndChangesAsTheMethodsAre()
    {
        // Told by members to their leader each few seconds: by hand nobody needs it repeated.
        const string told = "raft-follower-health-report/";

        foreach (var row in Rows.Where(row => !row.Path.StartsWith(told, StringComparison.Ordinal)))
        {
            var isRead = row.Request.StartsWith("GET ", StringComparison.Ordinal);
            ReadRoutes.Contains(row.Path).ShouldBe(isRead, row.Path);
            ReadRoutes.Contains(row.GoPath).ShouldBe(isRead, row.GoPath);
        }
    }

    private static string Expected(TypedCall row, ServerDialect dialect) => dialect switch
    {
        ServerDialect.Ham4db => row.Request,
        ServerDialect.Ham4dbGo => $"GET {row.GoPath}",
        _ => $"GET {row.Path}",
    };

    private static IHam4dbClient Connect(VirtualCluster cluster, ServerDialect dialect)
        => cluster.Connect(new Ham4dbClientOptions { Endpoints = ["http://node"], Dialect = dialect, WatchLeader = false });

    private static (VirtualCluster Cluster, List<string> Asked) Serve(ServerDialect dialect, HttpStatusCode status, string body)
    {
        var cluster = new VirtualCluster();
        var asked = new List<string>();
        var term = dialect == ServerDialect.Ham4db ? 1 : 0;
        cluster.Set("node", (request, _) =>
        {
            if (VirtualCluster.IsCheck(request))
            {
                return Task.FromResult(VirtualCluster.Reply(HttpStatusCode.OK, "\"OK\"", term));
            }

            asked.Add($"{request.Method} {request.RequestUri!.PathAndQuery["/api/".Length..]}");
            return Task.FromResult(VirtualCluster.Reply(status, body, term));
        });
        return (cluster, asked);
    }
}
