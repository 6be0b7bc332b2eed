namespace RemoteClassroom.Storage.Exports;

/// <summary>Keeps the sealed parts of finished files.</summary>
public interface IExportFiles
{
    /// <summary>Keeps a file whole, or fails; parts that an earlier failure left are replaced.</summary>
    Task KeepAsync(Guid exportId, int attempt, IAsyncEnumerable<byte[]> parts, CancellationToken cancellationToken);

    /// <summary>The parts in their order; none if there is no such file.</summary>
    IAsyncEnumerable<byte[]> ReadAsync(Guid exportId, int attempt, CancellationToken cancellationToken);

    /// <summary>Throws away what there is of an export: of one attempt, or all.</summary>
    Task DropAsync(Guid exportId, int? attempt, CancellationToken cancellationToken);
}
