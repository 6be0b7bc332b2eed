using System.Text.RegularExpressions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Phone;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Phone;

/// <summary>The trainee's phone without JavaScript.</summary>
public sealed partial class PhonePageTests(Town town) : IClassFixture<Town>
{
    private const int MostBytes = 30 * 1024;

    private PhoneBrowser Phone(string language = "zh-CN,zh;q=0.9") => new(town.Host.Address, language);

    private static Action<Dictionary<string, string>> Details(int hall, int person) => fields => (fields["who"], fields["digits"]) = (Town.RosterNo(hall, person), Town.Digits(hall, person));

    [Fact]
    public async Task Scan_two_fields_green()
    {
        var lesson = await town.OpenAsync();
        using var phone = Phone();
        var form = await phone.GoAsync("/C/" + (await lesson.CodeAsync(0)).Code);
        Assert.Equal(200, form.Status);
        Assert.Contains("东镇会议室", form.Text, StringComparison.Ordinal);
        Assert.Equal(["form", "key", "ticket", "who", "digits"], form.Form().Fields.Keys);
        Assert.Contains("inputmode=\"numeric\"", form.Html, StringComparison.Ordinal);
        Assert.Contains("autocorrect=\"off\"", form.Html, StringComparison.Ordinal);
        Assert.Contains("font-size:20px", form.Html, StringComparison.Ordinal);

        var done = await phone.SendAsync(form, Details(0, 0));
        Assert.Equal(200, done.Status);
        Assert.Contains("✓", done.Text, StringComparison.Ordinal);
        Assert.Contains("签到成功", done.Text, StringComparison.Ordinal);
        Assert.Contains("第 1 位", done.Text, StringComparison.Ordinal);
        Assert.Matches(ClockTime(), done.Text);
        Assert.Contains("class=\"done\"", done.Html, StringComparison.Ordinal);
        Assert.Contains("font-size:96px", done.Html, StringComparison.Ordinal);
        Assert.Contains(phone.Cookies, cookie => cookie is { Name: "rc-person", HttpOnly: true });

        // The same press again, as after a lost answer: the same page.
        var again = await phone.SendAsync(form, Details(0, 0));
        Assert.Equal((200, done.Html), (again.Status, again.Html));
    }

    [Fact]
    public async Task Whoever_comes_again_sees_the_same_green_and_when_he_came_first()
    {
        var lesson = await town.OpenAsync();
        await lesson.CheckInAsync(0, 1);
        using var phone = Phone();
        var done = await phone.SendAsync(await phone.GoAsync("/c/" + (await lesson.CodeAsync(0)).Code), Details(0, 1));
        Assert.Contains("class=\"done\"", done.Html, StringComparison.Ordinal);
        Assert.Matches(AlreadyAt(), done.Text);
    }

    [Fact]
    public async Task In_the_next_session_one_tap_is_enough_too_and_only_on_the_own_halls_roster()
    {
        using var phone = Phone();
        var first = await town.OpenAsync();
        await phone.SendAsync(await phone.GoAsync("/C/" + (await first.CodeAsync(0)).Code), Details(0, 4));
        Assert.DoesNotContain(phone.Cookies, cookie => cookie.Value.Contains(Town.RosterNo(0, 4), StringComparison.Ordinal));
        await town.Root.PostAsync(first.Path + "/end");

        var next = await town.OpenAsync();
        var known = await phone.GoAsync("/C/" + (await next.CodeAsync(0)).Code);
        Assert.Contains("张*戊，签到", known.Text, StringComparison.Ordinal);
        Assert.Contains("class=\"done\"", (await phone.SendAsync(known, _ => { })).Html, StringComparison.Ordinal);
        Assert.Contains("name=\"who\"", (await phone.GoAsync("/C/" + (await next.CodeAsync(1)).Code)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vote_shows_that_it_stands_and_can_be_taken_back()
    {
        var lesson = await town.OpenAsync();
        using var phone = Phone();
        await phone.SendAsync(await phone.GoAsync("/c/" + (await lesson.CodeAsync(0)).Code), Details(0, 5));
        var asked = (await town.Screens[0].PostAsync(lesson.Path + "/questions", new Contracts.Questions.AskQuestion("几点下课？", BranchId: town.Halls[0].Id))).As<Contracts.Questions.QuestionAskedAnswer>();
        (await town.Root.PostAsync($"/api/v1/questions/{asked.QuestionId}/approve")).As<CommandDone>();
        Seen page = null!;
        await TestKit.Eventually.True("the question on the phone", async () => (page = await phone.GoAsync("/p")).Text.Contains("几点下课？", StringComparison.Ordinal));
        Assert.Contains("我也想问", page.Text, StringComparison.Ordinal);

        var voted = await phone.SendAsync(page, fields => fields["cast"] = "1", form: 1);
        Assert.Contains("✓ 您也想问", voted.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("我也想问", voted.Text, StringComparison.Ordinal);
        var back = await phone.SendAsync(voted, fields => fields["cast"] = "0", form: 1);
        Assert.Contains("我也想问", back.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_says_so_on_every_page()
    {
        var lesson = await town.OpenAsync(rehearsal: true);
        using var phone = Phone();
        var form = await phone.GoAsync("/c/" + (await lesson.CodeAsync(2)).Code);
        var done = await phone.SendAsync(form, Details(2, 0));
        var person = await phone.GoAsync("/p");
        Assert.All([form, done, person], page => Assert.Contains("彩排", page.Text, StringComparison.Ordinal));
        await town.Root.PostAsync(lesson.Path + "/end");
    }

    [Fact]
    public async Task Next_time_one_tap_is_enough_or_somebody_else_may_take_the_phone()
    {
        var lesson = await town.OpenAsync();
        using var phone = Phone();
        await phone.SendAsync(await phone.GoAsync("/c/" + (await lesson.CodeAsync(1)).Code), Details(1, 0));
        await lesson.CloseRoundAsync();
        await lesson.OpenRoundAsync(RoundKind.SpotCheck);

        var known = await phone.GoAsync("/c/" + (await lesson.CodeAsync(1)).Code);
        Assert.Contains("张*甲，签到", known.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Town.NameOf(1, 0), known.Html, StringComparison.Ordinal);
        var other = await phone.SendAsync(known, _ => { }, form: 1);
        Assert.Contains("name=\"who\"", other.Html, StringComparison.Ordinal);
        Assert.Contains("签到成功", (await phone.SendAsync(other, Details(1, 1))).Text, StringComparison.Ordinal);
        var tapped = await phone.GoAsync("/c/" + (await lesson.CodeAsync(1)).Code);
        Assert.Contains("张*乙，签到", tapped.Text, StringComparison.Ordinal);
        Assert.Contains("class=\"done\"", (await phone.SendAsync(tapped, _ => { })).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_wrong_is_said_in_plain_words_and_what_was_typed_stays()
    {
        var lesson = await town.OpenAsync();
        using var phone = Phone();
        var old = await phone.GoAsync("/c/" + await lesson.CodeAgoAsync(0, 20));
        Assert.Equal(410, old.Status);
        Assert.Contains("二维码已更新，请再扫大屏", old.Text, StringComparison.Ordinal);
        Assert.Contains("这个码不对", (await phone.GoAsync("/c/rubbish")).Text, StringComparison.Ordinal);

        var form = await phone.GoAsync("/c/" + (await lesson.CodeAsync(0)).Code);
        var unknown = await phone.SendAsync(form, fields => (fields["who"], fields["digits"]) = ("李\"四\"<b>", "1234"));
        Assert.Equal(422, unknown.Status);
        Assert.Contains("名单中没有找到", unknown.Text, StringComparison.Ordinal);
        Assert.Equal("李\"四\"<b>", unknown.Form().Fields["who"]);
        Assert.DoesNotContain("<b>", unknown.Html, StringComparison.Ordinal);
        Assert.Contains("签到成功", (await phone.SendAsync(unknown, Details(0, 2))).Text, StringComparison.Ordinal);

        var late = await phone.GoAsync("/c/" + (await lesson.CodeAsync(0)).Code);
        await lesson.CloseRoundAsync();
        Assert.Contains("现在没有签到", (await phone.SendAsync(late, fields => fields["known"] = "1")).Text, StringComparison.Ordinal);
        Assert.Contains("现在没有签到", (await phone.GoAsync("/c/" + (await lesson.CodeAsync(0)).Code)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_whom_the_code_does_not_scan_two_numbers_do()
    {
        var lesson = await town.OpenAsync();
        var shown = await lesson.CodeAsync(2);
        using var phone = Phone();
        var page = await phone.GoAsync("/H");
        var wrong = await phone.SendAsync(page, fields => (fields["hall"], fields["digits"]) = ($"{shown.Hall}", "000000"));
        Assert.Equal((422, $"{shown.Hall}"), (wrong.Status, wrong.Form().Fields["hall"]));
        Assert.Contains("数字不对", wrong.Text, StringComparison.Ordinal);

        var form = await phone.SendAsync(wrong, fields => (fields["hall"], fields["digits"]) = ($"{shown.Hall}", shown.Digits));
        Assert.Contains("西镇会议室", form.Text, StringComparison.Ordinal);
        Assert.Contains("签到成功", (await phone.SendAsync(form, Details(2, 3))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_site_or_another_phone_does_nothing()
    {
        var lesson = await town.OpenAsync();
        using var phone = Phone();
        using var other = Phone();
        var form = await phone.GoAsync("/c/" + (await lesson.CodeAsync(0)).Code);
        Assert.Equal(422, (await other.SendAsync(form, Details(0, 3))).Status);
        Assert.Equal(422, (await phone.SendAsync(form, fields => fields["form"] = "AAAAAAAAAAAAAAAAAAAAAA")).Status);
        Assert.Equal(1, (await lesson.CheckInAsync(0, 3)).Ordinal);
    }

    [Fact]
    public async Task Who_checked_in_asks_and_votes_and_is_told_to_watch_the_screen()
    {
        var lesson = await town.OpenAsync();
        using var phone = Phone();
        Assert.Equal(401, (await phone.GoAsync("/p")).Status);
        await phone.SendAsync(await phone.GoAsync("/c/" + (await lesson.CodeAsync(0)).Code), Details(0, 4));
        Assert.Contains("正在签到", (await phone.GoAsync("/p")).Text, StringComparison.Ordinal);
        await lesson.CloseRoundAsync();
        await TestKit.Eventually.True("the phone to be told to watch", async () => (await phone.GoAsync("/p")).Text.Contains("请看大屏", StringComparison.Ordinal));

        var asked = await phone.SendAsync(await phone.GoAsync("/p"), fields => fields["text"] = "堤坝多久<查>一次?");
        Assert.Contains("问题已送出", asked.Text, StringComparison.Ordinal);
        var waiting = await phone.SendAsync(asked, fields => fields["text"] = "还有一问");
        Assert.Contains("还在等老师查看", waiting.Text, StringComparison.Ordinal);
        Assert.Contains(">还有一问</textarea>", waiting.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("堤坝", waiting.Text, StringComparison.Ordinal);

        await ApproveAllAsync(lesson);
        await TestKit.Eventually.True("the question to be on the phone", async () => (await phone.GoAsync("/p")).Text.Contains("堤坝多久<查>一次?", StringComparison.Ordinal));
        var page = await phone.GoAsync("/p");
        Assert.Contains("已记下", (await phone.SendAsync(page, fields => fields["cast"] = "1", form: 1)).Text, StringComparison.Ordinal);
        await TestKit.Eventually.True("the vote to count", async () => (await phone.GoAsync("/p")).Text.Contains("1 人想问", StringComparison.Ordinal));
        Assert.True((await phone.GoAsync("/p")).Bytes <= MostBytes);
    }

    [Fact]
    public async Task Every_first_view_is_at_most_30_KB_and_asks_nothing_of_anybody()
    {
        var lesson = await town.OpenAsync();
        foreach (var language in new[] { "zh-CN", "en" })
        {
            using var phone = Phone(language);
            foreach (var path in new[] { "/c/" + (await lesson.CodeAsync(0)).Code, "/h", "/c/rubbish", "/p" })
            {
                var page = await phone.GoAsync(path);
                Assert.InRange(page.Bytes, 500, MostBytes);
                Assert.DoesNotMatch(Outside(), page.Html);
                Assert.DoesNotContain("Content-Encoding", page.Answer.Content.Headers.Select(header => header.Key));
                Assert.Contains("default-src 'none'", string.Join(' ', page.Answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("", "zh-CN")]
    [InlineData("en-GB,en;q=0.8", "en")]
    [InlineData("fr,en;q=0.5,zh;q=0.4", "en")]
    [InlineData("fr", "zh-CN")]
    [InlineData("en;q=0.4,zh-TW;q=0.8", "zh-CN")]
    public async Task The_language_is_the_browsers_and_Chinese_if_in_doubt(string accept, string language)
    {
        using var phone = Phone(accept);
        Assert.Contains($"<html lang=\"{language}\"", (await phone.GoAsync("/h")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_languages_have_the_same_texts_and_placeholders()
    {
        var (chinese, english) = (PhoneTexts.Of("zh-CN"), PhoneTexts.Of("en"));
        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(chinese.Keys, key => Assert.Equal(Placeholder().Matches(chinese[key]).Select(match => match.Value), Placeholder().Matches(english[key]).Select(match => match.Value)));
    }

    [Fact]
    public async Task The_document_for_phones_has_a_tag_and_is_not_sent_twice()
    {
        var lesson = await town.OpenAsync(round: false);
        var first = await town.Host.Anybody().GetAsync(lesson.Path + "/now");
        var document = first.As<NowDocument>();
        Assert.Equal((NowWant.Watch, SessionPhase.Open), (document.Want, document.Phase));
        Assert.InRange(document.AskAgainMs, 1_000, 120_000);
        var tag = first.Headers.ETag!.ToString();
        Assert.Equal(304, (await town.Host.Anybody().SendAsync("GET", lesson.Path + "/now", null, null, ("If-None-Match", tag))).Status);
        Assert.Equal(200, (await town.Host.Anybody().SendAsync("GET", lesson.Path + "/now", null, null, ("If-None-Match", "\"other\""))).Status);

        await lesson.OpenRoundAsync();
        await TestKit.Eventually.True("the document to want a check-in", async () =>
            (await town.Host.Anybody().SendAsync("GET", lesson.Path + "/now", null, null, ("If-None-Match", tag))) is { Status: 200 } changed && changed.As<NowDocument>() is { Want: NowWant.CheckIn } now && now.Round!.RoundId == lesson.RoundId);
        Assert.Equal(404, (await town.Host.Anybody().GetAsync($"/api/v1/sessions/{Guid.NewGuid()}/now")).Status);
    }

    [Fact]
    public void Phones_are_told_to_come_back_at_different_times()
    {
        var told = Enumerable.Range(0, 200).Select(_ => NowBoard.Jitter(20_000)).ToList();
        Assert.All(told, wait => Assert.InRange(wait, 15_000, 25_000));
        Assert.True(told.Distinct().Count() > 10);
    }

    private async Task ApproveAllAsync(Lesson lesson)
    {
        var events = (await town.Root.GetAsync(lesson.Path + "/events")).Json.GetProperty("items");
        foreach (var one in events.EnumerateArray().Where(one => one.GetProperty("type").GetString() == "questionAsked"))
        {
            Assert.Equal(200, (await town.Root.PostAsync($"/api/v1/questions/{one.GetProperty("data").GetProperty("questionId").GetGuid()}/approve")).Status);
        }
    }

    [GeneratedRegex("[0-2][0-9]:[0-5][0-9]", RegexOptions.None, 1_000)]
    private static partial Regex ClockTime();

    [GeneratedRegex("您已于 [0-2][0-9]:[0-5][0-9] 签到", RegexOptions.None, 1_000)]
    private static partial Regex AlreadyAt();

    [GeneratedRegex("(src|href)=\"(https?:)?//|url\\(|@import|<link rel=\"stylesheet\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Outside();

    [GeneratedRegex("\\{[a-z]+\\}", RegexOptions.None, 1_000)]
    private static partial Regex Placeholder();
}
