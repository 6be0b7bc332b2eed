using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace RemoteClassroom.Cluster.Tests.Kills;

/// <summary>A hall's device that signs, written from the contract alone.</summary>
public sealed class HallDevice : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private int _seq;

    /// <summary>The public key as the contract wants it.</summary>
    public string PublicKey => Base64Url.EncodeToString(Point);

    private byte[] Point => _key.ExportParameters(false).Q is var point ? [4, .. point.X!, .. point.Y!] : [];

    private string Id
    {
        get
        {
            var hash = SHA256.HashData(Point);
            hash[6] = (byte)((hash[6] & 15) | 128);
            hash[8] = (byte)((hash[8] & 63) | 128);
            return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
        }
    }

    /// <summary>A batch with one entry of a device that booted in 1970 and never had a contact.</summary>
    public JsonObject Unproven(string session, string hall, string trainee, string round)
    {
        var (entry, run, seq) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), (++_seq).ToString(CultureInfo.InvariantCulture));
        var text = string.Join('\n', "rc1 entry", Id, session, hall, entry, seq, trainee, round, "1000", "", "", run, "1000", "");
        var line = new JsonObject
        {
            ["entryId"] = entry, ["seq"] = _seq, ["traineeId"] = trainee, ["roundId"] = round, ["scannedAt"] = "1970-01-01T00:00:01Z", ["pageLoad"] = run, ["monotonicMs"] = 1000,
            ["signature"] = Base64Url.EncodeToString(_key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256)),
        };
        return new JsonObject { ["branchId"] = hall, ["device"] = Id, ["entries"] = new JsonArray(line) };
    }

    public void Dispose() => _key.Dispose();
}
