global using Instance = Ham4db.Server.Topology.Instance;
global using WireInstance = Ham4db.Client.Contract.Instance;
