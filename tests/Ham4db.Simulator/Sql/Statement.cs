namespace Ham4db.Simulator.Sql;

/// <summary>One statement of a request.</summary>
/// <param name="Text">Its text, without the semicolon.</param>
/// <param name="Tokens">Its tokens, positions relative to <paramref name="Text"/>; at least one.</param>
internal sealed record Statement(string Text, IReadOnlyList<Token> Tokens)
{
    /// <summary>Splits a request at its semicolons; empty statements go.</summary>
    public static List<Statement> Split(string request)
    {
        var statements = new List<Statement>();
        var current = new List<Token>();
        foreach (var token in Lexer.Read(request))
        {
            if (!token.Is(";"))
            {
                current.Add(token);
                continue;
            }

            Finish();
        }

        Finish();
        return statements;

        void Finish()
        {
            if (current.Count == 0)
            {
                return;
            }

            var start = current[0].Start;
            statements.Add(new Statement(
                request[start..current[^1].End],
                [.. current.Select(token => token with { Start = token.Start - start, End = token.End - start })]));
            current = [];
        }
    }

    /// <summary>Whether the statement is exactly these words, apart from letter case.</summary>
    public bool IsExactly(string words) => Begins(words, out var rest) && rest == Tokens.Count;

    /// <summary>Whether the statement begins with these words.</summary>
    public bool Begins(string words, out int rest)
    {
        var expected = words.Split(' ');
        rest = expected.Length;
        return Tokens.Count >= expected.Length && !expected.Where((word, i) => !Tokens[i].Is(word)).Any();
    }
}
