using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RemoteClassroom.Contracts.CheckIns;

namespace RemoteClassroom.Client.CheckIns;

/// <summary>The key by which a hall's device signs what it gathers without a link (contract, "Signed entries"): ECDSA on P-256. Kept in a file that only its owner may read.</summary>
public sealed class DeviceKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly byte[] _point;

    private DeviceKey(ECDsa key)
    {
        _key = key;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        _point = [4, .. point.X!, .. point.Y!];
        var id = SHA256.HashData(_point);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        DeviceId = new Guid(id.AsSpan(0, 16), bigEndian: true);
    }

    /// <summary>The device's id, made from the key: known without a link.</summary>
    public Guid DeviceId { get; }

    /// <summary>What <c>POST /devices</c> takes.</summary>
    public string PublicKey => Base64Url.EncodeToString(_point);

    /// <summary>Reads the key of a file, or makes one and writes it there before anything is signed with it.</summary>
    /// <param name="file">Where it is kept; null to hold it in memory only.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<DeviceKey> OpenAsync(string? file, CancellationToken cancellationToken = default)
    {
        if (file is not null && File.Exists(file))
        {
            var known = ECDsa.Create();
            known.ImportPkcs8PrivateKey(await File.ReadAllBytesAsync(file, cancellationToken), out _);
            return new DeviceKey(known);
        }

        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (file is not null)
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using var stream = new FileStream(file, options);
            await stream.WriteAsync(key.ExportPkcs8PrivateKey(), cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        return new DeviceKey(key);
    }

    /// <summary>The entry with its signature.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="branchId">The hall.</param>
    /// <param name="entry">The entry; its scan time must be whole milliseconds.</param>
    public BatchEntry Sign(Guid sessionId, Guid branchId, BatchEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var text = string.Join(
            '\n', "rc1 entry", DeviceId.ToString("D"), sessionId.ToString("D"), branchId.ToString("D"), entry.EntryId.ToString("D"), Text(entry.Seq), entry.TraineeId.ToString("D"),
            entry.RoundId?.ToString("D") ?? "", Text(entry.ScannedAt.ToUnixTimeMilliseconds()), entry.Proof ?? "",
            entry.Reason is { } reason ? JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()) : "", entry.PageLoad?.ToString("D") ?? "", Text(entry.MonotonicMs), Text(entry.ClockOffsetMs));
        return entry with { Signature = Base64Url.EncodeToString(_key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256)) };
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
