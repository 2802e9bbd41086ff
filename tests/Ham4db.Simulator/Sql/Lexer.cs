using System.Text;

namespace Ham4db.Simulator.Sql;

/// <summary>Cuts the text of a request into tokens; comments and white space go.</summary>
internal static class Lexer
{
    private static readonly string[] LongSymbols = ["<=>", "<>", "!=", "<=", ">=", "||", "&&", ":="];

    public static List<Token> Read(string sql)
    {
        var tokens = new List<Token>();
        var at = 0;
        while ((at = SkipBlank(sql, at)) < sql.Length)
        {
            var token = ReadOne(sql, at);
            tokens.Add(token);
            at = token.End;
        }

        return tokens;
    }

    private static int SkipBlank(string sql, int at)
    {
        while (at < sql.Length)
        {
            if (char.IsWhiteSpace(sql[at]))
            {
                at++;
            }
            else if (sql[at] == '#' || Starts(sql, at, "-- ") || Starts(sql, at, "--\n"))
            {
                at = EndOf(sql, "\n", at);
            }
            else if (Starts(sql, at, "/*"))
            {
                at = EndOf(sql, "*/", at + 2);
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static Token ReadOne(string sql, int at)
    {
        var first = sql[at];
        if (first is '\'' or '"' or '`')
        {
            var (text, quotedEnd) = ReadQuoted(sql, at);
            return new Token(first == '`' ? TokenKind.QuotedWord : TokenKind.Text, text, at, quotedEnd);
        }

        if (Starts(sql, at, "@@"))
        {
            var end = EndOfWord(sql, at + 2, alsoDots: true);
            return new Token(TokenKind.Variable, sql[(at + 2)..end].Replace("`", string.Empty, StringComparison.Ordinal), at, end);
        }

        if (char.IsAsciiDigit(first))
        {
            var end = at;
            while (end < sql.Length && (char.IsAsciiDigit(sql[end]) || sql[end] == '.'))
            {
                end++;
            }

            return new Token(TokenKind.Number, sql[at..end], at, end);
        }

        if (IsWordCharacter(first) || first == '@')
        {
            var end = EndOfWord(sql, at + 1, alsoDots: false);
            return new Token(TokenKind.Word, sql[at..end], at, end);
        }

        var symbol = LongSymbols.FirstOrDefault(symbol => Starts(sql, at, symbol)) ?? first.ToString();
        return new Token(TokenKind.Symbol, symbol, at, at + symbol.Length);
    }

    private static (string Text, int End) ReadQuoted(string sql, int at)
    {
        var quote = sql[at];
        var text = new StringBuilder();
        for (at++; at < sql.Length; at++)
        {
            if (sql[at] == '\\' && quote != '`' && at + 1 < sql.Length)
            {
                // LIKE patterns keep the escape of their two wild cards.
                if (sql[++at] is '%' or '_')
                {
                    text.Append('\\');
                }

                text.Append(sql[at]);
            }
            else if (sql[at] == quote && at + 1 < sql.Length && sql[at + 1] == quote)
            {
                text.Append(sql[++at]);
            }
            else if (sql[at] == quote)
            {
                return (text.ToString(), at + 1);
            }
            else
            {
                text.Append(sql[at]);
            }
        }

        return (text.ToString(), sql.Length);
    }

    private static int EndOfWord(string sql, int at, bool alsoDots)
    {
        while (at < sql.Length && (IsWordCharacter(sql[at]) || char.IsAsciiDigit(sql[at]) || (alsoDots && sql[at] is '.' or '`')))
        {
            at++;
        }

        return at;
    }

    private static bool IsWordCharacter(char character) => char.IsLetter(character) || character is '_' or '$';

    private static bool Starts(string sql, int at, string with) => string.CompareOrdinal(sql, at, with, 0, with.Length) == 0;

    private static int EndOf(string sql, string mark, int from)
    {
        var found = sql.IndexOf(mark, from, StringComparison.Ordinal);
        return found < 0 ? sql.Length : found + mark.Length;
    }
}
