using Ham4db.Simulator.Sql;

namespace Ham4db.Simulator.Protocol;

/// <summary>Writes the server's packets.</summary>
internal static class Replies
{
    private const int StatusAutocommit = 0x0002;
    private const int StatusMoreResults = 0x0008;
    private const int Utf8Mb4 = 45;
    private const int Binary = 63;

    public static void Greeting(this PacketWriter writer, string serverVersion, uint connectionId, ReadOnlySpan<byte> scramble)
    {
        writer.Begin().Byte(10).ZeroEnded(serverVersion).Long(connectionId).Bytes(scramble[..8]).Byte(0)
            .Short((int)((uint)Capabilities.Offered & 0xFFFF)).Byte(Utf8Mb4).Short(StatusAutocommit)
            .Short((int)((uint)Capabilities.Offered >> 16)).Byte(scramble.Length + 1).Zeros(10)
            .Bytes(scramble[8..]).Byte(0).ZeroEnded(NativePassword.PluginName)
            .End();
    }

    public static void SwitchPlugin(this PacketWriter writer, ReadOnlySpan<byte> scramble)
        => writer.Begin().Byte(0xFE).ZeroEnded(NativePassword.PluginName).Bytes(scramble).Byte(0).End();

    public static void Ok(this PacketWriter writer, bool more = false)
        => writer.Begin().Byte(0x00).LengthEncoded(0UL).LengthEncoded(0UL).Short(Status(more)).Short(0).End();

    public static void Error(this PacketWriter writer, int code, string sqlState, string message)
        => writer.Begin().Byte(0xFF).Short(code).Byte('#').Text(sqlState).Text(message).End();

    public static void EndOfFile(this PacketWriter writer, bool more = false)
        => writer.Begin().Byte(0xFE).Short(0).Short(Status(more)).End();

    public static void ResultSet(this PacketWriter writer, Table table, bool more)
    {
        writer.Begin().LengthEncoded((ulong)table.Columns.Length).End();
        foreach (var column in table.Columns)
        {
            writer.Definition(column);
        }

        writer.EndOfFile();
        foreach (var row in table.Rows)
        {
            writer.Begin();
            foreach (var cell in row)
            {
                _ = cell is null ? writer.Byte(0xFB) : writer.LengthEncoded(Operators.Text(cell));
            }

            writer.End();
        }

        writer.EndOfFile(more);
    }

    private static void Definition(this PacketWriter writer, Column column)
    {
        const int UnsignedFlag = 0x20;
        const int BinaryFlag = 0x80;
        var (type, characterSet, length, flags) = column.Type switch
        {
            ColumnType.Integer => (0x08, Binary, 21u, BinaryFlag),
            ColumnType.UnsignedInteger => (0x08, Binary, 20u, BinaryFlag | UnsignedFlag),
            ColumnType.Real => (0x05, Binary, 22u, BinaryFlag),
            ColumnType.DateTime => (0x0C, Binary, 19u, BinaryFlag),
            _ => (0xFD, Utf8Mb4, 4096u, 0),
        };
        writer.Begin().LengthEncoded("def").LengthEncoded(string.Empty).LengthEncoded(string.Empty).LengthEncoded(string.Empty)
            .LengthEncoded(column.Name).LengthEncoded(string.Empty).Byte(0x0C).Short(characterSet).Long(length).Byte(type)
            .Short(flags).Byte(0).Zeros(2)
            .End();
    }

    private static int Status(bool more) => more ? StatusAutocommit | StatusMoreResults : StatusAutocommit;
}
