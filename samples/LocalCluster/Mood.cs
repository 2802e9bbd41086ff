namespace Ham4db.Samples.LocalCluster;

/// <summary>How a line of the story is coloured.</summary>
internal enum Mood
{
    Plain,
    Good,
    Bad,
    Leader,
}
