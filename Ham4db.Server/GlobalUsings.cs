// The domain's instance and the one on the wire share their name: the bare name is the domain's.
global using Instance = Ham4db.Server.Topology.Instance;
global using WireInstance = Ham4db.Client.Contract.Instance;
