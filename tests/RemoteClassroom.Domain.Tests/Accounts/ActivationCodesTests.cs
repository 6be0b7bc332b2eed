using RemoteClassroom.Domain.Accounts;

namespace RemoteClassroom.Domain.Tests.Accounts;

public sealed class ActivationCodesTests
{
    private static readonly ActivationCodes Codes = new(new Secret(1));

    [Fact]
    public void A_code_is_twelve_symbols_the_same_each_time_and_another_for_another_slip_or_installation()
    {
        var slips = Enumerable.Range(0, 10_300).Select(_ => Guid.NewGuid()).ToList();
        var codes = slips.Select(Codes.Of).ToList();
        Assert.All(codes, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$", code));
        Assert.Equal(codes, slips.Select(Codes.Of));
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.NotEqual(codes[0], new ActivationCodes(new Secret(2)).Of(slips[0]));
        Assert.NotEqual(Codes.HashOf(slips[0]), new ActivationCodes(new Secret(2)).Hash(ActivationCodes.Read(codes[0])!));
    }

    [Fact]
    public void What_people_type_is_the_same_code_and_rubbish_is_none()
    {
        var slip = Guid.NewGuid();
        var code = Codes.Of(slip);
        foreach (var typed in (string[])[code, code.ToLowerInvariant(), code.Replace("-", "", StringComparison.Ordinal), $" {code.Replace('-', ' ')} ", code.Replace('0', 'o').Replace('1', 'l')])
        {
            Assert.Equal(Codes.HashOf(slip), Codes.Hash(ActivationCodes.Read(typed)!));
        }

        foreach (var rubbish in (string[])["", "7K3M", code + "0", "7K3M-0QRX-9AU!", new string('0', 500)])
        {
            Assert.Null(ActivationCodes.Read(rubbish));
        }
    }

    private sealed class Secret(byte fill) : IInstallationSecret
    {
        public ReadOnlyMemory<byte> Value { get; } = Enumerable.Repeat(fill, 32).ToArray();
    }
}
