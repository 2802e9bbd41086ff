using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using static Ham4db.Server.Tests.Backend.Fold;

namespace Ham4db.Server.Tests.Backend;

public class DecisionTests
{
    private static readonly InstanceKey A = new("a", 1);
    private static readonly InstanceKey B = new("b", 2);
    private static readonly InstanceKey C = new("c", 3);

    [Fact]
    public void Apply_Register_UndoesForgetting()
    {
        var forgotten = DecidedState.Empty.Apply(new RegisterInstance(A).At(Noon), new ForgetInstance(A).At(Noon));

        var registered = forgotten.Apply(new RegisterInstance(A).At(Noon));

        forgotten.Registered.ShouldBeEmpty();
        forgotten.Forgotten[A].ShouldBe(Noon);
        registered.Registered.ShouldBe([A]);
        registered.Forgotten.ShouldBeEmpty();
    }

    [Fact]
    public void Apply_ForgetCluster_ForgetsTheListedMembersOnceAndSorted()
    {
        var state = DecidedState.Empty.Apply(new RegisterInstance(A).At(Noon), new RegisterInstance(B).At(Noon), new RegisterInstance(C).At(Noon));

        var outcome = Decision.Apply(state, new ForgetCluster("a:1", [B, A, B]).At(Noon));

        outcome.Result.Keys.ShouldBe([A, B]);
        outcome.State.Registered.ShouldBe([C]);
        outcome.State.Forgotten.Keys.Order().ShouldBe([A, B]);
    }

    [Fact]
    public void Apply_BeginDowntime_CountsFromSubmissionAndReplaces()
    {
        var state = DecidedState.Empty.Apply(
            new BeginDowntime(A, "ann", "disk", TimeSpan.FromMinutes(10)).At(Noon),
            new BeginDowntime(A, "bob", "fan", TimeSpan.FromMinutes(1)).At(Noon.AddMinutes(2)));

        state.Downtimes[A].ShouldBe(new Downtime("bob", "fan", Noon.AddMinutes(2), Noon.AddMinutes(3)));
    }

    [Theory]
    [InlineData("P10675199DT2H48M5.4775807S")]
    [InlineData("-P1D")]
    public void Apply_DowntimeOfAnyLength_DoesNotThrow(string duration)
    {
        var state = DecidedState.Empty.Apply(new BeginDowntime(A, "ann", "x", System.Xml.XmlConvert.ToTimeSpan(duration)).At(Noon));

        state.Downtimes[A].EndsAt.ShouldBeGreaterThanOrEqualTo(Noon);
    }

    [Fact]
    public void Apply_EndDowntime_RemovesItAndIsQuietWithoutOne()
    {
        var state = DecidedState.Empty.Apply(new BeginDowntime(A, "ann", "disk", TimeSpan.FromMinutes(10)).At(Noon));

        state.Apply(new EndDowntime(A).At(Noon)).Downtimes.ShouldBeEmpty();
        var quiet = Decision.Apply(state, new EndDowntime(B).At(Noon)).Result;
        quiet.Status.ShouldBe(CommandStatus.Applied);
        quiet.Keys.ShouldBe([B]);
    }

    [Fact]
    public void Apply_TakingAwayWhatIsNotThere_IsNotedUnlessNoDatabaseCouldHoldIt()
    {
        Noted(new DeleteTag(A, "role", null)).ShouldBe(1);
        Noted(new EndDowntime(A)).ShouldBe(1);
        Noted(new SetClusterAlias("a:1", "")).ShouldBe(1);

        Noted(new DeleteTag(A, "role", "backup")).ShouldBe(0);
        Noted(new DeleteTag(A, new string('x', 256), null)).ShouldBe(0);

        static int Noted(Command command) => Decision.Apply(DecidedState.Empty, command.At(Noon)).Rows.Count(row => row.Values is null);
    }

    [Fact]
    public void Apply_RegisterCandidate_HoldsUntilItsExpiry()
    {
        var state = DecidedState.Empty.Apply(new RegisterCandidate(A, PromotionRule.PreferNot, TimeSpan.FromHours(1)).At(Noon));

        state.Candidates[A].ShouldBe(new Candidate(PromotionRule.PreferNot, Noon, Noon.AddHours(1)));
    }

    [Theory]
    [InlineData("a", "role", null, "a")]
    [InlineData("a", "role", "x", "")]
    [InlineData(null, "role", "backup", "a,b")]
    [InlineData(null, "role", "x", "c")]
    [InlineData("a", "none", null, "")]
    public void Apply_DeleteTag_TellsWhoLostIt(string? host, string name, string? value, string lost)
    {
        var state = DecidedState.Empty.Apply(
            new PutTag(A, "role", "backup").At(Noon), new PutTag(B, "role", "backup").At(Noon), new PutTag(C, "role", "x").At(Noon));

        var outcome = Decision.Apply(state, new DeleteTag(host is null ? null : A, name, value).At(Noon));

        outcome.Result.Keys.Select(key => key.Hostname).ShouldBe(lost.Split(',', StringSplitOptions.RemoveEmptyEntries));
        outcome.State.Tags.Keys.Select(key => key.Hostname).Order()
            .ShouldBe(new[] { "a", "b", "c" }.Except(outcome.Result.Keys.Select(key => key.Hostname)));
    }

    [Fact]
    public void Apply_SetClusterAlias_EmptyRemoves()
    {
        var state = DecidedState.Empty.Apply(new SetClusterAlias("a:1", "main").At(Noon));

        state.AliasOverrides["a:1"].ShouldBe("main");
        state.Apply(new SetClusterAlias("a:1", "").At(Noon)).AliasOverrides.ShouldBeEmpty();
    }

    [Fact]
    public void Apply_SameKeySameRequest_GivesTheFirstAnswerAndChangesNothing()
    {
        var first = Decision.Apply(DecidedState.Empty, new PutTag(A, "n", "1").At(Noon, "key"));

        var again = Decision.Apply(first.State, new PutTag(A, "n", "1").At(Noon.AddHours(2), "key"));

        again.Result.IsReplay.ShouldBeTrue();
        again.Result.Keys.ShouldBe(first.Result.Keys);
        again.Rows.ShouldBeEmpty();
        again.State.ShouldBeSameAs(first.State);
    }

    [Fact]
    public void Apply_SameKeyOtherRequest_IsRefusedAndChangesNothing()
    {
        var first = Decision.Apply(DecidedState.Empty, new PutTag(A, "n", "1").At(Noon, "key"));

        var other = Decision.Apply(first.State, new PutTag(A, "n", "2").At(Noon, "key", "another"));

        other.Result.Status.ShouldBe(CommandStatus.KeyReused);
        other.Rows.ShouldBeEmpty();
        other.State.Tags[A]["n"].ShouldBe("1");
    }

    [Fact]
    public void Apply_LaterCommand_PurgesWhatEndedLongAgo()
    {
        var state = DecidedState.Empty.Apply(
            new BeginDowntime(A, "ann", "short", TimeSpan.FromMinutes(1)).At(Noon),
            new BeginDowntime(B, "ann", "long", TimeSpan.FromHours(3)).At(Noon),
            new RegisterCandidate(A, PromotionRule.Prefer, TimeSpan.FromMinutes(1)).At(Noon),
            new ForgetInstance(C).At(Noon),
            new PutTag(A, "n", "1").At(Noon, "key"));

        var soon = state.Apply(new PutTag(A, "n", "2").At(Noon.AddMinutes(50)));
        var later = soon.Apply(new PutTag(A, "n", "3").At(Noon.AddMinutes(70)));
        var nextDay = later.Apply(new PutTag(A, "n", "4").At(Noon.AddHours(25)));

        soon.Downtimes.Count.ShouldBe(2);
        later.Downtimes.Keys.ShouldBe([B]);
        later.Candidates.ShouldBeEmpty();
        later.Forgotten.ShouldBeEmpty();
        later.KeptResults.ShouldContainKey("key");
        nextDay.KeptResults.ShouldBeEmpty();
    }

    [Fact]
    public void Apply_ManyKeys_KeepsTheNewestFewThousand()
    {
        var state = DecidedState.Empty.Apply(
            Enumerable.Range(0, DecidedPurge.MaxResults + 1).Select(i => new EndDowntime(A).At(Noon.AddMilliseconds(i), $"key-{i:D5}")));

        state.KeptResults.Count.ShouldBeInRange(DecidedPurge.MaxResults / 2, DecidedPurge.MaxResults);
        state.KeptResults.ShouldContainKey($"key-{DecidedPurge.MaxResults:D5}");
        state.KeptResults.ShouldNotContainKey("key-00000");
    }

    [Fact]
    public void Apply_FirstCommandOfARaftCluster_GivesItItsIdentity_ForGood()
    {
        var before = DecidedState.Empty.Apply(new PutTag(A, "n", "0").At(Noon));
        var founded = before.Apply(new PutTag(A, "n", "1").At(Noon) with { ClusterId = "c1" });
        var later = founded.Apply(new PutTag(A, "n", "2").At(Noon) with { ClusterId = "c2" }, new PutTag(A, "n", "3").At(Noon));

        before.ClusterId.ShouldBeNull();
        founded.ClusterId.ShouldBe("c1");
        later.ClusterId.ShouldBe("c1");
    }

    [Fact]
    public void Decode_CommandOfBeforeTheIdentity_IsRead()
    {
        var before = CommandCodec.Decode(
            """{"Id":"5e0c1d1e-58a5-4c1c-9b58-0f4be2c7a3b1","IdempotencyKey":null,"RequestDigest":null,"SubmittedAt":"2026-01-01T00:00:00+00:00","Command":{"op":"request-health-report","Token":"t","Leader":"http://n1/","ClusterId":"older"}}"""u8);

        before.ClusterId.ShouldBeNull();
        before.Command.ShouldBe(new RequestHealthReport("t", new Uri("http://n1/")));
    }
}
