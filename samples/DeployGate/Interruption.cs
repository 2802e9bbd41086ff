using System.Runtime.InteropServices;

namespace Ham4db.Samples.DeployGate;

/// <summary>Ctrl-C, SIGTERM and SIGHUP, taken for a wish to end: the first one cancels, and nothing ends the gate before it has cleaned up.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() => _registrations =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Take)),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The first signal; null when none came.</summary>
    public PosixSignal? Signal { get; private set; }

    /// <summary>The number that Unix gives the first signal.</summary>
    public int SignalNumber => Signal switch { PosixSignal.SIGTERM => 15, PosixSignal.SIGHUP => 1, _ => 2 };

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        Signal ??= context.Signal;
        _source.Cancel();
    }
}
