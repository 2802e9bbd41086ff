using System.Collections.Immutable;

namespace Ham4db.Simulator.Sql;

/// <summary>A parsed SELECT over at most one table.</summary>
/// <param name="Items">The select list; an item without expression is <c>*</c>.</param>
/// <param name="From">The table's name, lower case, with its schema when given; null without FROM.</param>
/// <param name="Where">The condition; null for every row.</param>
/// <param name="OrderBy">What to sort by.</param>
/// <param name="Skip">Rows to leave out at the beginning.</param>
/// <param name="Limit">Rows at most; null for all.</param>
internal sealed record SelectStatement(
    IReadOnlyList<SelectStatement.Item> Items,
    string? From,
    Expression? Where,
    IReadOnlyList<SelectStatement.Order> OrderBy,
    int Skip,
    int? Limit)
{
    /// <summary>One item of the select list.</summary>
    internal sealed record Item(Expression? Expression, string Name)
    {
        public bool CountsRows => Expression is Expression.Call { Name: var name } && name.Equals("COUNT", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>One key to sort by.</summary>
    internal sealed record Order(Expression Key, bool Descending);

    /// <summary>Runs the statement.</summary>
    /// <param name="table">The rows of <see cref="From"/>; null without FROM.</param>
    /// <param name="session">What expressions may ask for, apart from cells.</param>
    public Table Run(Table? table, IValues session)
    {
        var source = table ?? new Table([], [[]]);
        Check(new RowValues(source, [.. source.Columns.Select(_ => (object?)null)], session));
        var rows = source.Rows
            .Select(row => new RowValues(source, row, session))
            .Where(row => Where is null || Operators.IsTrue(Where.Evaluate(row)))
            .ToList();
        if (Items.Any(item => item.CountsRows))
        {
            return Table.Of([.. Items.Select(item => item.Name)], [[.. Items.Select(item => Aggregate(item, rows, source, session))]]);
        }

        var kept = Sort(rows).Skip(Skip).Take(Limit ?? int.MaxValue).ToList();
        var columns = Items.SelectMany(item => Project(item, kept, source)).ToList();
        return new Table(
            [.. columns.Select(column => column.Column)],
            [.. kept.Select((_, i) => columns.Select(column => column.Cells[i]).ToImmutableArray())]);
    }

    /// <summary>Names are checked even when no row asks for them, as on a real server.</summary>
    private void Check(RowValues emptyRow)
    {
        foreach (var item in Items.Where(item => item.Expression is not null && !item.CountsRows))
        {
            emptyRow.Evaluate(item.Expression!);
        }

        Where?.Evaluate(emptyRow);
    }

    private static object? Aggregate(Item item, List<RowValues> rows, Table source, IValues session)
        => item.CountsRows ? rows.Count
            : item.Expression?.Evaluate(rows.Count > 0 ? rows[0] : new RowValues(source, [.. source.Columns.Select(_ => (object?)null)], session));

    private static IEnumerable<(Column Column, List<object?> Cells)> Project(Item item, List<RowValues> rows, Table source)
    {
        if (item.Expression is null)
        {
            return source.Columns.Select((column, i) => (column, rows.Select(row => row.Row[i]).ToList()));
        }

        var cells = rows.Select(row => row.Evaluate(item.Expression)).ToList();
        var declared = item.Expression is Expression.ColumnReference reference ? source.Find(reference.Name) : null;
        return [(new Column(item.Name, declared?.Type ?? Column.TypeOf(cells.Find(cell => cell is not null))), cells)];
    }

    private IEnumerable<RowValues> Sort(List<RowValues> rows)
    {
        IOrderedEnumerable<RowValues>? sorted = null;
        foreach (var (key, descending) in OrderBy)
        {
            Func<RowValues, object?> value = row => row.Evaluate(key);
            sorted = (sorted, descending) switch
            {
                (null, false) => rows.OrderBy(value, Comparer<object?>.Default),
                (null, true) => rows.OrderByDescending(value, Comparer<object?>.Default),
                (_, false) => sorted.ThenBy(value, Comparer<object?>.Default),
                (_, true) => sorted.ThenByDescending(value, Comparer<object?>.Default),
            };
        }

        return sorted ?? rows.AsEnumerable();
    }

    private sealed class RowValues(Table table, ImmutableArray<object?> row, IValues session) : IValues
    {
        public ImmutableArray<object?> Row => row;

        public DateTime Now => session.Now;

        public object? Variable(string name) => session.Variable(name);

        public string? SessionFunction(string name) => session.SessionFunction(name);

        public object? Evaluate(Expression expression) => expression.Evaluate(this);

        public object? Cell(string column)
            => table.Find(column) is { } found ? row[table.Columns.IndexOf(found)] : throw SqlErrorException.UnknownColumn(column);
    }
}
