using Ham4db.Client.Contract;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using static Ham4db.Server.Tests.Backend.Fold;

namespace Ham4db.Server.Tests.Backend;

public class OperatorDecisionTests
{
    private static readonly InstanceKey A = new("a", 1);
    private static readonly InstanceKey B = new("b", 2);

    [Fact]
    public void BeginMaintenance_SecondOfTheSameInstance_IsAConflictUntilItEnds()
    {
        var first = Decision.Apply(DecidedState.Empty, Maintenance(A, "ann").At(Noon));
        var second = Decision.Apply(first.State, Maintenance(A, "bob").At(Noon.AddMinutes(9)));
        var other = Decision.Apply(first.State, Maintenance(B, "bob").At(Noon.AddMinutes(9)));
        var later = Decision.Apply(first.State, Maintenance(A, "bob").At(Noon.AddMinutes(10)));

        (first.Result.Status, first.Result.Id).ShouldBe((CommandStatus.Applied, 1));
        (second.Result.Status, second.Result.Id).ShouldBe((CommandStatus.Conflict, 1));
        second.State.Maintenances[1].Owner.ShouldBe("ann");
        (other.Result.Status, other.Result.Id).ShouldBe((CommandStatus.Applied, 2));
        (later.Result.Status, later.Result.Id).ShouldBe((CommandStatus.Applied, 2));
        later.State.MaintenanceOf(A, Noon.AddMinutes(15))!.Value.Value.Owner.ShouldBe("bob");
    }

    [Fact]
    public void BeginMaintenance_ConflictRepeatedUnderItsKey_GetsTheSameAnswer()
    {
        var state = DecidedState.Empty.Apply(Maintenance(A, "ann").At(Noon), Maintenance(A, "bob").At(Noon, "key"), new EndMaintenance(A, null).At(Noon));

        var again = Decision.Apply(state, Maintenance(A, "bob").At(Noon, "key"));

        (again.Result.Status, again.Result.Id, again.Result.IsReplay).ShouldBe((CommandStatus.Conflict, 1, true));
        again.State.MaintenanceOf(A, Noon).ShouldBeNull();
    }

    [Theory]
    [InlineData("a", null, 1)]
    [InlineData(null, 1L, 1)]
    [InlineData("b", null, 0)]
    [InlineData(null, 7L, 0)]
    [InlineData(null, null, 0)]
    public void EndMaintenance_ByInstanceOrNumber_EndsTheActiveOneAndIsQuietWithoutOne(string? host, long? id, long ended)
    {
        var state = DecidedState.Empty.Apply(Maintenance(A, "ann").At(Noon));

        var outcome = Decision.Apply(state, new EndMaintenance(host is null ? null : new InstanceKey(host, 1), id).At(Noon.AddMinutes(1)));

        (outcome.Result.Status, outcome.Result.Id).ShouldBe((CommandStatus.Applied, ended));
        (outcome.State.MaintenanceOf(A, Noon.AddMinutes(1)) is null).ShouldBe(ended > 0);
    }

    [Fact]
    public void Maintenance_Ended_IsKeptForAWeekAndItsNumberIsNotGivenAgain()
    {
        var state = DecidedState.Empty.Apply(Maintenance(A, "ann").At(Noon), new EndMaintenance(A, null).At(Noon.AddMinutes(1)));

        state.Apply(new EndMaintenance(B, null).At(Noon.AddDays(7))).Maintenances.ShouldContainKey(1);
        var later = state.Apply(Maintenance(B, "ann").At(Noon.AddDays(8)));

        later.Maintenances.Keys.ShouldBe([2L]);
    }

    [Fact]
    public void Maintenance_Many_KeepsTheActiveAndTheNewestEnded()
    {
        var state = DecidedState.Empty.Apply(Maintenance(B, "ann", minutes: 1_000).At(Noon)).Apply(
            Enumerable.Range(0, DecidedPurge.MaxMaintenances).Select(i => Maintenance(A, "ann", minutes: 0).At(Noon.AddSeconds(i))));

        state.Maintenances.Count.ShouldBeInRange(DecidedPurge.MaxMaintenances / 2, DecidedPurge.MaxMaintenances);
        state.Maintenances.ShouldContainKey(1);
        state.Maintenances.ShouldNotContainKey(2);
        state.Maintenances.ShouldContainKey(DecidedPurge.MaxMaintenances + 1);
    }

    [Fact]
    public void SubmitPool_Again_ReplacesItAndNoMembersRemoveIt()
    {
        var state = DecidedState.Empty.Apply(Pool("p", A, B).At(Noon), Pool("q", A).At(Noon), Pool("p", B, B).At(Noon.AddMinutes(1)));

        state.Pools["p"].Members.ShouldBe([B]);
        state.Pools["p"].ExpiresAt.ShouldBe(Noon.AddMinutes(61));
        state.Apply(Pool("p").At(Noon)).Pools.Keys.ShouldBe(["q"]);
    }

    [Fact]
    public void Apply_LaterCommand_PurgesWhatExpired()
    {
        var state = DecidedState.Empty.Apply(
            Pool("p", A).At(Noon),
            new RegisterHostnameUnresolve("a", "vip", TimeSpan.FromMinutes(60)).At(Noon),
            new NoteInjectedPseudoGtid("a:1").At(Noon),
            new PutKeyValue("mysql/master/main", "a:1").At(Noon));

        var soon = state.Apply(new EndDowntime(A).At(Noon.AddMinutes(59)));
        var later = soon.Apply(new EndDowntime(A).At(Noon.AddMinutes(61)));

        soon.Show().ShouldContain("vip");
        (later.Pools.Count, later.UnresolvedHostnames.Count, later.InjectedPseudoGtids.Count).ShouldBe((0, 0, 0));
        later.KeyValues["mysql/master/main"].ShouldBe(new StoredValue("a:1", Noon));
    }

    [Fact]
    public void HostnameUnresolve_EmptyName_Removes()
    {
        var state = DecidedState.Empty.Apply(new RegisterHostnameUnresolve("a", "vip", TimeSpan.FromMinutes(60)).At(Noon));

        state.UnresolvedHostnames["a"].ShouldBe(new UnresolvedHostname("vip", Noon, Noon.AddHours(1)));
        state.Apply(new RegisterHostnameUnresolve("a", "", TimeSpan.FromMinutes(60)).At(Noon)).UnresolvedHostnames.ShouldBeEmpty();
    }

    [Fact]
    public void GlobalRecoveries_DisabledTwice_TellsSinceWhenTheFirstTime()
    {
        var state = DecidedState.Empty.Apply(new DisableGlobalRecoveries().At(Noon), new DisableGlobalRecoveries().At(Noon.AddHours(1)));

        state.RecoveriesDisabledAt.ShouldBe(Noon);
        state.Apply(new EnableGlobalRecoveries().At(Noon)).RecoveriesDisabledAt.ShouldBeNull();
    }

    [Theory]
    [InlineData(255, CommandStatus.Applied)]
    [InlineData(256, CommandStatus.NameTooLong)]
    public void Apply_NameOfAKey_MayHave255Characters(int length, CommandStatus status)
    {
        var state = DecidedState.Empty.Apply(new PutTag(A, "n", "1").At(Noon));

        var outcome = Decision.Apply(state, new PutTag(A, new string('n', length), "1").At(Noon.AddHours(1), "key"));

        outcome.Result.Status.ShouldBe(status);
        (outcome.Rows.Count == 0).ShouldBe(status == CommandStatus.NameTooLong);
        ReferenceEquals(outcome.State, state).ShouldBe(status == CommandStatus.NameTooLong);
    }

    private static BeginMaintenance Maintenance(InstanceKey key, string owner, int minutes = 10) => new(key, owner, "disk", TimeSpan.FromMinutes(minutes));

    private static SubmitPool Pool(string name, params InstanceKey[] members) => new(name, members, TimeSpan.FromMinutes(60));
}
