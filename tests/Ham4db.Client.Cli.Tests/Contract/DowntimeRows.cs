using static Ham4db.Client.Cli.Tests.Contract.Samples;

namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>Downtime, maintenance and promotion.</summary>
internal static class DowntimeRows
{
    private const string Maintenances =
        """[{"MaintenanceId":4,"Key":{"Hostname":"db-2","Port":3306},"BeginTimestamp":"2025-11-25 12:00:00","SecondsElapsed":9,"IsActive":true,"Owner":"bob","Reason":"disk exchange"}]""";

    public static ContractRow[] All =>
    [
        new ContractRow("-c begin-downtime -i db-2 -r disk", "begin-downtime db-2 disk", $"POST begin-downtime/db-2/3306/{Cli.UserName}/disk/600s", Ok(Key), "db-2:3306\n").Or("null", "db-2:3306\n"),
        new ContractRow(
            "-c begin-downtime -i db-2 -o bob -r \"disk exchange\" -u 30m", "begin-downtime db-2 \"disk exchange\" 30m bob",
            "POST begin-downtime/db-2/3306/bob/disk exchange/1800s", Ok(Key), "db-2:3306\n"),
        new ContractRow("-c end-downtime -i db-2", "end-downtime db-2", "POST end-downtime/db-2/3306", Ok(Key), "db-2:3306\n").Or("null", "db-2:3306\n"),
        new ContractRow("-c downtimed", "downtimed", "GET downtimed", Both, BothKeys).OrNothing(),
        new ContractRow("-c downtimed -a shop", "downtimed shop", "GET downtimed/shop", Both, BothKeys).OrNothing(),
        new ContractRow("-c begin-maintenance -i db-2 -r disk", "begin-maintenance db-2 disk", $"POST begin-maintenance/db-2/3306/{Cli.UserName}/disk", Ok(Key), "db-2:3306\n").Or("null", "db-2:3306\n"),
        new ContractRow(
            "-c begin-maintenance -i db-2 -r \"disk exchange\" -owner bob", "begin-maintenance db-2 \"disk exchange\" bob",
            "POST begin-maintenance/db-2/3306/bob/disk exchange", Ok(Key), "db-2:3306\n"),
        new ContractRow("-c end-maintenance -i db-2", "end-maintenance db-2", "POST end-maintenance/db-2/3306", Ok(Key), "db-2:3306\n").Or("null", "db-2:3306\n"),
        new ContractRow("-c end-maintenance-id --id 4", "end-maintenance-id 4", "POST end-maintenance/4", Ok("4"), "4\n").Or("null", "4\n"),
        new ContractRow("-c in-maintenance -i db-2", "in-maintenance db-2", "GET in-maintenance/db-2/3306", Ok("\"db-2:3306\""), "db-2:3306\n").Or("\"\"", ""),
        new ContractRow("-c maintenance", "maintenance", "GET maintenance", Maintenances, "4 db-2:3306 since 2025-11-25 12:00:00 by bob: disk exchange\n").OrNothing(),
        new ContractRow(
            "-c register-candidate -i db-2 --promotion-rule=prefer", "register-candidate db-2 prefer", "POST register-candidate/db-2/3306/prefer", Ok(Key), "db-2:3306\n")
            .Or("null", "db-2:3306\n"),
    ];
}
