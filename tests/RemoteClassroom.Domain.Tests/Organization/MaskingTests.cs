using RemoteClassroom.Domain.Organization;

namespace RemoteClassroom.Domain.Tests.Organization;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("王建国", "王*国")]
    [InlineData("李娜", "李*")]
    [InlineData("欧阳建国", "欧**国")]
    [InlineData("王", "*")]
    [InlineData(" 王建国 ", "王*国")]
    [InlineData("𠮷田", "𠮷*")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Names_keep_their_ends(string? name, string masked) => Assert.Equal(masked, Masking.Name(name));

    [Theory]
    [InlineData("62010200012", "62*******12")]
    [InlineData("GS000123", "GS****23")]
    [InlineData("GS001", "G***1")]
    [InlineData("1234", "1***")]
    [InlineData("7", "*")]
    public void Roster_numbers_keep_their_ends(string number, string masked) => Assert.Equal(masked, Masking.RosterNo(number));
}
