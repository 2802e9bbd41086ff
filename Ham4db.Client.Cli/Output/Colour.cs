namespace Ham4db.Client.Cli.Output;

/// <summary>What a colour says. The terminal's own palette decides how that looks.</summary>
internal enum Colour
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Works, and wants a look.</summary>
    Warning,

    /// <summary>Does not work.</summary>
    Bad,

    /// <summary>Beside the point.</summary>
    Faint,

    /// <summary>A heading.</summary>
    Strong,
}
