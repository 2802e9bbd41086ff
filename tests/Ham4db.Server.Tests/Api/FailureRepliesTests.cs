using Ham4db.Client.Contract;
using Ham4db.Server.Backend;

namespace Ham4db.Server.Tests.Api;

/// <summary>What a caller is told of a change that the database did not take: whether it may be repeated.</summary>
public sealed class FailureRepliesTests
{
    [Theory]
    [InlineData(false, 503)]
    [InlineData(true, 504)]
    public async Task Change_DatabaseAway_SaysWhetherAnythingMayHaveBeenDone(bool outcomeUnknown, int status)
    {
        await using var node = await StartAsync(new BackendUnreachableException("The backend database is away.", outcomeUnknown));

        var answer = await node.PostAsync("/api/forget/db/3306");

        answer.Status.ShouldBe(status);
        answer.Message.ShouldBe("The backend database is away.");
    }

    [Fact]
    public async Task Change_DatabaseRefuses_IsAnErrorOfThisNode()
    {
        await using var node = await StartAsync(new BackendException("The disk is full."));

        (await node.PostAsync("/api/forget/db/3306")).Status.ShouldBe(500);
    }

    private static async Task<ApiNode> StartAsync(Exception failure)
    {
        var node = await ApiNode.StartAsync();
        node.Backend.Current = node.Backend.Current with { Registered = node.Backend.Current.Registered.Add(new InstanceKey("db", 3306)) };
        node.Backend.Refusal = failure;
        return node;
    }
}
