using System.Globalization;

namespace Ham4db.Simulator.Model;

/// <summary>Where a transaction ends in the binary log.</summary>
/// <param name="File">The file, for example <c>mysql-bin.000001</c>.</param>
/// <param name="Position">The offset in it.</param>
internal readonly record struct BinlogPosition(string File, long Position)
{
    private const long Header = 342;
    private const long BytesOfTransaction = 310;
    private const long TransactionsOfFile = 1_000_000;

    /// <summary>The position after a transaction, the same on every server of a tree.</summary>
    public static BinlogPosition After(long transaction, string prefix = "mysql-bin") => new(
        string.Create(CultureInfo.InvariantCulture, $"{prefix}.{1 + (transaction / TransactionsOfFile):D6}"),
        Header + (transaction % TransactionsOfFile * BytesOfTransaction));
}
