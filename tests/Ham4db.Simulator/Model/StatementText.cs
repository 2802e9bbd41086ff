using Ham4db.Simulator.Sql;

namespace Ham4db.Simulator.Model;

/// <summary>Compares statements apart from letter case, white space, comments and a last semicolon.</summary>
internal static class StatementText
{
    public static string Normalise(string sql)
        => string.Join(' ', Lexer.Read(sql).Where(token => !token.Is(";")).Select(token => token.Kind switch
        {
            TokenKind.Text => $"'{token.Value}'",
            TokenKind.Variable => "@@" + token.Value.ToUpperInvariant(),
            _ => token.Value.ToUpperInvariant(),
        }));
}
