namespace Ham4db.Client.Cli.Output;

/// <summary>One column of a table about things of one kind.</summary>
/// <param name="Heading">What stands above it, without spaces, so that programs can split a line.</param>
/// <param name="Cell">What it says of one thing; an empty text is printed as <c>-</c>.</param>
internal sealed record Column<T>(string Heading, Func<T, string> Cell)
{
    /// <summary>Whether it holds numbers, which are aligned to the right.</summary>
    public bool IsNumber { get; init; }
}
