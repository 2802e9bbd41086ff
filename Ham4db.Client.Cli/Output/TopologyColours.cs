namespace Ham4db.Client.Cli.Output;

/// <summary>Colours a line of a drawn topology by the state of its instance.</summary>
internal static class TopologyColours
{
    /// <summary>The line, with its description coloured; as it is where the terminal has no colours, or the line none of the known states.</summary>
    /// <param name="line">A line of any of the drawings: <c>+ db-2:3306 [0s,ok,...]</c> or <c>+ db-2:3306 |0s|ok|...</c>.</param>
    /// <param name="terminal">Where it will be written.</param>
    public static string Paint(string line, Terminal terminal)
    {
        if (!terminal.HasColours)
        {
            return line;
        }

        var begin = line.IndexOf(" [", StringComparison.Ordinal) is var bracket and >= 0 ? bracket + 1 : line.IndexOf('|');
        if (begin < 0)
        {
            return line;
        }

        var end = line[begin] == '[' && line.IndexOf(']', begin) is var close and >= 0 ? close + 1 : line.Length;
        var description = line[begin..end];
        return Judge(description) is { } colour
            ? line[..begin] + terminal.Paint(colour, description) + line[end..]
            : line;
    }

    /// <summary>What the words of a description say; the worst one counts. A downtime is expected trouble.</summary>
    private static Colour? Judge(string description)
    {
        var words = description.Trim('[', ']').Split([',', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.Contains("downtimed"))
        {
            return Colour.Warning;
        }

        return words.Contains("invalid") || words.Contains("nonreplicating") ? Colour.Bad
            : words.Contains("unchecked") || words.Contains("lag") || words.Contains("GTID:errant") ? Colour.Warning
            : words.Contains("ok") ? Colour.Good
            : null;
    }
}
