using RemoteClassroom.Domain.Log;
using RemoteClassroom.Grains;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Cluster;

/// <summary>A grain on a node without a database refuses at once: the caller, perhaps on a node that has one, tries again instead of waiting.</summary>
internal sealed class DatabaseFilter(IDatabaseHealth health) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) =>
        health.Answers || context.InterfaceMethod?.DeclaringType?.Assembly != typeof(ClassroomGrains).Assembly
            ? context.Invoke()
            : throw new StorageException("This node does not reach the database now.", outcomeUnknown: false);
}
