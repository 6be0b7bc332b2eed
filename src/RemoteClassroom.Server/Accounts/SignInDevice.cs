namespace RemoteClassroom.Server.Accounts;

/// <summary>What a sign-in was opened with, in two words that a person recognises. No more of the browser's own description is kept.</summary>
internal static class SignInDevice
{
    // The first that is found counts: many browsers name themselves after others.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "微信 WeChat"), ("DingTalk", "钉钉 DingTalk"), ("QQBrowser", "QQ"), ("UCBrowser", "UC"), ("HuaweiBrowser", "Huawei"), ("MiuiBrowser", "MIUI"),
        ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"), ("curl", "curl"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Macintosh", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>Such as <c>Chrome · Android</c>; empty if nothing is known.</summary>
    public static string Of(HttpRequest request)
    {
        var text = request.Headers.UserAgent.ToString();
        return string.Join(" · ", ((string?[])[NameIn(Browsers, text), NameIn(Systems, text)]).Where(name => name is not null));
    }

    private static string? NameIn((string Mark, string Name)[] known, string text) => known.FirstOrDefault(one => text.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
