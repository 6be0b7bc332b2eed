using RemoteClassroom.Domain.Audit;

namespace RemoteClassroom.Domain.Tests.Audit;

/// <summary>What gets into the audit, and how its chain holds it.</summary>
public sealed class AuditLineTests
{
    private static readonly DateTimeOffset At = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private static AuditLine Line() => new(
        Guid.Parse("0196fb6e-0000-7000-8000-000000000001"), At, new AuditActor(Guid.Parse("0196fb6e-0000-7000-8000-000000000002"), "administrator"), AuditActions.TraineeUnmasked,
        new AuditObject(AuditKinds.Trainee, Guid.Parse("0196fb6e-0000-7000-8000-000000000003"), "p/c"), true, "lines=3", "asked at the door");

    [Theory]
    [InlineData("王建国")]
    [InlineData("Wang Jianguo")]
    [InlineData("13800001234")]
    [InlineData("R000123")]
    [InlineData("")]
    [InlineData("a=b")]
    public void A_text_that_somebody_wrote_does_not_get_into_the_detail(string text)
    {
        Assert.Throws<ArgumentException>(() => AuditDetail.Write(("what", text)));
        Assert.Throws<ArgumentException>(() => AuditDetail.Write((text, 1)));
    }

    [Fact]
    public void The_detail_reads_back()
    {
        var id = Guid.NewGuid();
        var detail = AuditDetail.Write(("lines", 12), ("format", "csv"), ("round", id), ("rehearsal", true));
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["lines"] = "12", ["format"] = "csv", ["round"] = id.ToString("D"), ["rehearsal"] = "true" }, AuditDetail.Read(detail));
        Assert.Empty(AuditDetail.Read(""));
    }

    [Fact]
    public void Only_the_closed_set_of_actions_is_taken()
    {
        Assert.Contains("trainee.erased", AuditActions.All.AsEnumerable());
        Assert.Throws<ArgumentException>(() => AuditLine.Of(At, AuditActor.Server, "somethingElse", new AuditObject(AuditKinds.Installation, null, "")));
    }

    [Fact]
    public void Every_value_of_a_line_and_the_link_before_it_change_the_link()
    {
        var line = Line();
        var link = AuditChain.Next(AuditChain.Beginning, line);
        AuditLine[] others =
        [
            line with { Id = Guid.NewGuid() }, line with { At = At.AddTicks(10) }, line with { Actor = line.Actor with { Id = null } }, line with { Actor = line.Actor with { Role = "auditor" } },
            line with { Action = AuditActions.TraineeErased }, line with { On = line.On with { Kind = AuditKinds.Account } }, line with { On = line.On with { Id = Guid.NewGuid() } },
            line with { On = line.On with { UnitPath = "p" } }, line with { Done = false }, line with { Detail = "lines=4" }, line with { Reason = null }, line with { Reason = "" },
            // The same characters in other fields.
            line with { Detail = "", Reason = "lines=3asked at the door" },
        ];
        var links = others.Select(other => Convert.ToHexString(AuditChain.Next(AuditChain.Beginning, other))).Append(Convert.ToHexString(AuditChain.Next(link, line))).Append(Convert.ToHexString(link)).ToList();
        Assert.Equal(links.Count, links.Distinct().Count());
        Assert.Equal(link, AuditChain.Next(AuditChain.Beginning, Line()));
    }
}
