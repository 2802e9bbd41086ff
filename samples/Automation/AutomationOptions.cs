namespace Ham4db.Samples.Automation;

/// <summary>What to do about what happens. The section <c>Automation</c> of the configuration.</summary>
internal sealed class AutomationOptions
{
    public const string Section = "Automation";

    /// <summary>How often recoveries are asked for; more than zero.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A program and its arguments, run for each happening; empty runs none.</summary>
    public IList<string> Hook { get; init; } = [];

    /// <summary>How long the hook may run before it is killed; more than zero.</summary>
    public TimeSpan HookTimeout { get; set; } = TimeSpan.FromMinutes(1);
}
