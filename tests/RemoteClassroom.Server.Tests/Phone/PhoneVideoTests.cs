using System.Net.Http.Headers;
using System.Text;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Phone;

/// <summary>The lecture on a trainee's own phone: what it costs is said before anything is loaded, and the browser plays it by itself.</summary>
public sealed class PhoneVideoTests(Town town) : IClassFixture<Town>
{
    private const string Playlist = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\ns0.ts\n";

    [Fact]
    public async Task The_price_is_said_before_the_picture_and_nothing_is_offered_while_there_is_none()
    {
        var lesson = await town.OpenAsync();
        using var stranger = new PhoneBrowser(town.Host.Address);
        Assert.Equal(401, (await stranger.GoAsync("/p/watch?go=1")).Status);
        using var phone = new PhoneBrowser(town.Host.Address);
        var form = await phone.GoAsync("/c/" + (await lesson.CodeAsync(0)).Code);
        await phone.SendAsync(form, fields => (fields["who"], fields["digits"]) = (Town.RosterNo(0, 1), Town.Digits(0, 1)));
        Assert.DoesNotContain("/p/watch", (await phone.GoAsync("/p")).Html, StringComparison.Ordinal);
        Assert.Contains("现在没有直播画面", (await phone.GoAsync("/p/watch?go=1")).Text, StringComparison.Ordinal);

        await PublishAsync(lesson);
        await Eventually.True("the picture to be offered", async () => (await phone.GoAsync("/p")).Html.Contains("/p/watch", StringComparison.Ordinal));
        var price = await phone.GoAsync("/p/watch");
        Assert.Contains("每分钟约用 10 MB 流量", price.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<video", price.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/live/", price.Html, StringComparison.Ordinal);

        var picture = await phone.GoAsync("/p/watch?go=1");
        Assert.Contains($"<video src=\"/live/{lesson.Id}/index.m3u8\"", picture.Html, StringComparison.Ordinal);
        Assert.Contains("media-src 'self'", Assert.Single(picture.Answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(200, (await phone.GoAsync($"/live/{lesson.Id}/index.m3u8")).Status);
    }

    private async Task PublishAsync(Lesson lesson)
    {
        (await town.Root.PostAsync(lesson.Path + "/start")).As<CommandDone>();
        var publish = (await town.Root.GetAsync(lesson.Path + "/publish")).As<PublishInfo>();
        using var publisher = new HttpClient();
        publisher.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{publish.User}:{publish.Key}")));
        foreach (var (file, content) in new[] { ("s0.ts", new byte[] { 0x47, 0, 0, 0 }), ("index.m3u8", Encoding.UTF8.GetBytes(Playlist)) })
        {
            using var answer = await publisher.PutAsync(publish.Url.Replace("index.m3u8", file, StringComparison.Ordinal), new ByteArrayContent(content));
            answer.EnsureSuccessStatusCode();
        }
    }
}
