using static Ham4db.Client.Tests.Typed.Samples;
using static Ham4db.Client.Tests.Typed.TypedCall;
using static Ham4db.Client.Tests.Typed.TypedReply;

namespace Ham4db.Client.Tests.Typed;

internal static class MaintenanceRows
{
    public static TypedCall[] All =>
    [
        Of($"POST begin-maintenance/db-1/3306/bob/{HardEncoded}", Enveloped(Db1Json),
            client => client.Maintenance.BeginAsync(Db1, "bob\n", Hard), IsDb1,
            go: $"mysql/begin-maintenance/db-1/3306/bob/{HardEncoded}", empty: IsDb1),
        Of("POST end-maintenance/db-1/3306", Enveloped(Db1Json),
            client => client.Maintenance.EndAsync(Db1), IsDb1, go: "mysql/end-maintenance/db-1/3306", empty: IsDb1),
        Of("POST end-maintenance/7", Enveloped("7"), client => client.Maintenance.EndByIdAsync(7), go: "mysql/end-maintenance/7"),
        Of("GET in-maintenance/127.0.0.1/10112", Recorded("orchestrator/healthy/in-maintenance_127.0.0.1_10112"),
            client => client.Maintenance.IsActiveAsync(Second), active => active.ShouldBeFalse(),
            go: "mysql/in-maintenance/127.0.0.1/10112", empty: active => active.ShouldBeFalse()),
        Of("GET in-maintenance/127.0.0.1/10113", Recorded("orchestrator/downtimed/in-maintenance_127.0.0.1_10114"),
            client => client.Maintenance.IsActiveAsync(Third), active => active.ShouldBeTrue(),
            go: "mysql/in-maintenance/127.0.0.1/10113", empty: active => active.ShouldBeFalse()),
        Of("GET maintenance", Recorded("orchestrator/downtimed/maintenance"), client => client.Maintenance.ListAsync(),
            found => found.ShouldHaveSingleItem().Owner.ShouldBe("bob"), go: "mysql/maintenance"),
    ];
}
