using System.Text.Json.Serialization;

namespace Ham4db.Client.Contract;

/// <summary>A position in a server's binary or relay log.</summary>
/// <param name="LogFile">Log file name; empty when unknown.</param>
/// <param name="LogPos">Byte offset in the file; 0 when unknown.</param>
/// <param name="Type">Which kind of log.</param>
public readonly record struct BinlogCoordinates(string LogFile, long LogPos, BinlogType Type)
{
    private readonly string? _logFile = LogFile;

    /// <summary>Log file name; empty when unknown, never null.</summary>
    [JsonPropertyOrder(-1)]
    public string LogFile
    {
        get => _logFile ?? string.Empty;
        init => _logFile = value;
    }

    /// <summary>Whether both name the same place; an unknown file is the same as an empty one.</summary>
    public bool Equals(BinlogCoordinates other)
        => LogPos == other.LogPos && Type == other.Type && string.Equals(LogFile, other.LogFile, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LogFile, LogPos, Type);

    /// <summary><c>file:position</c>.</summary>
    public override string ToString() => $"{LogFile}:{LogPos}";
}
