using System.Net;
using System.Text.RegularExpressions;

namespace RemoteClassroom.Server.Tests.Phone;

/// <summary>A page as a browser without JavaScript sees it.</summary>
public sealed partial record Seen(int Status, string Html, int Bytes, HttpResponseMessage Answer)
{
    /// <summary>The text that a reader sees.</summary>
    public string Text => WebUtility.HtmlDecode(Tags().Replace(Hidden().Replace(Html, ""), " "));

    /// <summary>The fields of the form at that number, with their values.</summary>
    public (string Action, Dictionary<string, string> Fields) Form(int number = 0)
    {
        var form = Forms().Matches(Html)[number];
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match field in Inputs().Matches(form.Value))
        {
            var name = NameOf().Match(field.Value).Groups["it"].Value;
            if (name.Length > 0 && !field.Value.Contains("checkbox", StringComparison.Ordinal))
            {
                fields[name] = WebUtility.HtmlDecode(ValueOf().Match(field.Value).Groups["it"].Value);
            }
        }

        return (ActionOf().Match(form.Value).Groups["it"].Value, fields);
    }

    [GeneratedRegex("<(?<tag>style|script|title)[^>]*>.*?</\\k<tag>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 1_000)]
    private static partial Regex Tags();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1_000)]
    private static partial Regex Forms();

    [GeneratedRegex("<(input|textarea)[^>]*>", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Inputs();

    [GeneratedRegex(" name=\"(?<it>[^\"]*)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex NameOf();

    [GeneratedRegex(" value=\"(?<it>[^\"]*)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ValueOf();

    [GeneratedRegex("action=\"(?<it>[^\"]*)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ActionOf();
}

/// <summary>A phone with cookies and without JavaScript.</summary>
public sealed class PhoneBrowser(Uri server, string language = "zh-CN,zh;q=0.9") : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private HttpClient? _http;

    private HttpClient Http => _http ??= new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = true }) { BaseAddress = server, DefaultRequestHeaders = { { "Accept-Language", language } } };

    public IEnumerable<Cookie> Cookies => _cookies.GetAllCookies();

    public async Task<Seen> GoAsync(string path) => await ReadAsync(await Http.GetAsync(path));

    /// <summary>Fills a form of a page in and sends it.</summary>
    public async Task<Seen> SendAsync(Seen page, Action<Dictionary<string, string>> fill, int form = 0)
    {
        var (action, fields) = page.Form(form);
        fill(fields);
        return await ReadAsync(await Http.PostAsync(action, new FormUrlEncodedContent(fields)));
    }

    public void Dispose() => _http?.Dispose();

    private static async Task<Seen> ReadAsync(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return new Seen((int)answer.StatusCode, System.Text.Encoding.UTF8.GetString(bytes), bytes.Length, answer);
    }
}
