namespace Ham4db.Server.Backend.Sqlite;

/// <summary>What the file holds is not what was written to it. Nothing in it is to be relied on any more.</summary>
internal sealed class DamagedFileException(string file, string detail, Exception? innerException = null) : BackendException(
    $"SQLite3DataFile {file} is damaged ({detail}): restore it from a copy, or move it away and start again.", innerException)
{
    /// <summary>What is wrong with it, on one line.</summary>
    public string Detail { get; } = detail;
}
