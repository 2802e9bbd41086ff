namespace Ham4db.Server.Managed;

/// <summary>A statement that returns rows.</summary>
/// <param name="Name">What it reads, for people, for example <c>replica status</c>.</param>
/// <param name="Sql">Its text, without a semicolon at the end.</param>
internal sealed record Statement(string Name, string Sql)
{
    /// <summary>Server errors that only mean that the server has no such thing; none by default.</summary>
    public IReadOnlyList<int> MeansAbsent { get; init; } = [];

    /// <summary>Whether the server must answer it for the whole reading to be of use.</summary>
    public bool IsRequired { get; init; }
}
