using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RemoteClassroom.Contracts.CheckIns;

namespace RemoteClassroom.Server.Tests.CheckIns;

/// <summary>A hall's device as the contract's README describes it, made without the product's own code.</summary>
public sealed class SigningDevice
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _point;
    private long _seq;

    public SigningDevice()
    {
        var point = _key.ExportParameters(false).Q;
        _point = [4, .. point.X!, .. point.Y!];
        var hash = SHA256.HashData(_point);
        hash[6] = (byte)((hash[6] & 15) | 128);
        hash[8] = (byte)((hash[8] & 63) | 128);
        Id = new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    public Guid Id { get; }

    public string PublicKey => Base64Url.EncodeToString(_point);

    public Guid Run { get; set; } = Guid.NewGuid();

    public static DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>A signed entry.</summary>
    public BatchEntry Entry(Guid session, Guid hall, Guid trainee, Guid? round, DateTimeOffset scannedAt, long? monotonicMs = null, long? offset = null, string? proof = null, VouchReason? reason = null)
    {
        var entry = new BatchEntry(Guid.NewGuid(), ++_seq, trainee, scannedAt, round, proof, reason, PageLoad: Run, MonotonicMs: monotonicMs, ClockOffsetMs: offset);
        var word = reason is null ? "" : char.ToLowerInvariant(reason.ToString()![0]) + reason.ToString()![1..];
        string[] lines =
        [
            "rc1 entry", $"{Id}", $"{session}", $"{hall}", $"{entry.EntryId}", $"{entry.Seq}", $"{trainee}", $"{round}", scannedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            proof ?? "", word, $"{Run}", $"{monotonicMs}", $"{offset}",
        ];
        return entry with { Signature = Base64Url.EncodeToString(_key.SignData(Encoding.UTF8.GetBytes(string.Join('\n', lines)), HashAlgorithmName.SHA256)) };
    }

    public CheckInBatch Batch(Guid hall, IReadOnlyList<BatchEntry> entries, params DeviceContact[] contacts) => new(hall, Id.ToString(), entries, contacts);
}
