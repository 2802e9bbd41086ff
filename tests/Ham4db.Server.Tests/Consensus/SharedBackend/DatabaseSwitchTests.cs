using Ham4db.Server.Backend.Shared;
using Ham4db.Server.Consensus.SharedBackend;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Server.Tests.Consensus.SharedBackend;

public sealed class DatabaseSwitchTests
{
    private static readonly SharedTimings Timings = new(TimeSpan.FromSeconds(5));

    private readonly FakeTimeProvider _time = new();
    private readonly DatabaseSwitch _switch;

    public DatabaseSwitchTests()
    {
        _switch = new DatabaseSwitch(Timings, _time);
        _switch.Take(Lease("one", 7), highestToken: 7, TimeSpan.Zero).ShouldBeFalse();
        _switch.Floor.ShouldBe(0);
    }

    [Fact]
    public void Take_AnotherServerAnswers_NothingIsWrittenBelowANewTerm()
    {
        _switch.Take(Lease("two", 6), highestToken: 7, TimeSpan.Zero).ShouldBeTrue();
        _switch.Floor.ShouldBe(8);

        _switch.Take(Lease("two", 7), highestToken: 7, TimeSpan.Zero).ShouldBeFalse();
        _switch.Floor.ShouldBe(8);
        _switch.Take(Lease("two", 1007), highestToken: 7, TimeSpan.Zero).ShouldBeFalse();
        _switch.Floor.ShouldBe(0);
    }

    [Fact]
    public void Take_AnotherNodeOfTheSameCluster_IsTheSameDatabase()
    {
        _switch.Take(Lease("two", 7) with { Cluster = "galera" }, highestToken: 7, TimeSpan.Zero).ShouldBeTrue("who was of no cluster is not of this one");
        _switch.Take(Lease("two", 8) with { Cluster = "galera" }, highestToken: 7, TimeSpan.Zero);
        _switch.Arrived();

        _switch.Take(Lease("three", 8) with { Cluster = "galera" }, highestToken: 8, TimeSpan.Zero).ShouldBeFalse();
        (_switch.Floor, _switch.OwesWrites, _switch.Database).ShouldBe((0, false, "three"));
        _switch.Take(Lease("four", 8) with { Cluster = "another" }, highestToken: 8, TimeSpan.Zero).ShouldBeTrue();
        _switch.Floor.ShouldBe(9);
    }

    [Fact]
    public void Take_OnlyThisServerWasMovedAndTheLeaderGoesOnRenewing_WritesGoOnAfterALease()
    {
        _switch.Take(Lease("two", 7), highestToken: 7, TimeSpan.Zero).ShouldBeTrue();

        _time.Advance(Timings.Lease - TimeSpan.FromMilliseconds(1));
        _switch.Take(Lease("two", 7), highestToken: 7, Timings.Renewal).ShouldBeFalse();
        _switch.Floor.ShouldBe(8);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _switch.Take(Lease("two", 7), highestToken: 7, Timings.Renewal).ShouldBeFalse();
        _switch.Floor.ShouldBe(0);
    }

    [Fact]
    public void Take_NobodyRenewsOnTheNewServer_WaitsForTheNewTermHoweverLong()
    {
        _switch.Take(Lease("two", 7), highestToken: 7, TimeSpan.Zero);

        _time.Advance(Timings.Lease * 10);
        _switch.Take(Lease("two", 7), highestToken: 7, Timings.Lease * 10);

        _switch.Floor.ShouldBe(8);
    }

    private static StoredLease Lease(string database, long token)
        => new(token, "a/1", null, 1, TimeSpan.Zero, default, default, database, string.Empty);
}
