using Microsoft.Data.Sqlite;

namespace Ham4db.Server.Backend.Sqlite;

/// <summary>Turns what SQLite says into one line that tells an operator which file and what to do.</summary>
internal static class SqliteFailure
{
    // Result codes of SQLite, https://sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <param name="failed">What SQLite said.</param>
    /// <param name="file">The file, as configured.</param>
    /// <param name="isOwn">Whether the file was a database of a server before, so that one which is none now is damaged.</param>
    public static BackendException ToBackendException(this SqliteException failed, string file, bool isOwn)
        => failed.SqliteErrorCode == Corrupt || (failed.SqliteErrorCode == NotADatabase && isOwn)
            ? new DamagedFileException(file, failed.Message.ReplaceLineEndings(" "), failed)
            : new BackendException($"SQLite3DataFile {file} {Describe(failed)}", failed);

    private static string Describe(SqliteException failed) => failed.SqliteErrorCode switch
    {
        Busy or Locked => "is locked by another process: close whatever has it open (a sqlite3 shell, a backup), then try again.",
        ReadOnly => "cannot be written: give the server's user write access to the file and its directory.",
        InputOutput => $"cannot be read or written ({failed.Message}): check the disk and the system's log.",
        Full => "cannot grow: the disk is full; free some space.",
        CannotOpen => "cannot be opened: check that the path is a file and that the server's user may read and write it and its directory.",
        NotADatabase => "is not a SQLite database: set SQLite3DataFile to another path, or move that file away.",
        _ => $"failed: {failed.Message}",
    };
}
