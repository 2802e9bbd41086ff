namespace Ham4db.Benchmarks;

/// <summary>One kind of trouble.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="On">What it is done to. No two are done to the same at once.</param>
/// <param name="Weight">How often it is made, against the others.</param>
/// <param name="MakeAsync">Makes it and mends it again; tells what was done, for example <c>n2 for 1.2 s</c>.</param>
internal sealed record SharedFault(string Name, string On, int Weight, Func<Random, CancellationToken, Task<string>> MakeAsync)
{
    /// <summary>A time from nothing to <paramref name="most"/>.</summary>
    public static TimeSpan UpTo(Random random, TimeSpan most) => most * random.NextDouble();

    /// <summary>Lets a time from nothing to <paramref name="most"/> pass.</summary>
    public static async Task<string> PassAsync(Random random, TimeSpan most, CancellationToken cancellationToken)
    {
        var time = UpTo(random, most);
        await Task.Delay(time, cancellationToken);
        return FormattableString.Invariant($"{time.TotalSeconds:0.0} s");
    }
}
