using System.Diagnostics.CodeAnalysis;
using Ham4db.Server.Configuration;
using Ham4db.Server.Consensus.Raft;
using Ham4db.Server.Consensus.SharedBackend;
using Ham4db.Server.Consensus.Standalone;

namespace Ham4db.Server.Consensus;

/// <summary>Registers leadership and the command log: the one place that knows which kind there are.</summary>
internal static class ConsensusServices
{
    public static IServiceCollection AddConsensus(this IServiceCollection services, ServerOptions options)
        => options.Raft.Enabled
            ? services
                .AddSingleton(new RaftTuning { BackendRetry = options.Backend.RetryFor })
                .AddSingleton<IHaSupport, NoHaSupport>()
                .AddSingleton<IPeerCalls, HttpPeerCalls>()
                .AddNode<RaftNode>()
                .AddSingleton<IRaftControl>(provider => provider.GetRequiredService<RaftNode>())
            : options.SharesBackend
                ? services
                    .AddNode<SharedBackendNode>()
                    .AddSingleton<IHaSupport>(provider => provider.GetRequiredService<SharedBackendNode>())
                    .AddSingleton<IRaftControl, NoRaft>()
                : services.AddSingleton<IHaSupport, NoHaSupport>().AddSingleton<IRaftControl, NoRaft>().AddNode<StandaloneNode>();

    private static IServiceCollection AddNode<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TNode>(
        this IServiceCollection services)
        where TNode : class, ILeadership, IElectionControl, ICommandLog, IRaftReport, IHostedService
        => services
            .AddSingleton<TNode>()
            .AddSingleton<ILeadership>(provider => provider.GetRequiredService<TNode>())
            .AddSingleton<IElectionControl>(provider => provider.GetRequiredService<TNode>())
            .AddSingleton<ICommandLog>(provider => provider.GetRequiredService<TNode>())
            .AddSingleton<IRaftReport>(provider => provider.GetRequiredService<TNode>())
            .AddHostedService(provider => provider.GetRequiredService<TNode>());
}
