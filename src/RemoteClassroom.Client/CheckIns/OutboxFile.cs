using System.Text;
using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.CheckIns;

namespace RemoteClassroom.Client.CheckIns;

/// <summary>One line of an outbox's file.</summary>
/// <param name="Add">An entry was taken.</param>
/// <param name="Done">An entry was settled.</param>
/// <param name="LastSeq">The last running number given out.</param>
/// <param name="Contact">An answer of the server was noted.</param>
internal sealed record OutboxLine(BatchEntry? Add = null, Guid? Done = null, long? LastSeq = null, DeviceContact? Contact = null);

/// <summary>What an outbox's file held.</summary>
/// <param name="Waiting">Entries that are not settled.</param>
/// <param name="Contacts">Contacts of the runs that took them.</param>
/// <param name="LastSeq">The last running number given out.</param>
internal sealed record OutboxContent(IReadOnlyList<BatchEntry> Waiting, IReadOnlyList<DeviceContact> Contacts, long LastSeq);

/// <summary>An outbox's file: lines of JSON, each on disk before anybody is told.</summary>
internal sealed class OutboxFile(FileStream file) : IAsyncDisposable
{
    /// <summary>Reads a file if there is one, and goes on with it. It is written anew and put in place in one step, so that it does not grow for ever and a crash leaves the old one or the new one.</summary>
    public static async Task<(OutboxFile File, OutboxContent Kept)> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var kept = await ReadAsync(path, cancellationToken);
        var fresh = path + ".new";
        var file = new OutboxFile(new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete));
        await file.WriteAsync(
            [new OutboxLine(LastSeq: kept.LastSeq), .. kept.Waiting.Select(entry => new OutboxLine(Add: entry)), .. kept.Contacts.Select(contact => new OutboxLine(Contact: contact))]);
        File.Move(fresh, path, overwrite: true);
        return (file, kept);
    }

    /// <summary>Writes lines and forces them to the disk; not cut short, so that a line is there whole or was never acknowledged.</summary>
    public async Task WriteAsync(IReadOnlyList<OutboxLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(JsonSerializer.Serialize(line, ContractsJson.Options)).Append('\n');
        }

        await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), CancellationToken.None);
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => file.DisposeAsync();

    private static async Task<OutboxContent> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var (byId, contacts, lastSeq) = (new Dictionary<Guid, BatchEntry>(), new List<DeviceContact>(), 0L);
        foreach (var text in File.Exists(path) ? await File.ReadAllLinesAsync(path, cancellationToken) : [])
        {
            if (Read(text) is not { } line)
            {
                continue;
            }

            if (line.Add is { } entry)
            {
                byId[entry.EntryId] = entry;
            }

            if (line.Done is { } done)
            {
                byId.Remove(done);
            }

            if (line.Contact is { } contact)
            {
                contacts.Add(contact);
            }

            lastSeq = Math.Max(lastSeq, Math.Max(line.LastSeq ?? 0, line.Add?.Seq ?? 0));
        }

        var runs = byId.Values.Select(entry => entry.PageLoad).ToHashSet();
        return new OutboxContent([.. byId.Values], contacts.FindAll(contact => runs.Contains(contact.PageLoad)), lastSeq);
    }

    private static OutboxLine? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<OutboxLine>(text, ContractsJson.Options);
        }
        catch (JsonException)
        {
            // The last line of a process that was killed while writing it: it was never acknowledged to anybody.
            return null;
        }
    }
}
