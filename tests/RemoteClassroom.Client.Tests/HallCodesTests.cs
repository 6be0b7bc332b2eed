using RemoteClassroom.Client.CheckIns;

namespace RemoteClassroom.Client.Tests;

public sealed class HallCodesTests
{
    // The same vectors hold the server's side in the domain's tests.
    [Theory]
    [InlineData("81AB238D7D41AE338E5392C511917152F449B2F7C5C7FBA0F8515EC64F9B3933", 1L, 1767225600000L, "000000FAPWVX7XCSN7P0", "016369")]
    [InlineData("51C5D7EB37D38E5146B7D6AE2E7565BE49304F793BE26F2DCD5AE819C9DCDFCD", 16000L, 1798761599999L, "0003X03TY3Y9ZD0FN3T0", "518720")]
    [InlineData("72A386236EB03724E7E4D75BF6942DFF48FCE64A84A8C50AC334CBB1738EA49E", 4294967295L, 1893456007500L, "ZZZZZZYGP7S9D4PAXJ50", "611352")]
    public void Codes_follow_the_contract(string key, long hall, long unixMs, string code, string digits)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
        var shown = new HallCodes(Convert.FromHexString(key), hall).At(at);
        Assert.Equal(code, shown.Code);
        Assert.Equal(digits, shown.Digits);
        Assert.True(shown.ValidUntil > at && shown.ValidUntil - at <= TimeSpan.FromSeconds(15));
        Assert.Equal(shown, new HallCodes(Convert.FromHexString(key), hall).At(shown.ValidUntil.AddMilliseconds(-1)));
        Assert.NotEqual(shown.Code, new HallCodes(Convert.FromHexString(key), hall).At(shown.ValidUntil).Code);
    }
}
