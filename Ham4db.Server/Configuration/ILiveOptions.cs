namespace Ham4db.Server.Configuration;

/// <summary>The configuration in force. Read <see cref="Current"/> at each use: <c>reload-configuration</c> replaces it.</summary>
public interface ILiveOptions
{
    /// <summary>The configuration in force.</summary>
    ServerOptions Current { get; }
}
