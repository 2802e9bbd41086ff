namespace Ham4db.Simulator.Sql;

internal enum TokenKind
{
    Word,
    QuotedWord,
    Variable,
    Number,
    Text,
    Symbol,
}

/// <summary>A piece of a statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its text without quotes; of a variable the part after <c>@@</c>.</param>
/// <param name="Start">Where it begins in the statement's text.</param>
/// <param name="End">Where it ends, exclusive.</param>
internal readonly record struct Token(TokenKind Kind, string Value, int Start, int End)
{
    public bool Is(string word)
        => Kind is TokenKind.Word or TokenKind.Symbol && string.Equals(Value, word, StringComparison.OrdinalIgnoreCase);
}
