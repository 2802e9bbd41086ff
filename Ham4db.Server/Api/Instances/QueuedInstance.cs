using Ham4db.Client.Contract;

namespace Ham4db.Server.Api.Instances;

/// <summary>The details of <c>async-discover</c>: a key, and also an object with a key, which is what the shell clients look for.</summary>
internal sealed record QueuedInstance(InstanceKey Key, string Hostname, int Port);
