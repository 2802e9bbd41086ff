using System.Globalization;

namespace Ham4db.Client.Http;

/// <summary>The text of a number that is most often the one it was the time before, such as the deadline of calls that begin.</summary>
internal sealed class NumberText
{
    private Pair _last = new(0, "0");

    /// <summary>The number in decimal digits.</summary>
    public string Of(long number)
    {
        var last = Volatile.Read(ref _last);
        if (last.Number != number)
        {
            last = new Pair(number, number.ToString(CultureInfo.InvariantCulture));
            Volatile.Write(ref _last, last);
        }

        return last.Text;
    }

    private sealed record Pair(long Number, string Text);
}
