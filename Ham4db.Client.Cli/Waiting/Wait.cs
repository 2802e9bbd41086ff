using System.Globalization;
using System.Net;
using System.Text.Json;
using Ham4db.Client.Cli.Commands;
using Ham4db.Client.Cli.Output;

namespace Ham4db.Client.Cli.Waiting;

/// <summary>Looks again and again until all is there, or the time is over.</summary>
internal sealed class Wait(Watchpost post, string subject, string? cluster, Func<IHam4dbClient, CancellationToken, Task<Look>> lookAsync)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest time for one look, so that what is missing is told while a leader is away; shortest, so that the last look can succeed.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(3), ShortestLook = TimeSpan.FromSeconds(1);

    private readonly long _began = post.Clock.GetTimestamp();

    private TimeSpan Elapsed => post.Clock.GetElapsedTime(_began);

    /// <summary>Waits.</summary>
    /// <returns><see cref="ExitCode.Done"/> or <see cref="ExitCode.TimedOut"/>.</returns>
    /// <exception cref="Ham4dbRejectedException">The credentials are refused: waiting does not mend that.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var waiting = new WaitProgress(post, cluster is null ? subject : $"{subject} {cluster}");
        while (true)
        {
            var look = await LookAsync(cancellationToken).ConfigureAwait(false);
            if (look.Missing.Count == 0)
            {
                Print(new WaitResult(subject, cluster, IsReached: true, look.Reached, [], Seconds()), look.Reached);
                return ExitCode.Done;
            }

            var missing = string.Join("; ", look.Missing);
            waiting.Missing = missing;
            if (Elapsed >= post.Server.Timeout)
            {
                Print(new WaitResult(subject, cluster, IsReached: false, Reached: null, look.Missing, Seconds()), text: null);
                post.Tell(string.Create(CultureInfo.InvariantCulture, $"timed out after {post.Server.Timeout.TotalSeconds:0.###} s, still missing: {missing}"));
                return ExitCode.TimedOut;
            }

            var rest = post.Server.Timeout - Elapsed;
            await Task.Delay(rest < TimeSpan.Zero ? TimeSpan.Zero : rest < LookEvery ? rest : LookEvery, post.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        var rest = post.Server.Timeout - Elapsed;
        var limit = rest > LongestLook ? LongestLook : rest < ShortestLook ? ShortestLook : rest;
        try
        {
            return await lookAsync(post.Client.WithDeadline(limit), cancellationToken).ConfigureAwait(false);
        }
        catch (Ham4dbException trouble) when (trouble is not Ham4dbRejectedException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden })
        {
            // A leader that is away, or a cluster that is not known yet, is one more thing to wait for.
            return new Look(string.Empty, [trouble is Ham4dbRejectedException rejected ? rejected.ServerMessage : trouble.Message.ReplaceLineEndings(" ")]);
        }
    }

    private double Seconds() => Math.Round(Elapsed.TotalSeconds, 3);

    private void Print(WaitResult result, string? text)
    {
        if (post.IsJson)
        {
            post.Print(JsonLine.Write(JsonSerializer.SerializeToElement(result, WaitJson.Default.WaitResult)) + "\n");
        }
        else if (text is not null)
        {
            post.Print(text + "\n");
        }
    }
}
