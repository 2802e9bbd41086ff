using System.Collections.Immutable;
using System.Text.Json;

namespace Ham4db.Server.Configuration;

/// <summary>A key of the configuration: how it is read, and where its value goes.</summary>
internal abstract class Setting(string key, string defaultText, string meaning)
{
    /// <summary>Its name; case does not matter when it is read.</summary>
    public string Key => key;

    /// <summary>Other names it is known by in older or related files.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The default, as an environment variable would say it.</summary>
    public string DefaultText => defaultText;

    /// <summary>What it is for, one sentence without its full stop.</summary>
    public string Meaning => meaning;

    /// <summary>Whether <c>reload-configuration</c> changes it; otherwise a restart does.</summary>
    public bool IsReloadable { get; init; } = true;

    /// <summary>The name of its type in the documentation.</summary>
    public abstract string TypeName { get; }

    /// <summary>Whether its value must never be shown.</summary>
    public abstract bool IsSecret { get; }

    /// <summary>Reads a value from a file.</summary>
    /// <exception cref="FormatException">The value is not allowed; the message says what is.</exception>
    public abstract object FromJson(JsonElement value);

    /// <summary>Reads a value from an environment variable.</summary>
    /// <exception cref="FormatException">The value is not allowed; the message says what is.</exception>
    public abstract object FromText(string text);

    /// <summary>Joins the value of an earlier file with that of a later one.</summary>
    public abstract object Merge(object earlier, object later);

    /// <summary>Puts a value in its place.</summary>
    public abstract ConfigurationDraft Apply(ConfigurationDraft draft, object value);
}
