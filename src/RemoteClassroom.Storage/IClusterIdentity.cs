namespace RemoteClassroom.Storage;

/// <summary>A database that several nodes may share. Registered only for such a database.</summary>
public interface IClusterIdentity
{
    /// <summary>
    /// Names the cluster of all nodes on this database; known once <see cref="IDatabase.StartAsync"/> is done. Another database – a restored copy, say – gives another
    /// name, so that its nodes never join those whose rows the copy brought along.
    /// </summary>
    string ClusterId { get; }
}
