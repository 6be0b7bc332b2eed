using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;

namespace RemoteClassroom.Domain.Tests.CheckIns;

/// <summary>The links, computed a second time from the words of the documentation alone.</summary>
public sealed class LedgerChainTests
{
    private static readonly Guid Session = Guid.Parse("01890000-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch.AddTicks(1_234_567_890L * 10);

    [Fact]
    public void A_check_ins_link_covers_its_canonical_bytes()
    {
        var line = new LedgerEntry(7, Id(1), Session, Id(2), Id(3), Id(4), Id(5), At, true, ProofWay.Companion, 12, Id(6), Id(9), [1], Id(7), VouchGround.PlainPhone, Id(8));
        var previous = LedgerChain.Origin(Session, 6);
        byte[] expected = [.. previous, .. "rc1L"u8, .. Number(7), .. Ids(Id(1), Session, Id(2), Id(3), Id(4), Id(5), Id(7), Id(6), Id(8)), .. Number(1_234_567_890), .. Number(99), 0, 0, 0, 12, 3, 2, 3];
        Assert.Equal(SHA256.HashData(expected), LedgerChain.Next(previous, line, new LineStamp(99, true)));
        Assert.Equal(SHA256.HashData([.. "rc1G"u8, .. Ids(Session), .. Number(6)]), previous);
    }

    [Fact]
    public void A_corrections_link_covers_everything_but_the_text_and_of_that_a_salted_hash()
    {
        var entry = new NewCorrection(Id(1), Session, CorrectionKind.Mark, Id(2), Id(3), Standing.Late, At, Id(4), "administrator", "signed the sheet");
        byte[] salt = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        var hash = LedgerChain.HashOf(salt, entry.Text);
        Assert.Equal(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes("signed the sheet")]), hash);
        var previous = new byte[32];
        byte[] expected = [.. previous, .. "rc1K"u8, .. Number(8), .. Ids(Id(1), Session, Id(2), Id(3), Id(4)), .. Number(1_234_567_890), .. Number(99), 2, 2, .. hash, .. "administrator"u8];
        Assert.Equal(SHA256.HashData(expected), LedgerChain.Next(previous, new CorrectionStamp(8, entry, 99, hash)));
    }

    private static byte[] Number(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Ids(params Guid[] ids) => [.. ids.SelectMany(id => id.ToByteArray(bigEndian: true))];

    private static Guid Id(byte number) => new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, number);
}
