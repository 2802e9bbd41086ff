namespace Ham4db.Testing;

/// <summary>One thing that only one worker of <see cref="ChangeLoad"/> changes: a tag or the downtime of an instance. Null stands for "is not there".</summary>
internal sealed class LoadCell(string name)
{
    private readonly List<string?> _doubtful = [];

    /// <summary>What it is, for messages.</summary>
    public string Name => name;

    /// <summary>The value that was acknowledged last.</summary>
    public string? Acknowledged { get; private set; }

    /// <summary>The last change was acknowledged. What was in doubt before stays so: a change without an answer may still be on its way.</summary>
    public void Acknowledge(string? value) => Acknowledged = value;

    /// <summary>A change got no answer that tells whether it was made.</summary>
    public void Doubt(string? value) => _doubtful.Add(value);

    /// <summary>Says what is wrong with a value that was found; null when nothing is.</summary>
    public string? Judge(string? found)
        => found == Acknowledged || _doubtful.Contains(found) ? null : $"{name} is {found ?? "not there"}, but {Acknowledged ?? "not there"} was acknowledged last";
}
