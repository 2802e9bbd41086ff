using System.Text.Json.Serialization;

namespace Ham4db.Client.Contract;

/// <summary>An error inside a reply that is none itself. The Go servers lose the words of most: all that is told then is that there was one.</summary>
public sealed record ReportedError
{
    /// <summary>The database's error number; 0 when the error is none of the database's, or the server does not tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Number { get; init; }

    /// <summary>What went wrong; empty when the server does not tell.</summary>
    public string Message { get; init => field = value ?? string.Empty; } = string.Empty;
}
