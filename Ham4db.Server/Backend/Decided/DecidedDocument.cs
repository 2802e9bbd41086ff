using System.Text.Json;

namespace Ham4db.Server.Backend.Decided;

/// <summary>
/// The decided state as a portable document: the rows of every table of <see cref="DecidedSchema"/>, sorted by key, so that equal states make
/// equal documents. Form: <c>{"Version":2,"Tables":{"downtime":[["host",3306,...],...],...}}</c>.
/// </summary>
internal static class DecidedDocument
{
    /// <summary>The version that this code writes. It reads the earlier ones too.</summary>
    public const int CurrentVersion = 2;

    private const int FirstVersion = 1;
    private const string Version = "Version";
    private const string Tables = "Tables";

    public static void Write(Stream target, DecidedState state)
    {
        var rows = DecidedRows.Whole(state).ToLookup(row => row.Table.Name, StringComparer.Ordinal);
        using var json = new Utf8JsonWriter(target);
        json.WriteStartObject();
        json.WriteNumber(Version, CurrentVersion);
        json.WriteStartObject(Tables);
        foreach (var table in DecidedSchema.Tables)
        {
            json.WriteStartArray(table.Name);
            foreach (var row in rows[table.Name].Order(RowOrder.ByKey))
            {
                WriteRow(json, row);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <exception cref="JsonException">It is no JSON, or not that of a document.</exception>
    /// <exception cref="InvalidDataException">It holds what cannot be.</exception>
    /// <exception cref="NewerSnapshotException">A newer server wrote it.</exception>
    public static DecidedState Read(Stream source)
    {
        using var document = JsonDocument.Parse(source);
        var version = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(Version, out var given)
            && given.TryGetInt32(out var number) ? number : 0;
        return version switch
        {
            FirstVersion => (document.RootElement.Deserialize(BackendJson.Default.FirstDecidedDocument) ?? throw Unreadable("it is empty")).ToState(),
            CurrentVersion => ReadTables(document.RootElement),
            > CurrentVersion => throw new NewerSnapshotException("The document of the snapshot", version, CurrentVersion),
            _ => throw Unreadable($"it has version {version}"),
        };
    }

    private static DecidedState ReadTables(JsonElement root)
    {
        if (!root.TryGetProperty(Tables, out var tables) || tables.ValueKind != JsonValueKind.Object)
        {
            throw Unreadable("it has no tables");
        }

        return DecidedRows.Read(table => tables.TryGetProperty(table.Name, out var rows) && rows.ValueKind == JsonValueKind.Array
            ? [.. rows.EnumerateArray().Select(row => ReadRow(table, row))]
            : throw Unreadable($"table {table.Name} is missing"));
    }

    private static void WriteRow(Utf8JsonWriter json, RowChange row)
    {
        json.WriteStartArray();
        foreach (var cell in row.Key.Concat(row.Values ?? []))
        {
            switch (cell)
            {
                case string text:
                    json.WriteStringValue(text);
                    break;
                case long number:
                    json.WriteNumberValue(number);
                    break;
                default:
                    json.WriteNullValue();
                    break;
            }
        }

        json.WriteEndArray();
    }

    private static object?[] ReadRow(DecidedTable table, JsonElement row)
        => row.ValueKind == JsonValueKind.Array && row.GetArrayLength() == table.Columns.Length
            ? [.. row.EnumerateArray().Select(cell => ReadCell(table, cell))]
            : throw Unreadable($"a row of table {table.Name} has not {table.Columns.Length} columns");

    private static object? ReadCell(DecidedTable table, JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.String => cell.GetString(),
        JsonValueKind.Number when cell.TryGetInt64(out var number) => number,
        JsonValueKind.Null => null,
        _ => throw Unreadable($"table {table.Name} holds neither text nor a whole number"),
    };

    private static InvalidDataException Unreadable(string reason) => new($"The snapshot's document cannot be read: {reason}.");
}
