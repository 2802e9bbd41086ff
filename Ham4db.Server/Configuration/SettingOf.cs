using System.Text.Json;

namespace Ham4db.Server.Configuration;

/// <summary>A key whose values are of one type.</summary>
internal sealed class SettingOf<T>(
    string key,
    SettingKind<T> kind,
    string defaultText,
    string meaning,
    Func<ConfigurationDraft, T, ConfigurationDraft> apply) : Setting(key, defaultText, meaning)
    where T : notnull
{
    /// <inheritdoc/>
    public override string TypeName => kind.Name;

    /// <inheritdoc/>
    public override bool IsSecret => kind.IsSecret;

    /// <inheritdoc/>
    public override object FromJson(JsonElement value) => kind.FromJson(value);

    /// <inheritdoc/>
    public override object FromText(string text) => kind.FromText(text);

    /// <inheritdoc/>
    public override object Merge(object earlier, object later) => kind.Merge((T)earlier, (T)later);

    /// <inheritdoc/>
    public override ConfigurationDraft Apply(ConfigurationDraft draft, object value) => apply(draft, (T)value);
}
