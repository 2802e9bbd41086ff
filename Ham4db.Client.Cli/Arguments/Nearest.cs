namespace Ham4db.Client.Cli.Arguments;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Nearest
{
    /// <summary>The candidate with the fewest edits from <paramref name="word"/>; null when none is close enough to be meant.</summary>
    public static string? To(string word, IEnumerable<string> candidates, int? atMost = null)
    {
        var limit = atMost ?? Math.Max(1, word.Length / 3);
        var best = candidates
            .Select(candidate => (Text: candidate, Edits: Edits(word, candidate)))
            .Where(found => found.Edits <= limit)
            .OrderBy(found => found.Edits)
            .FirstOrDefault();
        return best.Text;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.</summary>
    internal static int Edits(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= to.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[from.Length, to.Length];
    }
}
