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

    /// <summary><c>file:position</c>.</summary>
    public override string ToString() => $"{LogFile}:{LogPos}";
}
