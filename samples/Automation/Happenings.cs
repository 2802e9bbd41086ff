using System.Threading.Channels;

namespace Ham4db.Samples.Automation;

/// <summary>What has happened and is not yet acted on. The watchers write, the hook reads.</summary>
internal sealed class Happenings(ILogger<Happenings> logger)
{
    private const int Most = 1000;

    private readonly Channel<Happening> _channel = Channel.CreateBounded<Happening>(Most);

    /// <summary>Logs a happening and keeps it for the hook.</summary>
    public void Tell(Happening happening)
    {
        logger.Happened(happening.Text);
        if (!_channel.Writer.TryWrite(happening))
        {
            logger.Dropped(happening.Text, Most);
        }
    }

    /// <summary>Everything told, until <see cref="Close"/>, and then what is left.</summary>
    public IAsyncEnumerable<Happening> ReadAsync() => _channel.Reader.ReadAllAsync();

    /// <summary>Nothing more will be told.</summary>
    public void Close() => _channel.Writer.TryComplete();
}
