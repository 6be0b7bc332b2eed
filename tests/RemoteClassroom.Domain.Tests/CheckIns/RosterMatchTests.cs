using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.CheckIns;

public sealed class RosterMatchTests
{
    private static readonly RosterLine[] Lines =
    [
        Line(1, "GS-0001", "王建国", "1234"),
        Line(2, "gs0002", "李娜", "5678"),
        Line(3, "GS0003", "李娜", "9999"),
        Line(4, "GS0004", "张伟", "1111"),
        Line(5, "GS0005", "张伟", "1111"),
        Line(6, "GS0006", "古丽·阿依", "2222"),
        Line(7, "GS0007", "赵六", ""),
    ];

    private readonly RosterMatch _roster = new(Lines);

    [Theory]
    [InlineData("GS-0001", null, "1234", 1)]
    [InlineData(" ｇｓ０００１ ", null, "１２３４", 1)]
    [InlineData("GS 0002", null, "56 78", 2)]
    [InlineData(null, "王 建国", "1234", 1)]
    [InlineData(null, "李娜", "5678", 2)]
    [InlineData(null, "李娜", "9999", 3)]
    [InlineData(null, "古丽阿依", "2222", 6)]
    [InlineData(null, "古丽•阿依", "2222", 6)]
    [InlineData("GS0003", "somebody else", "9999", 3)]
    public void The_one_person_that_fits_is_found(string? rosterNo, string? name, string digits, int id)
    {
        var (line, refusal) = _roster.Find(rosterNo, name, digits);
        Assert.Null(refusal);
        Assert.Equal(SomeId(id), line?.TraineeId);
    }

    [Theory]
    [InlineData("GS0001", null, "1235", "not_matched", null)]
    [InlineData("GS0009", null, "1234", "not_matched", null)]
    [InlineData(null, "王建军", "1234", "not_matched", null)]
    [InlineData(null, "张伟", "1111", "not_matched", "rosterNo")]
    [InlineData("GS0007", null, "0000", "not_matched", null)]
    [InlineData(null, null, "1234", "validation", "rosterNo")]
    [InlineData("  ", " ", "1234", "validation", "rosterNo")]
    [InlineData("GS0001", null, null, "validation", "lastDigits")]
    [InlineData("GS0001", null, "123", "validation", "lastDigits")]
    [InlineData("GS0001", null, "12a4", "validation", "lastDigits")]
    public void Whoever_does_not_fit_is_refused_with_what_to_do(string? rosterNo, string? name, string? digits, string code, string? field)
    {
        var (line, refusal) = _roster.Find(rosterNo, name, digits);
        Assert.Null(line);
        Assert.Equal((code, field), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public void An_endless_text_is_not_looked_at() => Assert.Equal("validation", _roster.Find(new string('1', 100_000), null, "1234").Refusal?.Code);

    private static Guid SomeId(int id) => new(id, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static RosterLine Line(int id, string number, string name, string digits) => new(SomeId(id), SomeId(100), number, name, digits);
}
