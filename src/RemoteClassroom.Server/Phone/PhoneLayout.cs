using System.Security.Cryptography;
using System.Text;

namespace RemoteClassroom.Server.Phone;

/// <summary>
/// The frame of every page for a trainee's phone: one document, its style in line, no request to anywhere. Plain enough for Chrome 61 and Safari 12;
/// text against its ground has a contrast of 7:1 or more.
/// </summary>
internal static class PhoneLayout
{
    private const string Style = """
        *{box-sizing:border-box}
        html{font-size:20px;-webkit-text-size-adjust:100%}
        body{margin:0;background:#fff;color:#111;font-family:-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",Roboto,sans-serif;line-height:1.5}
        main{max-width:30rem;margin:0 auto;padding:1rem}
        h1{font-size:1.4rem;margin:0 0 .8rem;line-height:1.3}
        h2{font-size:1.1rem;margin:1.6rem 0 .6rem}
        p{margin:.6rem 0}
        label{display:block;margin:1rem 0 .3rem}
        input[type=text],input[type=tel],textarea{display:block;width:100%;font:inherit;padding:.6rem;border:2px solid #333;border-radius:.4rem;background:#fff;color:#111;-webkit-appearance:none}
        input[type=tel]{letter-spacing:.15em}
        textarea{height:6.5rem}
        .tick{display:flex;align-items:center}
        .tick input{width:1.4rem;height:1.4rem;margin:0 .6rem 0 0;flex:none}
        button,.button{display:block;width:100%;min-height:56px;margin:1.2rem 0 0;padding:.6rem;font:inherit;font-weight:bold;text-align:center;text-decoration:none;border:0;border-radius:.4rem;background:#0b3d91;color:#fff;cursor:pointer;-webkit-appearance:none}
        button.plain,.button.plain{background:#fff;color:#0b3d91;border:2px solid #0b3d91}
        input:focus,textarea:focus,button:focus,a:focus{outline:3px solid #c25e00;outline-offset:2px}
        a{color:#0b3d91}
        .note{padding:.8rem;margin:0 0 1rem;border:3px solid #8c1d18;border-radius:.4rem;color:#7a1510;background:#fff}
        .note.good{border-color:#0b5d3b;color:#084a2f}
        .card{padding:1rem;border:2px solid #333;border-radius:.4rem;text-align:center;font-size:1.4rem;font-weight:bold}
        video{display:block;width:100%;background:#111111}
        ul{list-style:none;margin:0;padding:0}
        li{padding:.8rem 0;border-top:1px solid #666;word-wrap:break-word;overflow-wrap:break-word}
        small{font-size:.85rem;color:#333}
        .done{min-height:100vh;background:#0b5d3b;color:#fff;text-align:center}
        .done main{padding-top:12vh}
        .mark{font-size:96px;line-height:1.1;font-weight:bold}
        .done h1{font-size:1.8rem}
        .big{font-size:1.6rem;font-weight:bold}
        .voted{margin:.8rem 0 -.6rem;font-weight:bold;color:#084a2f}
        .rehearsal{margin:0;padding:.5rem;text-align:center;font-weight:bold;color:#111;background:#ffc247}
        .done .button{background:#fff;color:#084a2f}
        """;

    /// <summary>Asks now and then what is wanted, and loads the page again when that has changed and nothing is being typed. The page works without it.</summary>
    private const string Watcher = """
        (function(){var d=document.body,s=d.getAttribute('data-session'),w=d.getAttribute('data-want'),t=20000;if(!s||!window.XMLHttpRequest)return;
        function typing(){var a=document.getElementsByTagName('textarea')[0];return a&&a.value}
        function ask(){var x=new XMLHttpRequest();x.open('GET','/api/v1/sessions/'+s+'/now');x.onload=function(){try{var n=JSON.parse(x.responseText);if(x.status===200){t=n.askAgainMs;
        var k=n.want+(n.round?n.round.roundId:'');if(k!==w&&!typing()){location.reload();return}}}catch(e){t=20000}setTimeout(ask,t)};x.onerror=function(){setTimeout(ask,t)};x.send()}
        setTimeout(ask,t)})();
        """;

    /// <summary>What such a page may load: nothing but its own style and the one script above.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Watcher)))}'; connect-src 'self'; " +
        "img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>A whole page.</summary>
    /// <param name="texts">The language.</param>
    /// <param name="title">The page's title.</param>
    /// <param name="content">What stands in it.</param>
    /// <param name="done">Green all over: a check-in stands.</param>
    /// <param name="rehearsal">Whether the page must say that this is a rehearsal.</param>
    /// <param name="watch">The session to watch and what is wanted in it as this page was made; null for a page that has nothing to watch.</param>
    public static string Page(PhoneTexts texts, string title, Markup content, bool done = false, (Guid SessionId, string Want)? watch = null, bool rehearsal = false)
    {
        var attributes = watch is { } w ? Markup.Of($" data-session=\"{w.SessionId.ToString("D")}\" data-want=\"{w.Want}\"") : Markup.Empty;
        var script = watch is null ? Markup.Empty : new Markup($"<script>{Watcher}</script>");
        return Markup.Of(
            $"""
            <!doctype html>
            <html lang="{texts.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="format-detection" content="telephone=no">
            <meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>{title}</title><style>{new Markup(Style)}</style></head>
            <body{new Markup(done ? " class=\"done\"" : "")}{attributes}>{(rehearsal ? Markup.Of($"<p class=\"rehearsal\">{texts["rehearsal"]}</p>") : Markup.Empty)}<main>{content}</main>{script}</body></html>

            """).ToString();
    }
}
