#:property PublishAot=false
// Draws the plots of performance.md from the numbers in its tables: `dotnet run docs/images/plots.cs -- docs`. To be run when they change.
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

const int Width = 800, Left = 230, Right = 620, RowHeight = 34, Top = 52;

const string Style = """
      <style>
        text { font: 14px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #12344d }
        .small { font-size: 12px; fill: #48606f }
        .middle { text-anchor: middle }
        .end { text-anchor: end }
        .onleader { fill: #12344d }
        .page { fill: #ffffff; stroke: #d0d7de }
        .ours { fill: #ffb340; stroke: #b97400 }
        .other { fill: #d6e8f2; stroke: #5e8ca8 }
        .line { fill: none; stroke: #5e8ca8; stroke-width: 1.5 }
        .grid { stroke: #d0d7de }
        .spread { fill: none; stroke: #12344d; stroke-width: 1.5 }
        .wanted { stroke: #c0392b; stroke-width: 1.5; stroke-dasharray: 4 3 }
        .no { fill: #c0392b }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6eef4 }
          .small { fill: #a9bfcd }
          .onleader { fill: #12344d }
          .page { fill: #0d1b26; stroke: #2c4354 }
          .ours { fill: #ffb340; stroke: #ffd596 }
          .other { fill: #1f4258; stroke: #7fb0cc }
          .line { stroke: #7fb0cc }
          .grid { stroke: #2c4354 }
          .spread { stroke: #e6eef4 }
          .wanted { stroke: #ff8a7a }
          .no { fill: #ff8a7a }
        }
      </style>
    """;

var docs = args[0];
var lines = File.ReadAllLines(Path.Combine(docs, "performance.md"));

var lost = Table("A lost leader");
Bars(
    "leader-lost",
    "A lost leader: how long until another leads",
    "ms",
    2000,
    500,
    [.. lost.Select(row => new Bar($"{row[0].Split(" (")[0]}, {row[1]}", "ours", Numbers(row[2]), row[1] == "frozen" ? 2000 : row[0].StartsWith("150", StringComparison.Ordinal) ? 500 : 1000))]);

var killed = Table("A killed leader");
var yielded = Table("Leadership handed over");
Bars(
    "client-and-proxy",
    "Longest time without an answer: Ham4db.Client, and HttpClient through HAProxy",
    "ms",
    3500,
    500,
    [
        new Bar("leader killed, client", "ours", Numbers(killed[0][1])),
        new Bar("leader killed, HAProxy", "other", Numbers(killed[1][1])),
        new Bar("handed over, client", "ours", Numbers(yielded[0][1])),
        new Bar("handed over, HAProxy", "other", Numbers(yielded[2][1])),
    ]);

var cli = Table("The command line program");
Bars(
    "command-line",
    "One command, the whole process: ham4db-client, and the shell script",
    "ms",
    1200,
    200,
    [.. cli.Where(row => row.Length == 4).SelectMany(row => new[] { new Bar($"{row[0]}, ours", "ours", Numbers(row[1])), new Bar($"{row[0]}, script", "other", Numbers(row[2])) })]);

TimeLine(Numbers(lost[0][2]), Numbers(lost[0][3]));

// The rows below the head of the first table under a heading, cell by cell.
string[][] Table(string heading)
    => [.. lines.SkipWhile(line => line != $"## {heading}").SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Skip(2)
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Replace("**", "").Replace("`", "").Trim()).ToArray())];

double[] Numbers(string cell) => [.. Regex.Matches(cell, @"\d+(\.\d+)?").Take(3).Select(number => double.Parse(number.Value, CultureInfo.InvariantCulture))];

void Bars(string name, string title, string unit, double most, double step, Bar[] bars)
{
    var svg = new StringBuilder();
    var bottom = Top + (RowHeight * bars.Length);
    double X(double value) => Left + ((Right - Left) * value / most);
    for (var tick = 0d; tick <= most; tick += step)
    {
        svg.AppendLine(Text($"""  <path class="grid" d="M{X(tick):0.#} {Top}V{bottom}"/>"""));
        svg.AppendLine(Text($"""  <text class="small middle" x="{X(tick):0.#}" y="{bottom + 18}">{tick:#,0}{(tick + step > most ? $" {unit}" : "")}</text>"""));
    }

    for (var index = 0; index < bars.Length; index++)
    {
        var (label, kind, spread, wanted) = bars[index];
        var y = Top + (RowHeight * index) + 6;
        svg.AppendLine();
        svg.AppendLine(Text($"""  <text class="end" x="{Left - 10}" y="{y + 16}">{label}</text>"""));
        svg.AppendLine(Text($"""  <rect class="{kind}" x="{Left}" y="{y}" width="{X(spread[1]) - Left:0.#}" height="22"/>"""));
        svg.AppendLine(Text($"""  <path class="spread" d="M{X(spread[0]):0.#} {y + 11}H{X(spread[2]):0.#}M{X(spread[0]):0.#} {y + 6}v10M{X(spread[2]):0.#} {y + 6}v10"/>"""));
        svg.AppendLine(Text($"""  <text x="{X(spread[2]) + 8:0.#}" y="{y + 16}">{spread[1]:#,0.#} <tspan class="small">({spread[0]:#,0.#} to {spread[2]:#,0.#})</tspan></text>"""));
        if (wanted > 0)
        {
            svg.AppendLine(Text($"""  <path class="wanted" d="M{X(wanted):0.#} {y - 4}v30"/>"""));
        }
    }

    var legend = "bar: median; line and brackets: shortest to longest" + (bars.Any(bar => bar.Wanted > 0) ? "; dashed: wanted at most" : "");
    svg.AppendLine();
    svg.AppendLine(Text($"""  <text class="small" x="20" y="{bottom + 42}">{legend}</text>"""));
    var said = string.Join(". ", bars.Select(bar => Text($"{bar.Label}: {bar.Spread[1]:#,0.#} {unit}, from {bar.Spread[0]:#,0.#} to {bar.Spread[2]:#,0.#}")));
    Save(name, title, said + ".", bottom + 56, svg);
}

// The default election timeout. When a node is elected is not measured: it stands as long before the measured lead as the wait takes.
void TimeLine(double[] leads, double[] gap)
{
    const double Election = 300, Lease = 0.6 * Election, WaitOut = 1.05 * Lease, From = -130, To = 1000;
    double X(double at) => 90 + (660 * (at - From) / (To - From));
    var elected = leads[1] - WaitOut;
    var svg = new StringBuilder();
    for (var tick = 0; tick <= To; tick += 100)
    {
        svg.AppendLine(Text($"""  <path class="grid" d="M{X(tick):0.#} 52V312"/>"""));
        svg.AppendLine(Text($"""  <text class="small middle" x="{X(tick):0.#}" y="330">{tick}{(tick + 100 > To ? " ms" : "")}</text>"""));
    }

    void Span(string kind, double from, double to, int y, string text, string also = "")
    {
        svg.AppendLine(Text($"""  <rect class="{kind}" x="{X(from):0.#}" y="{y}" width="{X(to) - X(from):0.#}" height="26"/>"""));
        svg.AppendLine(Text($"""  <text class="small middle {also}" x="{(X(from) + X(to)) / 2:0.#}" y="{y + 17}">{text}</text>"""));
    }

    void Note(double at, int y, string text, string also = "")
        => svg.AppendLine(Text($"""  <text class="small {also}" x="{X(at):0.#}" y="{y}">{text}</text>"""));

    foreach (var (label, y) in new[] { ("n1", 86), ("n2", 166), ("client", 246) })
    {
        svg.AppendLine(Text($"""  <text x="24" y="{y}">{label}</text>"""));
    }

    Span("ours", From, 0, 68, "leads", "onleader");
    svg.AppendLine(Text($"""  <path class="wanted" d="M{X(0):0.#} 52V312"/>"""));
    Note(8, 64, "kill -9", "no");
    Span("other", 0, Lease, 68, "its lease");
    Note(8, 112, Text($"over after {Lease:0} ms at most: nobody leads"));
    Span("other", From, 0, 148, "follows");
    Span("other", 0, elected, 148, Text($"silence of {Election:0} to {2 * Election:0} ms, then the votes"));
    Span("other", elected, leads[1], 148, Text($"waits {WaitOut:0} ms"));
    Span("ours", leads[1], To, 148, "leads", "onleader");
    Note(8, 192, "each node draws its own patience");
    Note(To, 192, Text($"no earlier lease can live: leads at {leads[1]:0} ms"), "end");
    Note(To, 208, Text($"(median; {leads[0]:0} to {leads[2]:0})"), "end");
    Span("ours", From, 0, 228, "answers", "onleader");
    Span("other", 0, gap[1], 228, "its call waits: asks all nodes who leads, every 10 ms at first");
    Span("ours", gap[1], To, 228, "answers", "onleader");
    Note(8, 272, "repeated at the new leader, a change under its Idempotency-Key");
    Note(To, 290, Text($"{gap[1]:0} ms without an answer (median; {gap[0]:0} to {gap[2]:0})"), "end");
    Save(
        "raft-leader-killed",
        "A raft leader is killed: what happens when",
        Text($"At 0 ms the leader n1 is killed. Its lease is over after {Lease:0} ms at most. The others hear nothing for {Election:0} to {2 * Election:0} ms and vote; n2 is elected and waits {WaitOut:0} ms until no earlier lease can live. It leads after {leads[1]:0} ms (median, {leads[0]:0} to {leads[2]:0}). A call of the client waits meanwhile and succeeds: the longest time without an answer is {gap[1]:0} ms (median, {gap[0]:0} to {gap[2]:0})."),
        344,
        svg);
}

void Save(string name, string title, string description, int height, StringBuilder content)
    => File.WriteAllText(
        Path.Combine(docs, "images", name + ".svg"),
        Text($"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}" viewBox="0 0 {Width} {height}" role="img" aria-labelledby="title desc">
          <title id="title">{title}</title>
          <desc id="desc">{description}</desc>
        {Style}
          <rect class="page" x="0.5" y="0.5" width="{Width - 1}" height="{height - 1}" rx="8"/>
          <text x="20" y="32">{title}</text>
        {content.ToString().TrimEnd()}
        </svg>

        """));

string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

internal sealed record Bar(string Label, string Kind, double[] Spread, double Wanted = 0);
