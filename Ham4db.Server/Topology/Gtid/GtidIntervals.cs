using System.Collections.Immutable;

namespace Ham4db.Server.Topology.Gtid;

/// <summary>Arithmetic on runs of transaction numbers. A normal list is ascending, and no two runs touch.</summary>
internal static class GtidIntervals
{
    /// <summary>Sorts and joins <paramref name="intervals"/> into a normal list.</summary>
    public static ImmutableArray<GtidInterval> Normalise(IEnumerable<GtidInterval> intervals)
    {
        var normal = ImmutableArray.CreateBuilder<GtidInterval>();
        foreach (var interval in intervals.OrderBy(interval => interval.First))
        {
            if (normal.Count > 0 && interval.First - 1 <= normal[^1].Last)
            {
                normal[^1] = normal[^1] with { Last = Math.Max(normal[^1].Last, interval.Last) };
            }
            else
            {
                normal.Add(interval);
            }
        }

        return normal.DrainToImmutable();
    }

    /// <summary>What is in the normal list <paramref name="from"/> and not in the normal list <paramref name="remove"/>.</summary>
    public static ImmutableArray<GtidInterval> Subtract(ImmutableArray<GtidInterval> from, ImmutableArray<GtidInterval> remove)
    {
        var rest = ImmutableArray.CreateBuilder<GtidInterval>();
        var next = 0;
        foreach (var interval in from)
        {
            var first = interval.First;
            while (next < remove.Length && remove[next].Last < first)
            {
                next++;
            }

            var gone = false;
            for (var i = next; i < remove.Length && remove[i].First <= interval.Last && !gone; i++)
            {
                if (remove[i].First > first)
                {
                    rest.Add(new GtidInterval(first, remove[i].First - 1));
                }

                gone = remove[i].Last >= interval.Last;
                first = gone ? first : remove[i].Last + 1;
            }

            if (!gone)
            {
                rest.Add(new GtidInterval(first, interval.Last));
            }
        }

        return rest.DrainToImmutable();
    }
}
