using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Ham4db.Server.Configuration;
using Ham4db.Testing;
using Microsoft.Extensions.Logging;

namespace Ham4db.Server.Tests;

/// <summary>Who looks a log line up at night finds it as the server writes it.</summary>
public sealed partial class OperationsDocumentTests
{
    [Fact]
    public void LogLines_AreThoseThatTheServerWrites()
    {
        var written = typeof(ServerOptions).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .ToDictionary(message => message.EventId, message => message.Message);
        var told = LogLine().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs", "operations.md")));

        told.Count.ShouldBeGreaterThan(10);
        foreach (Match line in told)
        {
            var number = int.Parse(line.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            written.ShouldContainKey(number, line.Value);
            foreach (var part in line.Groups["text"].Value.Split('…', StringSplitOptions.TrimEntries))
            {
                written[number].ShouldContain(part, customMessage: line.Value);
            }
        }
    }

    // A text in code quotes, if there is one, and the number that the log line carries; … stands for what differs.
    [GeneratedRegex(@"(?:`(?<text>[^`\n|]+)` )?\[(?<number>[0-9]{4})\]")]
    private static partial Regex LogLine();
}
