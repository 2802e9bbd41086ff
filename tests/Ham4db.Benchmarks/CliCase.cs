namespace Ham4db.Benchmarks;

/// <summary>One list of endpoints, and how long each program took with it.</summary>
internal sealed record CliCase(string Name, string Endpoints)
{
    private readonly Dictionary<string, List<double>> _milliseconds = [];

    public void Add(CliProgram program, TimeSpan elapsed)
    {
        if (!_milliseconds.TryGetValue(program.Name, out var all))
        {
            _milliseconds[program.Name] = all = [];
        }

        all.Add(elapsed.TotalMilliseconds);
    }

    public double Median(CliProgram program) => Sample.Median(_milliseconds[program.Name]);

    public string Spread(CliProgram program) => Sample.Spread(_milliseconds[program.Name], "0.0", "ms");
}
