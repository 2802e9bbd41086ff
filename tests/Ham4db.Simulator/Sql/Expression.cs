namespace Ham4db.Simulator.Sql;

/// <summary>An expression of a select list or a condition.</summary>
internal abstract record Expression
{
    /// <summary>The value: null, or a bool, long, ulong, double, string or DateTime.</summary>
    public abstract object? Evaluate(IValues values);

    public sealed record Literal(object? Value) : Expression
    {
        public override object? Evaluate(IValues values) => Value;
    }

    public sealed record Variable(string Name) : Expression
    {
        public override object? Evaluate(IValues values) => values.Variable(Name);
    }

    public sealed record ColumnReference(string Name) : Expression
    {
        public override object? Evaluate(IValues values) => values.Cell(Name);
    }

    public sealed record Call(string Name, IReadOnlyList<Expression> Arguments) : Expression
    {
        public override object? Evaluate(IValues values)
            => Functions.Call(Name, [.. Arguments.Select(argument => argument.Evaluate(values))], values);
    }

    public sealed record Not(Expression Operand) : Expression
    {
        public override object? Evaluate(IValues values) => Operand.Evaluate(values) is { } value ? !Operators.IsTrue(value) : null;
    }

    public sealed record Binary(string Operator, Expression Left, Expression Right) : Expression
    {
        public override object? Evaluate(IValues values) => Operators.Apply(Operator, Left.Evaluate(values), Right.Evaluate(values));
    }

    public sealed record IsNull(Expression Operand) : Expression
    {
        public override object? Evaluate(IValues values) => Operand.Evaluate(values) is null;
    }

    public sealed record In(Expression Operand, IReadOnlyList<Expression> Choices) : Expression
    {
        public override object? Evaluate(IValues values)
        {
            var value = Operand.Evaluate(values);
            return value is null ? null : Choices.Any(choice => Operators.IsTrue(Operators.Apply("=", value, choice.Evaluate(values))));
        }
    }
}
