using CsCheck;
using RemoteClassroom.Domain.CheckIns;

namespace RemoteClassroom.Domain.Tests.CheckIns;

public sealed class BranchCodesTests
{
    private static readonly byte[] Key = BranchCodes.DeriveKey(new byte[32], Guid.Empty, Guid.AllBitsSet);
    private static readonly Gen<DateTimeOffset> Instant = Gen.Long[1_600_000_000_000, 2_500_000_000_000].Select(DateTimeOffset.FromUnixTimeMilliseconds);

    /// <summary>Computed from the contract's text by a program of its own (Python's hmac and hashlib).</summary>
    [Theory]
    [InlineData("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", "00112233-4455-6677-8899-aabbccddeeff", "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b", 1L, 1767225600000L, "81AB238D7D41AE338E5392C511917152F449B2F7C5C7FBA0F8515EC64F9B3933", 117815040L, "000000FAPWVX7XCSN7P0", "016369")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "0195f000-1234-7abc-9def-0123456789ab", "0195f000-5678-7abc-8def-ba9876543210", 16000L, 1798761599999L, "51C5D7EB37D38E5146B7D6AE2E7565BE49304F793BE26F2DCD5AE819C9DCDFCD", 119917439L, "0003X03TY3Y9ZD0FN3T0", "518720")]
    [InlineData("984CA5162200734C592148F1820B71057F098573D138666B48663E4E30CD8D3A", "ffffffff-ffff-4fff-bfff-ffffffffffff", "00000000-0000-4000-8000-000000000001", 4294967295L, 1893456007500L, "72A386236EB03724E7E4D75BF6942DFF48FCE64A84A8C50AC334CBB1738EA49E", 126230400L, "ZZZZZZYGP7S9D4PAXJ50", "611352")]
    public void The_codes_are_those_of_the_contract(string secret, string session, string branch, long hall, long unixMs, string key, long step, string code, string digits)
    {
        var derived = BranchCodes.DeriveKey(Convert.FromHexString(secret), Guid.Parse(session), Guid.Parse(branch));

        Assert.Equal(key, Convert.ToHexString(derived));
        Assert.Equal(step, BranchCodes.StepOf(DateTimeOffset.FromUnixTimeMilliseconds(unixMs)));
        Assert.Equal(code, BranchCodes.CodeAt(derived, hall, step));
        Assert.Equal(digits, BranchCodes.DigitsAt(derived, step));
    }

    [Fact]
    public void A_code_is_good_for_its_step_and_its_neighbours_expired_for_ten_minutes_and_else_wrong() => Gen.Select(Instant, Gen.Int[-50, 50], Gen.UInt).Sample(
        (now, distance, hall) =>
        {
            var code = BranchCodes.CodeAt(Key, hall, BranchCodes.StepOf(now) + distance);
            Assert.True(BranchCodes.TryParse(code, out var parsed));
            Assert.Equal(hall, parsed.Hall);
            var expected = distance is >= -1 and <= 1 ? CodeCheck.Valid : distance is >= -40 and < -1 ? CodeCheck.Expired : CodeCheck.Invalid;
            Assert.Equal(expected, BranchCodes.CheckCode(Key, parsed, now));
        },
        iter: 1_000);

    [Fact]
    public void Digits_are_good_for_three_steps_and_never_told_to_be_expired() => Gen.Select(Instant, Gen.Int[-50, 50]).Sample(
        (now, distance) =>
        {
            var step = BranchCodes.StepOf(now);
            var digits = BranchCodes.DigitsAt(Key, step + distance);
            var near = Enumerable.Range(-1, 3).Any(offset => BranchCodes.DigitsAt(Key, step + offset) == digits);
            Assert.Equal(near ? CodeCheck.Valid : CodeCheck.Invalid, BranchCodes.CheckDigits(Key, digits, now));
        },
        iter: 1_000);

    [Fact]
    public void Another_branch_another_session_or_another_secret_has_other_codes() => Gen.Select(Instant, Gen.Guid, Gen.Guid).Sample(
        (now, session, branch) =>
        {
            var secret = new byte[32];
            var code = BranchCodes.CodeAt(BranchCodes.DeriveKey(secret, session, branch), 7, BranchCodes.StepOf(now));
            Assert.True(BranchCodes.TryParse(code, out var parsed));
            byte[] other = [.. secret];
            other[31] = 1;
            Assert.Equal(CodeCheck.Invalid, BranchCodes.CheckCode(BranchCodes.DeriveKey(secret, branch, session), parsed, now));
            Assert.Equal(CodeCheck.Invalid, BranchCodes.CheckCode(BranchCodes.DeriveKey(other, session, branch), parsed, now));
        },
        iter: 300);

    [Theory]
    [InlineData("000000FAPWVX7XCSN7P0")]
    [InlineData("oooo-ooFA-pwvx 7xcs-n7p0")]
    [InlineData("  ooooooFAPWVX7XCSN7PO  ")]
    public void What_people_write_is_forgiven(string text)
    {
        Assert.True(BranchCodes.TryParse(text, out var parsed));
        Assert.True(BranchCodes.TryParse("000000FAPWVX7XCSN7P0", out var right));
        Assert.Equal(right, parsed);
        Assert.Equal(1, parsed.Hall);
    }

    [Theory]
    [InlineData("1I1L", "iLlI")]
    public void Look_alikes_are_one(string ones, string others)
    {
        Span<byte> left = stackalloc byte[2];
        Span<byte> right = stackalloc byte[2];
        Assert.Equal(CrockfordBase32.TryDecode(ones, left), CrockfordBase32.TryDecode(others, right));
        Assert.True(left.SequenceEqual(right));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("000000FAPWVX7XCSN7P")]
    [InlineData("000000FAPWVX7XCSN7P00")]
    [InlineData("000000FAPWVX7XCSN7P1")]
    [InlineData("000000FAPWVX7XCSN7U0")]
    [InlineData("https://example.invalid/000000FAPWVX7XCSN7P0")]
    public void What_cannot_be_a_code_is_none(string? text) => Assert.False(BranchCodes.TryParse(text, out _));

    [Fact]
    public void Base_32_gives_back_what_it_took() => Gen.Byte.Array[1, 40].Sample(bytes =>
    {
        var back = new byte[bytes.Length];
        Assert.True(CrockfordBase32.TryDecode(CrockfordBase32.Encode(bytes).ToLowerInvariant(), back));
        Assert.Equal(bytes, back);
    });

    [Theory]
    [InlineData("０１６ ３６９")]
    [InlineData("016-369")]
    public void Digits_may_be_full_width_or_spaced(string typed)
    {
        var key = Convert.FromHexString("81AB238D7D41AE338E5392C511917152F449B2F7C5C7FBA0F8515EC64F9B3933");
        Assert.Equal(CodeCheck.Valid, BranchCodes.CheckDigits(key, typed, DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_000)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("01636")]
    [InlineData("+16369")]
    [InlineData("abcdef")]
    public void What_cannot_be_digits_is_wrong(string? typed) => Assert.Equal(CodeCheck.Invalid, BranchCodes.CheckDigits(Key, typed, DateTimeOffset.UnixEpoch.AddYears(60)));

    [Fact]
    public void The_step_of_a_proof_is_found_in_its_span_only()
    {
        Assert.True(BranchCodes.TryParse(BranchCodes.CodeAt(Key, 3, 120_000_000), out var code));
        Assert.Equal(120_000_000, BranchCodes.FindStep(Key, code, 119_999_990, 120_000_010));
        Assert.Null(BranchCodes.FindStep(Key, code, 120_000_001, 120_000_010));
    }
}
