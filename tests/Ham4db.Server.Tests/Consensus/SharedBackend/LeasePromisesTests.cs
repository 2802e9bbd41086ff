using Ham4db.Server.Consensus.SharedBackend;
using Microsoft.Extensions.Time.Testing;

namespace Ham4db.Server.Tests.Consensus.SharedBackend;

public sealed class LeasePromisesTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly LeasePromises _promises;

    public LeasePromisesTests() => _promises = new LeasePromises(Lease, _time);

    [Fact]
    public void Promise_JustStarted_SupportsNobody()
    {
        _promises.Promise("a/1").ShouldNotBeNull().ShouldContain("just started");

        _time.Advance(Lease);
        _promises.Promise("a/1").ShouldBeNull();
    }

    [Fact]
    public void Promise_ToAnotherStands_IsRefusedAndNamesWho()
    {
        _time.Advance(Lease);
        _promises.Promise("a/1").ShouldBeNull();

        _promises.Promise("b/2").ShouldNotBeNull().ShouldContain("a/1");
        _time.Advance(Lease - TimeSpan.FromMilliseconds(1));
        _promises.Promise("b/2").ShouldNotBeNull();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _promises.Promise("b/2").ShouldBeNull();
    }

    [Fact]
    public void Promise_AskedAgainByTheSame_StandsForAnotherLease()
    {
        _time.Advance(Lease);
        _promises.Promise("a/1").ShouldBeNull();
        _time.Advance(Lease / 2);
        _promises.Promise("a/1").ShouldBeNull();

        _time.Advance(Lease * 0.75);
        _promises.Promise("b/2").ShouldNotBeNull();
    }

    [Fact]
    public void Release_ByItsHolder_FreesThePromiseAtOnceAndByAnotherDoesNot()
    {
        _time.Advance(Lease);
        _promises.Promise("a/1").ShouldBeNull();

        _promises.Release("b/2");
        _promises.Promise("b/2").ShouldNotBeNull();
        _promises.Release("a/1");
        _promises.Promise("b/2").ShouldBeNull();
    }
}
