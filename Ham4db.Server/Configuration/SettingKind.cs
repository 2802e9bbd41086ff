using System.Text.Json;

namespace Ham4db.Server.Configuration;

/// <summary>A type of setting: how its value is read from a file and from an environment variable.</summary>
/// <typeparam name="T">What a value is read into.</typeparam>
/// <param name="name">Its name in the documentation.</param>
/// <param name="expectation">What is allowed, to follow the word "expected".</param>
internal abstract class SettingKind<T>(string name, string expectation)
    where T : notnull
{
    /// <summary>Its name in the documentation.</summary>
    public string Name => name;

    /// <summary>Whether a value must never be shown.</summary>
    public virtual bool IsSecret => false;

    /// <summary>Reads a value from a file.</summary>
    /// <exception cref="FormatException">The value is not allowed; the message says what is.</exception>
    public abstract T FromJson(JsonElement value);

    /// <summary>Reads a value from an environment variable.</summary>
    /// <exception cref="FormatException">The value is not allowed; the message says what is.</exception>
    public abstract T FromText(string text);

    /// <summary>Joins the value of an earlier file with that of a later one; by default the later wins.</summary>
    public virtual T Merge(T earlier, T later) => later;

    /// <summary>A fault that says what is expected and, if known, why the value is not that.</summary>
    protected FormatException Unexpected(string? why = null) => new($"expected {expectation}{(why is null ? string.Empty : $" ({why})")}");
}
