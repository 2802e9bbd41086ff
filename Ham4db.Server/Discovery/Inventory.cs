namespace Ham4db.Server.Discovery;

/// <summary>What probing has seen: an immutable snapshot, replaced whole at each change, and written behind to the backend.</summary>
public sealed class Inventory
{
    /// <summary>The newest snapshot.</summary>
    public InventorySnapshot Current { get; private set; } = InventorySnapshot.Empty;
}
