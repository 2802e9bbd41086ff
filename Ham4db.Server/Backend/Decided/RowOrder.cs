namespace Ham4db.Server.Backend.Decided;

/// <summary>Orders the rows of one table by their keys: text by ordinal comparison, numbers by value.</summary>
internal sealed class RowOrder : IComparer<RowChange>
{
    private RowOrder()
    {
    }

    public static RowOrder ByKey { get; } = new();

    public int Compare(RowChange? x, RowChange? y)
    {
        for (var i = 0; i < x!.Key.Length; i++)
        {
            var order = (x.Key[i], y!.Key[i]) switch
            {
                (string left, string right) => string.CompareOrdinal(left, right),
                (long left, long right) => left.CompareTo(right),
                _ => throw new InvalidOperationException($"The keys of table {x.Table.Name} are neither text nor numbers."),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
