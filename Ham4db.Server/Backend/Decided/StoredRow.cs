using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Decided;

/// <summary>A row as it was read; its columns are counted from 0, the key's first.</summary>
internal readonly struct StoredRow(DecidedTable table, object?[] cells)
{
    /// <summary>The instance that the first two columns name.</summary>
    /// <exception cref="InvalidDataException">They name none.</exception>
    public InstanceKey Instance => InstanceAt(0);

    /// <summary>The instance that two columns name.</summary>
    /// <exception cref="InvalidDataException">They name none.</exception>
    public InstanceKey InstanceAt(int column)
        => new(Text(column), Number(column + 1) is var port and >= int.MinValue and <= int.MaxValue ? (int)port : throw Unreadable(column + 1));

    /// <exception cref="InvalidDataException">It holds no text.</exception>
    public string Text(int column) => cells[column] as string ?? throw Unreadable(column);

    /// <exception cref="InvalidDataException">It holds no number.</exception>
    public long Number(int column) => cells[column] as long? ?? throw Unreadable(column);

    /// <exception cref="InvalidDataException">It holds no time.</exception>
    public DateTimeOffset Time(int column)
    {
        try
        {
            return StoredTime.Parse(Text(column));
        }
        catch (FormatException)
        {
            throw Unreadable(column);
        }
    }

    /// <exception cref="InvalidDataException">It holds no such JSON.</exception>
    public T Json<T>(int column, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Text(column), type) ?? throw Unreadable(column);
        }
        catch (JsonException)
        {
            throw Unreadable(column);
        }
    }

    /// <summary>What is thrown for a column whose content is not what it should be.</summary>
    public InvalidDataException Unreadable(int column)
        => new($"Table {table.Name} holds '{cells[column] ?? "NULL"}' in column {table.Columns[column].Name}, which is no {table.Columns[column].Kind}.");
}
