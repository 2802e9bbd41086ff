using System.Globalization;
using System.Text;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Doctor;

/// <summary>Facts and findings as text, at most 120 columns wide.</summary>
internal static class Report
{
    private const int Width = 120;
    private const string Gap = "  ";
    private const string None = "-";

    private static readonly string[] Headings = ["node", "is", "term", "server", "answer", "clock", "certificate", "names as leader", "members"];

    /// <summary>Columns that may be cut, and the least that must be left of them.</summary>
    private static readonly Dictionary<int, int> Shrinkable = new() { [7] = 15, [3] = 12, [0] = 24 };

    /// <summary>The whole report.</summary>
    public static string Write(IReadOnlyList<NodeFacts> nodes, Diagnosis diagnosis, DateTimeOffset now, Terminal terminal)
    {
        var text = new StringBuilder();
        AppendTable(text, nodes, now, terminal);
        text.Append('\n');
        AppendSummary(text, nodes, diagnosis, terminal);
        foreach (var finding in diagnosis.Findings)
        {
            AppendFinding(text, finding, terminal);
        }

        return text.ToString();
    }

    /// <summary>Program and version, as far as they are known.</summary>
    public static string Server(NodeFacts node)
    {
        var name = node.Dialect switch
        {
            ServerDialect.Ham4db => "Ham4db",
            ServerDialect.Orchestrator => "orchestrator",
            ServerDialect.Ham4dbGo => "ham4db (Go)",
            _ => None,
        };
        return node.Version is { } version ? $"{name} {version}" : name;
    }

    private static void AppendSummary(StringBuilder text, IReadOnlyList<NodeFacts> nodes, Diagnosis diagnosis, Terminal terminal)
    {
        var (hurting, notes) = (diagnosis.Findings.Count(finding => finding.Hurts), diagnosis.Findings.Count(finding => !finding.Hurts));
        var verdict = hurting == 0 ? "all is well" : Words.Of(hurting, "problem", "problems");
        var besides = notes == 0 ? string.Empty : $", {Words.Of(notes, "note", "notes")}";
        var leaders = nodes.Where(node => node.Leads).Select(node => node.Endpoint).ToList();
        var leading = leaders.Count == 0 ? "none leads" : $"{Words.List(leaders)} {(leaders.Count == 1 ? "leads" : "lead")}";
        var counts = $"{nodes.Count(node => node.Answers)} of {Words.Of(nodes.Count, "endpoint answers", "endpoints answer")} as nodes, {leading}";
        text.Append(terminal.Paint(hurting == 0 ? Colour.Good : Colour.Bad, verdict)).Append(besides).Append(": ");
        text.AppendJoin('\n', Wrap(counts, verdict.Length + besides.Length + 2)).Append('\n');
    }

    private static void AppendTable(StringBuilder text, IReadOnlyList<NodeFacts> nodes, DateTimeOffset now, Terminal terminal)
    {
        var rows = nodes.Select(node => Cells(node, now)).Prepend(Headings).ToList();
        var widths = Enumerable.Range(0, Headings.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var (column, least) in Shrinkable)
        {
            var excess = widths.Sum() + (Gap.Length * (widths.Length - 1)) - Width;
            widths[column] = excess > 0 ? Math.Max(Math.Min(widths[column], least), widths[column] - excess) : widths[column];
        }

        for (var row = 0; row < rows.Count; row++)
        {
            var line = string.Join(Gap, rows[row].Select((cell, column) => Cut(cell, widths[column]).PadRight(widths[column]))).TrimEnd();
            text.Append(row == 0 ? terminal.Paint(Colour.Strong, line) : Shade(nodes[row - 1]) is { } shade ? terminal.Paint(shade, line) : line).Append('\n');
        }
    }

    private static Colour? Shade(NodeFacts node) => node.Condition switch
    {
        Condition.Leader => Colour.Good,
        Condition.Follower => null,
        Condition.Unhealthy => Colour.Warning,
        _ => Colour.Bad,
    };

    private static string[] Cells(NodeFacts node, DateTimeOffset now) =>
    [
        node.Endpoint,
        Is(node.Condition),
        node.Term?.ToString(CultureInfo.InvariantCulture) ?? None,
        Server(node),
        node.ResponseTime is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms") : None,
        node.Clock?.ToString() ?? None,
        node.Certificate switch
        {
            null => None,
            { Problem: not null } => "bad",
            { Ends: var ends } => string.Create(CultureInfo.InvariantCulture, $"{(ends - now).TotalDays:0} days"),
        },
        node.NamedLeaderUri ?? node.NamedLeader ?? None,
        node.Peers?.Count.ToString(CultureInfo.InvariantCulture) ?? None,
    ];

    private static string Is(Condition condition) => condition switch
    {
        Condition.Unreachable => "unreachable",
        Condition.Untrusted => "untrusted",
        Condition.Unauthorized => "closed (401)",
        Condition.Forbidden => "closed (403)",
        Condition.Foreign => "no node",
        Condition.Unhealthy => "unhealthy",
        Condition.Follower => "follower",
        _ => "leader",
    };

    private static void AppendFinding(StringBuilder text, Finding finding, Terminal terminal)
    {
        const int indent = 9;
        var label = finding.Hurts ? terminal.Paint(Colour.Bad, "problem") : terminal.Paint(Colour.Warning, "note   ");
        text.Append('\n').Append(label).Append(Gap).AppendJoin($"\n{new string(' ', indent)}", Wrap(finding.What, indent)).Append('\n');
        foreach (var line in Wrap($"-> {finding.Next}", indent))
        {
            text.Append(' ', indent).Append(line).Append('\n');
        }
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : $"{text[..(width - 1)]}~";

    /// <summary>Breaks a sentence between words; a word that is longer than a line has a line of its own.</summary>
    private static List<string> Wrap(string sentence, int indent)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && indent + line.Length + 1 + word.Length > Width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
        }

        lines.Add(line.ToString());
        return lines;
    }
}
