using Ham4db.Client.Contract;
using Ham4db.Server.Consensus;

namespace Ham4db.Server.Tests.Api;

public sealed class HangUpTests
{
    [Fact]
    public async Task Change_CallerHangsUpWhileItsOutcomeIsUnknown_IsNoFailureOfTheServer()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var node = await ApiNode.StartAsync();
        node.Backend.Current = node.Backend.Current with { Registered = node.Backend.Current.Registered.Add(new InstanceKey("db", 3306)) };
        node.Backend.Before = async caller =>
        {
            using var hungUp = caller.Register(ended.SetResult);
            begun.SetResult();
            await ended.Task;
            throw new CommandOutcomeUnknownException("It may still take effect.");
        };

        using var call = new CancellationTokenSource();
        var answer = node.Client.PostAsync("/api/forget/db/3306", content: null, call.Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await call.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(answer);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await node.StopAsync();

        node.Logs.Lines.ShouldBeEmpty();
    }
}
