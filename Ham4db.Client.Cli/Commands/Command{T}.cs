using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ham4db.Client.Cli.Arguments;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Commands;

/// <summary>A command whose request is answered by a <typeparamref name="T"/>.</summary>
internal sealed record Command<T> : AnsweringCommand
{
    /// <summary>The request.</summary>
    public required Func<IHam4dbClient, Call, CancellationToken, Task<T>> Request { get; init; }

    /// <summary>The reply as lines of text.</summary>
    public required Func<T, IEnumerable<string>> Lines { get; init; }

    /// <summary>How the reply is written as JSON.</summary>
    public required JsonTypeInfo<T> Json { get; init; }

    /// <summary>What a person must know besides the lines, such as a part that failed; null when there is nothing.</summary>
    public Func<T, string?> Warning { get; init; } = _ => null;

    /// <summary>The reply as a table; null for one that is best read as text.</summary>
    public Func<T, Table?> Table { get; init; } = Tables.Of;

    /// <summary>How a line is coloured for a terminal; null for a command without colours.</summary>
    public Func<string, Terminal, string>? Paint { get; init; }

    /// <inheritdoc/>
    public override async Task<Answer> RunAsync(IHam4dbClient client, Call call, CancellationToken cancellationToken)
    {
        var reply = await Request(client, call, cancellationToken).ConfigureAwait(false);
        return new Answer([.. Lines(reply)], () => JsonLine.Write(JsonSerializer.SerializeToElement(reply, Json)), ExitCode.Done)
        {
            Warning = Warning(reply),
            Table = () => Table(reply),
            Paint = Paint,
        };
    }
}
