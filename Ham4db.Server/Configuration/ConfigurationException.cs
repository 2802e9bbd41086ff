namespace Ham4db.Server.Configuration;

/// <summary>The configuration cannot be used. The message is one line: where, which key, what it is, what is allowed. It holds no secret.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>States what is wrong.</summary>
    public ConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>States what is wrong and what it came from.</summary>
    public ConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
