using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Grains.CheckIns;

/// <summary>Under what a batch's entry is known: receipts are per (device, entry), and both go into the key, which the ledger keeps in one column.</summary>
internal static class BatchEntryKey
{
    /// <summary>The receipt's key of an entry.</summary>
    public static ReceiptKey Of(string device, BatchLine entry)
    {
        Span<byte> entryId = stackalloc byte[16];
        entry.EntryId.TryWriteBytes(entryId, bigEndian: true, out _);
        var key = SHA256.HashData([.. Encoding.UTF8.GetBytes(device), 0, .. entryId]).AsSpan(0, 16);

        // RFC 9562, version 8: a UUID of one's own making.
        key[6] = (byte)((key[6] & 0x0F) | 0x80);
        key[8] = (byte)((key[8] & 0x3F) | 0x80);
        return new ReceiptKey($"device:{device}", new Guid(key, bigEndian: true), BodyHashOf(entry));
    }

    /// <summary>What the device noted of the time.</summary>
    public static OfflineStamp StampOf(BatchLine entry) => new(Micros.Truncate(entry.ScannedAt), entry.PageLoad, entry.MonotonicMs, entry.ClockOffsetMs);

    private static byte[] BodyHashOf(BatchLine entry)
    {
        var proof = Encoding.UTF8.GetBytes(entry.Proof ?? "");
        var body = new byte[49 + proof.Length + (entry.Reason == VouchGround.None ? 0 : 1)];
        entry.TraineeId.TryWriteBytes(body, bigEndian: true, out _);
        (entry.RoundId ?? Guid.Empty).TryWriteBytes(body.AsSpan(16), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(body.AsSpan(32), Micros.Of(entry.ScannedAt));
        BinaryPrimitives.WriteInt64BigEndian(body.AsSpan(40), entry.Seq);
        body[48] = entry.Proof is null ? (byte)0 : (byte)1;
        proof.CopyTo(body, 49);
        if (entry.Reason != VouchGround.None)
        {
            // Appended, so that an entry without a reason keeps the hash that earlier versions gave it.
            body[^1] = (byte)entry.Reason;
        }

        return SHA256.HashData(body);
    }
}
