using static Ham4db.Client.Cli.Tests.Contract.Samples;

namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>Tags.</summary>
internal static class TagRows
{
    public static ContractRow[] All =>
    [
        new ContractRow("-c tags -i db-2", "tags db-2", "GET tags/db-2/3306", """["owner=a","role=backup"]""", "owner=a\nrole=backup\n").OrNothing(),
        new ContractRow("-c tag-value -i db-2 -t role", "tag-value db-2 role", "GET tag-value/db-2/3306?tag=role", "\"backup\"", "backup\n").OrFailure().Or("\"\"", "\n"),
        new ContractRow("-c tagged -t role=backup,~old", "tagged role=backup,~old", "GET tagged?tag=role=backup,~old", Keys, BothKeys).OrNothing(),
        new ContractRow("-c tag -i db-2 -t role=backup", "tag db-2 role=backup", "POST tag/db-2/3306?tag=role=backup", Ok(Key), "db-2:3306\n").Or("null", "db-2:3306\n"),
        new ContractRow("-c untag -i db-2 -t a&b", "untag db-2 a&b", "POST untag/db-2/3306?tag=a&b", Ok(Keys), BothKeys).OrNothing(),
        new ContractRow("-c untag-all -t role=backup", "untag-all role=backup", "POST untag-all?tag=role=backup", Ok(Keys), BothKeys).OrNothing(),
    ];
}
