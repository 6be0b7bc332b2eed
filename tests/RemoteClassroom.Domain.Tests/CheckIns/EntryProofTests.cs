using System.Buffers.Text;
using System.Security.Cryptography;
using RemoteClassroom.Domain.CheckIns;

namespace RemoteClassroom.Domain.Tests.CheckIns;

/// <summary>The test vector of the contract's README, and what must not pass for a signature.</summary>
public sealed class EntryProofTests
{
    private const string PublicKey = "BGD-1LolWp0xyWHrdMY1bWjASbiSO2H6bOZpYi5g8p-2eQP-EAi4vJmkGunpVii8ZPLxsgwtfp9Rd6PClNRGIpk";
    private const string Signature = "s8bCGEac-OClgyiLFxQURJj1-KdpPOK90QUdiz6sk2v0eSvZymkUC77HlsBpsiMXjUmZV1rtagIZ-TY_7RkH7g";
    private static readonly byte[] Key = Base64Url.DecodeFromChars(PublicKey);

    private static readonly SignedEntry Entry = new(
        Guid.Parse("b18b86ce-1389-846d-a87a-a4a5131ce83c"), Guid.Parse("018f0000-0000-7000-8000-000000000001"), Guid.Parse("018f0000-0000-7000-8000-000000000002"),
        Guid.Parse("018f0000-0000-7000-8000-000000000003"), 42, Guid.Parse("018f0000-0000-7000-8000-000000000004"), Guid.Parse("018f0000-0000-7000-8000-000000000005"), null, VouchGround.NoPhone,
        new OfflineStamp(new DateTimeOffset(2026, 1, 1, 9, 0, 0, 123, TimeSpan.Zero), Guid.Parse("018f0000-0000-7000-8000-000000000006"), 61_500, -598_750));

    [Fact]
    public void The_contracts_test_vector_holds()
    {
        Assert.True(EntryProof.IsKey(Key));
        Assert.Equal(Entry.DeviceId, EntryProof.DeviceIdOf(Key));
        Assert.Equal("fe80db01ae077300ce2a85bf6af00b2e3a634ff0d8f190575beb419c22062c7a", Convert.ToHexStringLower(SHA256.HashData(EntryProof.Bytes(Entry))));
        Assert.True(EntryProof.IsSigned(Key, Entry, Signature));
    }

    [Fact]
    public void Whatever_is_changed_is_not_signed()
    {
        SignedEntry[] changed =
        [
            Entry with { DeviceId = Guid.NewGuid() }, Entry with { SessionId = Guid.NewGuid() }, Entry with { BranchId = Guid.NewGuid() }, Entry with { EntryId = Guid.NewGuid() }, Entry with { Seq = 43 },
            Entry with { TraineeId = Guid.NewGuid() }, Entry with { RoundId = null }, Entry with { Code = "X" }, Entry with { Reason = VouchGround.None },
            Entry with { Stamp = Entry.Stamp with { ScannedAt = Entry.Stamp.ScannedAt.AddMilliseconds(1) } }, Entry with { Stamp = Entry.Stamp with { PageLoad = Guid.NewGuid() } },
            Entry with { Stamp = Entry.Stamp with { MonotonicMs = 61_501 } }, Entry with { Stamp = Entry.Stamp with { ClockOffsetMs = 0 } },
        ];
        Assert.All(changed, entry => Assert.False(EntryProof.IsSigned(Key, entry, Signature)));
        Assert.All([null, "", "no", Signature[..^1], Signature + "A", Signature.Replace('s', 't')], text => Assert.False(EntryProof.IsSigned(Key, Entry, text)));
    }

    [Fact]
    public void A_key_is_a_point_of_the_curve()
    {
        Assert.False(EntryProof.IsKey(Key.AsSpan(1)));
        Assert.False(EntryProof.IsKey([.. Key[..^1], (byte)(Key[^1] ^ 1)]));
        Assert.False(EntryProof.IsKey(new byte[EntryProof.KeyBytes]));
    }
}
