using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Tests.Api.Golden;

namespace Ham4db.Server.Tests.Api.Maintenances;

public sealed class MaintenanceTests
{
    private const string Begin = "/api/begin-maintenance/127.0.0.1/10112/ann/disk";
    private static readonly InstanceKey Replica = new("127.0.0.1", 10112);

    [Theory]
    [InlineData("/api/begin-maintenance/127.0.0.1/10112/ann%0A/disk%20full%0A")]
    [InlineData("/api/mysql/begin-maintenance/127.0.0.1/10112/ann/disk%20full")]
    public async Task Begin_KnownInstance_LastsTenMinutesAndIsListed(string path)
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.PostAsync(path);

        (answer.Status, answer.Message).ShouldBe((200, "Maintenance begun: 127.0.0.1:10112"));
        node.Backend.Submitted.Select(envelope => envelope.Command).ShouldBe([new BeginMaintenance(Replica, "ann", "disk full", TimeSpan.FromMinutes(10))]);
        var listed = (await node.GetAsync("/api/maintenance")).Json!.AsArray().ShouldHaveSingleItem()!;
        (listed["MaintenanceId"]!.GetValue<long>(), listed["Owner"]!.GetValue<string>(), listed["Reason"]!.GetValue<string>()).ShouldBe((1, "ann", "disk full"));
    }

    [Fact]
    public async Task Begin_Again_Is409AndTellsWhoseItIs()
    {
        await using var node = await GoldenNode.HealthyAsync();
        await node.PostAsync(Begin);

        var second = await node.PostAsync("/api/begin-maintenance/127.0.0.1/10112/bob/fan", ("Idempotency-Key", "k"));
        var again = await node.PostAsync("/api/begin-maintenance/127.0.0.1/10112/bob/fan", ("Idempotency-Key", "k"));

        (second.Status, second.Code).ShouldBe((409, "ERROR"));
        second.Message.ShouldBe("127.0.0.1:10112 is under maintenance already, begun by ann (disk). Nothing was done.");
        (again.Status, again.Message).ShouldBe((409, second.Message));
        (await node.GetAsync("/api/maintenance")).Json!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Begin_RepeatedUnderItsKey_GetsTheFirstAnswer()
    {
        await using var node = await GoldenNode.HealthyAsync();

        var first = await node.PostAsync(Begin, ("Idempotency-Key", "k"));
        var again = await node.PostAsync(Begin, ("Idempotency-Key", "k"));

        (again.Status, again.Body).ShouldBe((200, first.Body));
        again.Headers["Ham4db-Replayed"].ShouldBe("true");
    }

    [Theory]
    [InlineData("/api/begin-maintenance/127.0.0.1/abc/ann/disk", 400)]
    [InlineData("/api/begin-maintenance/127.0.0.1/10112/%20/disk", 400)]
    [InlineData("/api/begin-maintenance/127.0.0.1/10112/ann/%0A", 400)]
    [InlineData("/api/begin-maintenance/127.0.0.1/19999/ann/disk", 404)]
    [InlineData("/api/end-maintenance/127.0.0.1/abc", 400)]
    [InlineData("/api/end-maintenance/127.0.0.1/19999", 404)]
    [InlineData("/api/end-maintenance/first", 400)]
    [InlineData("/api/end-maintenance/99999999999999999999", 400)]
    [InlineData("/api/mysql/end-maintenance/-1", 400)]
    public async Task Change_BadArgument_IsRefusedAndNothingIsDone(string path, int status)
    {
        await using var node = await GoldenNode.HealthyAsync();

        var answer = await node.PostAsync(path);

        (answer.Status, answer.Code).ShouldBe((status, "ERROR"));
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/end-maintenance/127.0.0.1/10112", "127.0.0.1:10112")]
    [InlineData("/api/end-maintenance/1", "1")]
    [InlineData("/api/mysql/end-maintenance/1", "1")]
    public async Task End_InstanceOrNumber_EndsItAndIsQuietWhenThereIsNone(string path, string ended)
    {
        await using var node = await GoldenNode.HealthyAsync();
        await node.PostAsync(Begin);

        var answer = await node.PostAsync(path);
        var again = await node.PostAsync(path);

        (answer.Status, answer.Message).ShouldBe((200, $"Maintenance ended: {ended}"));
        (again.Status, again.Message).ShouldBe((200, $"Maintenance ended: {ended}"));
        (await node.GetAsync("/api/maintenance")).Body.ShouldBe("[]");
        (await node.PostAsync(Begin)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task End_InstanceNoLongerKnown_CanStillBeEnded()
    {
        await using var node = await GoldenNode.HealthyAsync();
        await node.PostAsync(Begin);
        node.Inventory.Remove(Replica);

        (await node.PostAsync("/api/end-maintenance/127.0.0.1/10112")).Status.ShouldBe(200);

        (await node.GetAsync("/api/maintenance")).Body.ShouldBe("[]");
    }

    [Theory]
    [InlineData("/api/in-maintenance/127.0.0.1/10114", "true", "127.0.0.1:10114")]
    [InlineData("/api/mysql/in-maintenance/127.0.0.1/10114", "true", "127.0.0.1:10114")]
    [InlineData("/api/in-maintenance/127.0.0.1/10112", "false", "")]
    [InlineData("/api/in-maintenance/nosuch/3306", "false", "")]
    public async Task InMaintenance_Any_TellsWhetherItIs(string path, string message, string details)
    {
        await using var node = await GoldenNode.DowntimedAsync();

        var answer = await node.GetAsync(path);

        (answer.Status, answer.Message).ShouldBe((200, message));
        answer.Json!["Detail"]!.GetValue<string>().ShouldBe(details);
    }
}
