namespace Ham4db.Server.Topology;

/// <summary>How current the knowledge of an instance is.</summary>
internal static class InstanceFreshness
{
    private const int RecentPolls = 5;

    extension(Instance instance)
    {
        /// <summary>Whether the last probe succeeded; false before the first.</summary>
        public bool IsLastCheckValid => instance.LastChecked is { } attempt && instance.LastSeen is { } seen && attempt <= seen;

        /// <summary>Whether the last probe, good or bad, ended at most one poll interval ago.</summary>
        public bool IsUpToDate(DateTimeOffset now, TimeSpan pollInterval) => instance.WasCheckedWithin(now, pollInterval);

        /// <summary>Whether the last probe, good or bad, ended at most five poll intervals ago.</summary>
        public bool IsRecentlyChecked(DateTimeOffset now, TimeSpan pollInterval) => instance.WasCheckedWithin(now, RecentPolls * pollInterval);

        /// <summary>Whole seconds since the last good probe; null before the first. Never negative.</summary>
        public long? SecondsSinceLastSeen(DateTimeOffset now)
            => instance.LastSeen is { } seen ? Math.Max(0, (long)(now - seen).TotalSeconds) : null;

        private bool WasCheckedWithin(DateTimeOffset now, TimeSpan period) => instance.LastChecked is { } check && now - check <= period;
    }
}
