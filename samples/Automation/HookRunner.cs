using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Ham4db.Samples.Automation;

/// <summary>Runs the hook for each happening, one at a time, in order. When the service stops, what has happened before is still acted on.</summary>
internal sealed class HookRunner(Happenings happenings, IOptions<AutomationOptions> options, TimeProvider time, ILogger<HookRunner> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string[] hook = [.. options.Value.Hook];
        using var closing = stoppingToken.Register(happenings.Close);
        await foreach (var happening in happenings.ReadAsync())
        {
            if (hook is [var program, .. var arguments])
            {
                await RunAsync(program, arguments, happening);
            }
        }
    }

    private async Task RunAsync(string program, IEnumerable<string> arguments, Happening happening)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false };
        foreach (var (name, value) in happening.Variables)
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start) ?? throw new Win32Exception("it was not started");
            await WaitAsync(process, happening);
        }
        catch (Win32Exception exception)
        {
            logger.HookNotStarted(program, happening.Text, exception.Message);
        }
    }

    private async Task WaitAsync(Process process, Happening happening)
    {
        using var limit = new CancellationTokenSource(options.Value.HookTimeout, time);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            logger.HookEnded(process.ExitCode, happening.Text);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            logger.HookKilled(options.Value.HookTimeout, happening.Text);
        }
    }
}
