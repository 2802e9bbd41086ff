namespace Ham4db.Testing;

/// <summary>Configurations of <c>samples/</c>, so that what the documents show is what the tests run.</summary>
public static class SampleFile
{
    /// <summary>Reads a file of <c>samples/</c> and puts the addresses of a test in the place of those it shows.</summary>
    /// <param name="path">Path below <c>samples/</c>, for example <c>semi-ha/haproxy.cfg</c>.</param>
    /// <param name="replacements">For each text of the file, such as <c>db-1:3306</c>, what stands there in the test.</param>
    /// <exception cref="FileNotFoundException">There is no such sample.</exception>
    /// <exception cref="InvalidOperationException">A text does not occur in the file: the sample and the test have grown apart.</exception>
    public static string Read(string path, IReadOnlyDictionary<string, string> replacements)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "samples", path));
        foreach (var (shown, used) in replacements)
        {
            text = text.Contains(shown, StringComparison.Ordinal)
                ? text.Replace(shown, used, StringComparison.Ordinal)
                : throw new InvalidOperationException($"samples/{path} does not hold {shown}, which a test replaces by {used}.");
        }

        return text;
    }
}
