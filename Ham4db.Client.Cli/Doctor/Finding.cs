namespace Ham4db.Client.Cli.Doctor;

/// <summary>Something that is not as it should be.</summary>
/// <param name="Code">What kind of thing; does not change between versions.</param>
/// <param name="What">What it is, one sentence without its end.</param>
/// <param name="Next">What to do, one sentence without its end.</param>
internal sealed record Finding(string Code, string What, string Next)
{
    /// <summary>Whether it is, or soon will be, felt; false for what is only good to know.</summary>
    public bool Hurts { get; init; } = true;

    /// <summary>Whether a change of leader that is under way looks the same, so that only a second look tells.</summary>
    public bool MayPass { get; init; }

    /// <summary>The endpoints that it is about.</summary>
    public IReadOnlyList<string> Endpoints { get; init; } = [];
}
