using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;
using static Ham4db.Server.Tests.Backend.Fold;

namespace Ham4db.Server.Tests.Backend;

public class RecoveryDecisionTests
{
    private static readonly InstanceKey A = new("a", 1);
    private static readonly InstanceKey B = new("b", 2);
    private static readonly ProcessingNode Node = new("n1", "token");
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public void Detection_SecondOfTheSameInstance_IsAConflictWhileTheFirstIsActive()
    {
        var first = Decision.Apply(DecidedState.Empty, Detect(A).At(Noon));
        var second = Decision.Apply(first.State, Detect(A).At(Noon.AddMinutes(59)));
        var actionable = Decision.Apply(first.State, Detect(A, isActionable: true).At(Noon));
        var later = Decision.Apply(first.State, Detect(A).At(Noon.AddMinutes(60)));

        (first.Result.Status, first.Result.Id).ShouldBe((CommandStatus.Applied, 1));
        (second.Result.Status, second.Result.Id).ShouldBe((CommandStatus.Conflict, 1));
        (actionable.Result.Status, actionable.Result.Id).ShouldBe((CommandStatus.Applied, 2));
        (later.Result.Status, later.Result.Id).ShouldBe((CommandStatus.Applied, 2));
        first.State.Detections[1].DetectedAt.ShouldBe(Noon);
    }

    [Fact]
    public void Recovery_SecondOfTheSameInstance_IsAConflictUntilAcknowledged()
    {
        var state = DecidedState.Empty.Apply(Recover("1", A).At(Noon), new ResolveRecovery("1", new RecoveryResolution()).At(Noon.AddMinutes(1)));

        var second = Decision.Apply(state, Recover("2", A).At(Noon.AddMinutes(2)));
        var free = Decision.Apply(state.Apply(Ack(id: 1).At(Noon.AddMinutes(2))), Recover("2", A).At(Noon.AddMinutes(2)));
        var other = Decision.Apply(state, Recover("2", B).At(Noon.AddMinutes(2)));

        (second.Result.Status, second.Result.Id).ShouldBe((CommandStatus.Conflict, 1));
        (free.Result.Status, free.Result.Id).ShouldBe((CommandStatus.Applied, 2));
        (other.Result.Status, other.Result.Id).ShouldBe((CommandStatus.Applied, 2));
    }

    [Fact]
    public void Recovery_WrittenAgainUnderItsIdentity_GivesTheSameNumber()
    {
        var state = DecidedState.Empty.Apply(Recover("1", A).At(Noon));

        var again = Decision.Apply(state, Recover("1", A).At(Noon.AddMinutes(1)));

        (again.Result.Status, again.Result.Id).ShouldBe((CommandStatus.Applied, 1));
        again.State.Recoveries.Count.ShouldBe(1);
        again.State.Recoveries[1].StartedAt.ShouldBe(Noon);
    }

    [Fact]
    public void Resolve_Recovery_TellsHowAndWhenItEnded()
    {
        var resolution = new RecoveryResolution { IsSuccessful = true, Successor = B, Errors = ["slow"] };
        var state = DecidedState.Empty.Apply(Recover("1", A).At(Noon), new ResolveRecovery("1", resolution).At(Noon.AddMinutes(1)));

        state.Recoveries[1].EndedAt.ShouldBe(Noon.AddMinutes(1));
        state.Recoveries[1].Resolution.ShouldBe(resolution);
        Decision.Apply(state, new ResolveRecovery("gone", resolution).At(Noon.AddMinutes(1))).Result.Id.ShouldBe(0);
    }

    [Theory]
    [InlineData("key", "a")]
    [InlineData("cluster", "a,b")]
    [InlineData("alias", "a,b")]
    [InlineData("id", "b")]
    [InlineData("uid", "c")]
    [InlineData("all", "a,b,c")]
    [InlineData("none", "")]
    public void Ack_Selector_AcknowledgesThoseThatFit(string selector, string hosts)
    {
        var state = DecidedState.Empty.Apply(
            Recover("1", A, "x:1").At(Noon), Recover("2", B, "x:1").At(Noon), Recover("3", new InstanceKey("c", 3), "y:1").At(Noon));
        var ack = selector switch
        {
            "key" => Ack(key: A),
            "cluster" => Ack(cluster: "x:1"),
            "alias" => Ack(alias: "alias of x:1"),
            "id" => Ack(id: 2),
            "uid" => Ack(uid: "3"),
            "all" => Ack(all: true),
            _ => Ack(),
        };

        var outcome = Decision.Apply(state, ack.At(Noon.AddMinutes(1)));

        outcome.Result.Keys.Select(key => key.Hostname).ShouldBe(hosts.Split(',', StringSplitOptions.RemoveEmptyEntries));
        outcome.State.Recoveries.Values.Where(recovery => recovery.Acknowledgement is not null).Select(recovery => recovery.Analysis.AnalyzedInstanceKey)
            .ShouldBe(outcome.Result.Keys);
    }

    [Fact]
    public void Ack_OfWhatIsAcknowledged_KeepsTheFirst()
    {
        var state = DecidedState.Empty.Apply(Recover("1", A).At(Noon), Ack(all: true).At(Noon), Ack(all: true, owner: "bob").At(Noon.AddMinutes(1)));

        state.Recoveries[1].Acknowledgement.ShouldBe(new RecoveryAcknowledgement(Noon, "ann", "seen"));
    }

    [Theory]
    [InlineData("key", false)]
    [InlineData("cluster", false)]
    [InlineData("all", true)]
    public void Ack_InstanceOrCluster_EndsItsDetectionsToo(string selector, bool isActive)
    {
        var state = DecidedState.Empty.Apply(Detect(A).At(Noon));
        var ack = selector switch { "key" => Ack(key: A), "cluster" => Ack(cluster: "x:1"), _ => Ack(all: true) };

        state.Apply(ack.At(Noon.AddMinutes(1))).Detections[1].IsActive(Noon.AddMinutes(1)).ShouldBe(isActive);
    }

    [Fact]
    public void Purge_AfterTheKeptTime_RemovesThemAndNumbersGoOn()
    {
        var state = DecidedState.Empty.Apply(Detect(A).At(Noon), Recover("1", A).At(Noon), Step("1", "began").At(Noon));

        var soon = state.Apply(new EndDowntime(A).At(Noon + Week - TimeSpan.FromMinutes(1)));
        var later = state.Apply(new EndDowntime(A).At(Noon + Week), Detect(A).At(Noon + Week), Recover("2", A).At(Noon + Week), Step("2", "began").At(Noon + Week));

        (soon.Detections.Count, soon.Recoveries.Count, soon.RecoverySteps.Count).ShouldBe((1, 1, 1));
        later.Detections.Keys.ShouldBe([2L]);
        later.Recoveries.Keys.ShouldBe([2L]);
        later.RecoverySteps.Keys.ShouldBe([2L]);
    }

    [Fact]
    public void Apply_EndlessFailures_KeepsTheSnapshotSmallAndTheNewest()
    {
        var state = DecidedState.Empty;
        var replicas = Enumerable.Range(0, 20).Select(i => new InstanceKey($"replica-{i}.example.com", 3306)).ToList();
        for (var i = 0; i < 1_500; i++)
        {
            var key = new InstanceKey($"db-{i}.example.com", 3306);
            state = state.Apply(
                new RegisterFailureDetection(Analysis(key, "x:1", true) with { Replicas = replicas }, Node, Hour, Week).At(Noon),
                new WriteRecovery($"{i}", Analysis(key, "x:1", true) with { Replicas = replicas }, Node, i, Hour, Week).At(Noon),
                new ResolveRecovery($"{i}", new RecoveryResolution { LostReplicas = replicas, Participants = replicas, Errors = [new string('e', 500)] }).At(Noon),
                Step($"{i}", new string('m', 300)).At(Noon),
                Step($"{i}", new string('m', 300)).At(Noon));
        }

        System.Text.Encoding.UTF8.GetByteCount(state.Show()).ShouldBeLessThan(2_000_000);
        DecidedSnapshot.Write(state, LogPosition.Start).Length.ShouldBeLessThan(2_000_000);
        (state.Detections.Keys.Last(), state.Recoveries.Keys.Last(), state.RecoverySteps.Keys.Last()).ShouldBe((1_500, 1_500, 3_000));
        state.Detections.Count.ShouldBeGreaterThan(100);
        state.Recoveries.Count.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Limit_WhatIsNotActive_GoesFirst()
    {
        var state = DecidedState.Empty.Apply(Recover("0", A).At(Noon));
        for (var i = 1; i < 500; i++)
        {
            state = state.Apply(Recover($"{i}", new InstanceKey("h", i)).At(Noon.AddSeconds(i)), Ack(uid: $"{i}").At(Noon.AddSeconds(i)));
        }

        state.Recoveries.Keys.ShouldContain(1);
        state.Recoveries.Keys.ShouldNotContain(2);
    }

    private static ReplicationAnalysis Analysis(InstanceKey key, string cluster, bool isActionable) => new()
    {
        AnalyzedInstanceKey = key,
        Analysis = "DeadMaster",
        IsActionableRecovery = isActionable,
        ClusterDetails = new ClusterInfo { ClusterName = cluster, ClusterAlias = $"alias of {cluster}" },
    };

    private static RegisterFailureDetection Detect(InstanceKey key, bool isActionable = false) => new(Analysis(key, "x:1", isActionable), Node, Hour, Week);

    private static WriteRecovery Recover(string uid, InstanceKey key, string cluster = "x:1") => new(uid, Analysis(key, cluster, true), Node, 0, Hour, Week);

    private static WriteRecoveryStep Step(string uid, string message) => new(uid, message, Week);

    private static AckRecovery Ack(
        InstanceKey? key = null, string? cluster = null, string? alias = null, long? id = null, string? uid = null, bool all = false, string owner = "ann")
        => new(owner, "seen") { Key = key, ClusterName = cluster, ClusterAlias = alias, Id = id, Uid = uid, All = all };
}
