using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;

namespace Ham4db.Server.Tests.Api.Changes;

public sealed class IdempotencyTests
{
    private static readonly InstanceKey Db = new("db", 3306);

    [Fact]
    public async Task Change_Repeated_GetsTheFirstAnswerAndIsMadeOnce()
    {
        await using var node = await StartAsync();

        var first = await node.PostAsync("/api/begin-downtime/db/3306/me/why/1h", Key("k"));
        var second = await node.PostAsync("/api/begin-downtime/db/3306/me/why/1h", Key("k"));

        second.Status.ShouldBe(200);
        second.Body.ShouldBe(first.Body);
        first.Headers.Keys.ShouldNotContain("Ham4db-Replayed");
        second.Headers["Ham4db-Replayed"].ShouldBe("true");
        node.Backend.Submitted.ShouldHaveSingleItem().Command.ShouldBe(new BeginDowntime(Db, "me", "why", TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData("GET", "/api/forget/db/3306")]
    [InlineData("POST", "/api/mysql/forget/db/3306")]
    [InlineData("POST", "/api/forget/db/3306/")]
    public async Task Change_RepeatedByOtherMethodOrDialect_IsTheSameRequest(string method, string path)
    {
        await using var node = await StartAsync();
        await node.PostAsync("/api/forget/db/3306", Key("k"));

        var again = await node.SendAsync(new HttpMethod(method), path, Key("k"));

        again.Status.ShouldBe(200);
        again.Message.ShouldBe("Instance forgotten: db:3306");
        node.Backend.Submitted.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("/api/forget/db2/3306")]
    [InlineData("/api/end-downtime/db/3306")]
    [InlineData("/api/forget/db/3306?x=1")]
    [InlineData("/api/discover/db/3306")]
    public async Task Change_OtherRequestUnderTheSameKey_Is409AndNothingIsDone(string path)
    {
        await using var node = await StartAsync();
        await node.PostAsync("/api/forget/db/3306", Key("k"));

        var other = await node.PostAsync(path, Key("k"));

        other.Status.ShouldBe(409);
        other.Message!.ShouldContain("k");
        node.Backend.Submitted.Count.ShouldBe(1);
        node.Discovery.Probed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_UnusableKey_Is400AndNothingIsDone()
    {
        await using var node = await StartAsync();

        var answers = new[] { await node.PostAsync("/api/forget/db/3306", Key("has space")), await node.PostAsync("/api/forget/db/3306", Key(string.Empty)) };

        answers.ShouldAllBe(answer => answer.Status == 400 && answer.Code == "ERROR");
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_KeyTooLong_Is400AndNothingIsDone()
    {
        await using var node = await StartAsync();

        (await node.PostAsync("/api/forget/db/3306", Key(new string('k', 129)))).Status.ShouldBe(400);
        (await node.PostAsync("/api/forget/db/3306", Key(new string('k', 128)))).Status.ShouldBe(200);
        node.Backend.Submitted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Change_SeveralKeys_Is400AndNothingIsDone()
    {
        await using var node = await StartAsync();

        (await node.PostAsync("/api/forget/db/3306", Key("a"), Key("b"))).Status.ShouldBe(400);
        node.Backend.Submitted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_WithoutKey_IsMadeEachTime()
    {
        await using var node = await StartAsync();

        await node.PostAsync("/api/tag/db/3306?tag=a");
        await node.PostAsync("/api/tag/db/3306?tag=a");

        node.Backend.Submitted.Select(envelope => envelope.RequestDigest).ShouldBe([null, null]);
        node.Backend.Submitted.Select(envelope => envelope.Id).Distinct().Count().ShouldBe(2);
    }

    private static (string Name, string Value) Key(string key) => ("Idempotency-Key", key);

    private static async Task<ApiNode> StartAsync()
    {
        var node = await ApiNode.StartAsync();
        node.Backend.Current = node.Backend.Current with { Registered = node.Backend.Current.Registered.Add(Db) };
        return node;
    }
}
