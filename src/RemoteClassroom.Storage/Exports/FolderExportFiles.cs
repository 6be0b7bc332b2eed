using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace RemoteClassroom.Storage.Exports;

/// <summary>Files in the folder <c>exports</c> of the data folder, for the embedded database: one process, one disk, and its one writer is left to the check-ins.</summary>
internal sealed class FolderExportFiles(string dataFolder) : IExportFiles
{
    private const int MostPart = 4 * 1024 * 1024;
    private readonly string _folder = Path.Combine(dataFolder, "exports");

    /// <inheritdoc />
    public async Task KeepAsync(Guid exportId, int attempt, IAsyncEnumerable<byte[]> parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Directory.CreateDirectory(_folder);
        var path = PathOf(exportId, attempt);
        try
        {
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 81_920, FileOptions.Asynchronous);
            var length = new byte[sizeof(int)];
            await foreach (var part in parts.WithCancellation(cancellationToken))
            {
                BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
                await file.WriteAsync(length, cancellationToken);
                await file.WriteAsync(part, cancellationToken);
            }

            await file.FlushAsync(cancellationToken);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<byte[]> ReadAsync(Guid exportId, int attempt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = PathOf(exportId, attempt);
        if (!File.Exists(path))
        {
            yield break;
        }

        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81_920, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var length = new byte[sizeof(int)];
        while (await file.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false, cancellationToken) == length.Length)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(length);
            if (size is < 0 or > MostPart)
            {
                throw new InvalidDataException("The file of an export is not as it was written.");
            }

            var part = new byte[size];
            await file.ReadExactlyAsync(part, cancellationToken);
            yield return part;
        }
    }

    /// <inheritdoc />
    public Task DropAsync(Guid exportId, int? attempt, CancellationToken cancellationToken)
    {
        if (Directory.Exists(_folder))
        {
            foreach (var path in Directory.EnumerateFiles(_folder, $"{exportId:N}.{(attempt is { } one ? one.ToString(CultureInfo.InvariantCulture) : "*")}"))
            {
                File.Delete(path);
            }
        }

        return Task.CompletedTask;
    }

    private string PathOf(Guid exportId, int attempt) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{exportId:N}.{attempt}"));
}
