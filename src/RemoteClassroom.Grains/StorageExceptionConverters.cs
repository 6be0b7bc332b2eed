using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Grains;

/// <summary>Takes <see cref="StorageException"/> from node to node: reads of boards may fail so. The cause stays in the log of the node where it happened.</summary>
[RegisterConverter]
internal sealed class StorageExceptionConverter : IConverter<StorageException, StorageExceptionSurrogate>
{
    public StorageException ConvertFromSurrogate(in StorageExceptionSurrogate surrogate) => new(surrogate.Message, surrogate.OutcomeUnknown);

    public StorageExceptionSurrogate ConvertToSurrogate(in StorageException value) => new(value.Message, value.OutcomeUnknown);
}

/// <summary>What of a <see cref="StorageException"/> travels.</summary>
/// <param name="Message">What failed.</param>
/// <param name="OutcomeUnknown">Whether the change may have been stored.</param>
[GenerateSerializer, Immutable, Alias("rc.StorageException")]
internal readonly record struct StorageExceptionSurrogate([property: Id(0)] string Message, [property: Id(1)] bool OutcomeUnknown);

/// <summary>Takes <see cref="StorageOverloadedException"/> from node to node.</summary>
[RegisterConverter]
internal sealed class StorageOverloadedExceptionConverter : IConverter<StorageOverloadedException, StorageOverloadedExceptionSurrogate>
{
    public StorageOverloadedException ConvertFromSurrogate(in StorageOverloadedExceptionSurrogate surrogate) => new();

    public StorageOverloadedExceptionSurrogate ConvertToSurrogate(in StorageOverloadedException value) => default;
}

/// <summary>Nothing of a <see cref="StorageOverloadedException"/> travels but that it is one.</summary>
[GenerateSerializer, Immutable, Alias("rc.StorageOverloadedException")]
internal readonly record struct StorageOverloadedExceptionSurrogate;
