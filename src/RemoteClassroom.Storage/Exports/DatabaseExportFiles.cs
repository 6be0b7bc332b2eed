using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace RemoteClassroom.Storage.Exports;

/// <summary>Files in the database, for a cluster: whichever node made a file, any node gives it out. A part is a statement of its own, so that no long transaction holds up anybody.</summary>
internal sealed class DatabaseExportFiles(IDbContextFactory<RemoteClassroomDb> databases) : IExportFiles
{
    /// <inheritdoc />
    public async Task KeepAsync(Guid exportId, int attempt, IAsyncEnumerable<byte[]> parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var number = 0;
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            db.ExportParts.Add(new ExportPartRow { ExportId = exportId, Attempt = attempt, Number = number++, Content = part });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<byte[]> ReadAsync(Guid exportId, int attempt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        for (var number = 0; ; number++)
        {
            var at = number;
            var part = await db.ExportParts.AsNoTracking().Where(row => row.ExportId == exportId && row.Attempt == attempt && row.Number == at).Select(row => row.Content).FirstOrDefaultAsync(cancellationToken);
            if (part is null)
            {
                yield break;
            }

            yield return part;
        }
    }

    /// <inheritdoc />
    public async Task DropAsync(Guid exportId, int? attempt, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.ExportParts.Where(row => row.ExportId == exportId && (attempt == null || row.Attempt == attempt)).ExecuteDeleteAsync(cancellationToken);
    }
}
