using System.Globalization;

namespace Ham4db.Simulator.Sql;

/// <summary>Reads a SELECT: a select list, and optionally one table, a condition, an order and a limit.</summary>
internal sealed class SelectParser
{
    private static readonly string[] ClauseWords = ["FROM", "WHERE", "ORDER", "LIMIT", "AS", "GROUP", "HAVING", "UNION", "FOR"];
    private static readonly string[] Comparisons = ["=", "<>", "!=", "<", ">", "<=", ">=", "<=>"];

    private readonly Statement _statement;
    private readonly bool _isMariaDb;
    private int _at;

    private SelectParser(Statement statement, int at, bool isMariaDb)
    {
        _statement = statement;
        _at = at;
        _isMariaDb = isMariaDb;
    }

    /// <summary>Parses a whole SELECT.</summary>
    /// <exception cref="SqlErrorException">1064: it cannot be read; the message has the text from the first unexpected token.</exception>
    public static SelectStatement Parse(Statement statement, bool isMariaDb) => new SelectParser(statement, 1, isMariaDb).ParseSelect();

    /// <summary>Parses the condition that begins at a token and ends with the statement.</summary>
    /// <exception cref="SqlErrorException">1064: it cannot be read.</exception>
    public static Expression ParseCondition(Statement statement, int at, bool isMariaDb)
    {
        var parser = new SelectParser(statement, at, isMariaDb);
        var condition = parser.ParseExpression();
        parser.ExpectEnd();
        return condition;
    }

    private SelectStatement ParseSelect()
    {
        Accept("DISTINCT");
        var items = new List<SelectStatement.Item>();
        do
        {
            items.Add(ParseItem());
        }
        while (Accept(","));

        var from = Accept("FROM") ? ParseTableName() : null;
        var where = Accept("WHERE") ? ParseExpression() : null;
        var order = Accept("ORDER") && Expect("BY") ? ParseOrder() : [];
        var (skip, limit) = Accept("LIMIT") ? ParseLimit() : (0, null);
        ExpectEnd();
        return new SelectStatement(items, from, where, order, skip, limit);
    }

    private SelectStatement.Item ParseItem()
    {
        if (Accept("*"))
        {
            return new SelectStatement.Item(null, "*");
        }

        var start = _at;
        var expression = ParseExpression();
        var written = _statement.Text[_statement.Tokens[start].Start.._statement.Tokens[_at - 1].End];
        if (Accept("AS") || (Peek is { Kind: TokenKind.Word or TokenKind.QuotedWord or TokenKind.Text } next && !IsClauseWord(next)))
        {
            return new SelectStatement.Item(expression, Take().Value);
        }

        return new SelectStatement.Item(expression, expression switch
        {
            Expression.ColumnReference column => column.Name,
            Expression.Literal { Value: string text } => text,
            _ => written,
        });
    }

    private string ParseTableName()
    {
        if (Peek is { } first && IsClauseWord(first))
        {
            throw Unexpected(_at);
        }

        var name = TakeWord().Value;
        if (Accept("."))
        {
            name += "." + TakeWord().Value;
        }

        if (Accept("AS") || (Peek is { Kind: TokenKind.Word or TokenKind.QuotedWord } alias && !IsClauseWord(alias)))
        {
            TakeWord();
        }

        return name.ToLowerInvariant();
    }

    private List<SelectStatement.Order> ParseOrder()
    {
        var keys = new List<SelectStatement.Order>();
        do
        {
            var key = ParseExpression();
            keys.Add(new SelectStatement.Order(key, Accept("DESC")));
            Accept("ASC");
        }
        while (Accept(","));

        return keys;
    }

    private (int Skip, int? Limit) ParseLimit()
    {
        var first = TakeNumber();
        return Accept(",") ? (first, TakeNumber()) : Accept("OFFSET") ? (TakeNumber(), first) : (0, first);
    }

    private Expression ParseExpression()
    {
        var left = ParseConjunction();
        while (Accept("OR") || Accept("||"))
        {
            left = new Expression.Binary("OR", left, ParseConjunction());
        }

        return left;
    }

    private Expression ParseConjunction()
    {
        var left = ParseNegation();
        while (Accept("AND") || Accept("&&"))
        {
            left = new Expression.Binary("AND", left, ParseNegation());
        }

        return left;
    }

    private Expression ParseNegation() => Accept("NOT") ? new Expression.Not(ParseNegation()) : ParseComparison();

    private Expression ParseComparison()
    {
        var left = ParseSum();
        while (true)
        {
            if (Array.Find(Comparisons, Accept) is { } comparison)
            {
                left = new Expression.Binary(comparison, left, ParseSum());
            }
            else if (Accept("IS"))
            {
                var negated = Accept("NOT");
                Expect("NULL");
                left = Negate(negated, new Expression.IsNull(left));
            }
            else if (Peek is { } next && (next.Is("LIKE") || next.Is("IN") || next.Is("NOT")))
            {
                left = ParseMatch(left);
            }
            else
            {
                return left;
            }
        }
    }

    private Expression ParseMatch(Expression left)
    {
        var negated = Accept("NOT");
        if (Accept("LIKE"))
        {
            return Negate(negated, new Expression.Binary("LIKE", left, ParseSum()));
        }

        Expect("IN");
        Expect("(");
        return Negate(negated, new Expression.In(left, ParseArguments()));
    }

    private Expression ParseSum()
    {
        var left = ParseProduct();
        while (Array.Find(["+", "-"], Accept) is { } operation)
        {
            left = new Expression.Binary(operation, left, ParseProduct());
        }

        return left;
    }

    private Expression ParseProduct()
    {
        var left = ParsePrimary();
        while (Array.Find(["*", "/"], Accept) is { } operation)
        {
            left = new Expression.Binary(operation, left, ParsePrimary());
        }

        return left;
    }

    private Expression ParsePrimary()
    {
        if (Accept("("))
        {
            var inner = ParseExpression();
            Expect(")");
            return inner;
        }

        if (Accept("-"))
        {
            return new Expression.Binary("-", new Expression.Literal(0L), ParsePrimary());
        }

        var token = Take();
        return token.Kind switch
        {
            TokenKind.Text => new Expression.Literal(token.Value),
            TokenKind.Number => Number(token.Value),
            TokenKind.Variable => new Expression.Variable(token.Value),
            TokenKind.Word or TokenKind.QuotedWord => ParseName(token),
            _ => throw Unexpected(_at - 1),
        };
    }

    private Expression ParseName(Token token)
    {
        if (Accept("("))
        {
            if (Accept("*"))
            {
                Expect(")");
                return new Expression.Call(token.Value, []);
            }

            return new Expression.Call(token.Value, ParseArguments());
        }

        var name = token.Value;
        while (Accept("."))
        {
            name = TakeWord().Value;
        }

        return name.ToUpperInvariant() switch
        {
            "NULL" when token.Kind == TokenKind.Word => new Expression.Literal(null),
            "TRUE" when token.Kind == TokenKind.Word => new Expression.Literal(true),
            "FALSE" when token.Kind == TokenKind.Word => new Expression.Literal(false),
            "CURRENT_TIMESTAMP" => new Expression.Call(name, []),
            _ => new Expression.ColumnReference(name),
        };
    }

    private List<Expression> ParseArguments()
    {
        var arguments = new List<Expression>();
        if (Accept(")"))
        {
            return arguments;
        }

        do
        {
            arguments.Add(ParseExpression());
        }
        while (Accept(","));

        Expect(")");
        return arguments;
    }

    private Token? Peek => _at < _statement.Tokens.Count ? _statement.Tokens[_at] : null;

    private static bool IsClauseWord(Token token) => token.Kind == TokenKind.Word && ClauseWords.Any(token.Is);

    private static Expression Negate(bool negated, Expression expression) => negated ? new Expression.Not(expression) : expression;

    private static Expression.Literal Number(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            ? new Expression.Literal(whole)
            : new Expression.Literal(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));

    private bool Accept(string word)
    {
        if (Peek is not { } token || !token.Is(word))
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool Expect(string word) => Accept(word) ? true : throw Unexpected(_at);

    private Token Take() => Peek is { } ? _statement.Tokens[_at++] : throw Unexpected(_at);

    private Token TakeWord() => Peek is { Kind: TokenKind.Word or TokenKind.QuotedWord } ? Take() : throw Unexpected(_at);

    private int TakeNumber()
        => Peek is { Kind: TokenKind.Number } ? int.Parse(Take().Value, NumberStyles.None, CultureInfo.InvariantCulture) : throw Unexpected(_at);

    private void ExpectEnd()
    {
        if (Peek is not null)
        {
            throw Unexpected(_at);
        }
    }

    private SqlErrorException Unexpected(int at) => SqlErrorException.Syntax(
        at < _statement.Tokens.Count ? _statement.Text[_statement.Tokens[at].Start..] : string.Empty, _isMariaDb);
}
