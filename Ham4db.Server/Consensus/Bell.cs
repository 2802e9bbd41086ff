using System.Threading.Channels;

namespace Ham4db.Server.Consensus;

/// <summary>Wakes one waiter; ringing twice before it wakes is ringing once. Ringing never blocks.</summary>
internal sealed class Bell
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _channel.Writer.TryWrite(true);

    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _channel.Reader.ReadAsync(cancellationToken);
}
