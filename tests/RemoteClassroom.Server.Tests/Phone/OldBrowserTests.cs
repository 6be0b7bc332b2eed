using System.Text.RegularExpressions;
using Acornima;
using RemoteClassroom.Server.Tests.CheckIns;

namespace RemoteClassroom.Server.Tests.Phone;

/// <summary>
/// What the phone's pages serve is understood by Chrome 61 and Safari 12, the browsers of phones that are still in use and inside old apps: the scripts by a parser that
/// knows the language only as it was then, the style by lists of what both have.
/// </summary>
public sealed partial class OldBrowserTests(Town town) : IClassFixture<Town>
{
    /// <summary>Properties that both know; without a prefix unless it is written. Whoever adds one looks first at when both browsers got it.</summary>
    private static readonly HashSet<string> Properties = new(StringComparer.Ordinal)
    {
        "align-items", "background", "border", "border-color", "border-radius", "border-top", "box-sizing", "color", "cursor", "display", "flex", "font", "font-family", "font-size",
        "font-weight", "height", "letter-spacing", "line-height", "list-style", "margin", "max-width", "min-height", "outline", "outline-offset", "overflow", "overflow-wrap", "padding",
        "padding-top", "text-align", "text-decoration", "text-transform", "vertical-align", "white-space", "width", "word-wrap", "-webkit-appearance", "-webkit-text-size-adjust",
    };

    private static readonly HashSet<string> Pseudo = new(StringComparer.Ordinal) { ":focus", ":hover", ":active", ":checked", ":disabled", ":first-child", ":last-child" };

    [Fact]
    public async Task Scripts_and_style_of_every_page_are_of_the_time_of_Chrome_61_and_Safari_12()
    {
        var lesson = await town.OpenAsync();
        using var phone = new PhoneBrowser(town.Host.Address);
        var form = await phone.GoAsync("/c/" + (await lesson.CodeAsync(0)).Code);
        var done = await phone.SendAsync(form, fields => (fields["who"], fields["digits"]) = (Town.RosterNo(0, 5), Town.Digits(0, 5)));
        var pages = new List<Seen> { form, done, await phone.GoAsync("/h"), await phone.GoAsync("/p"), await phone.GoAsync("/c/rubbish"), await phone.GoAsync("/p/watch") };
        Assert.Contains(pages, page => Scripts().IsMatch(page.Html));
        foreach (var page in pages)
        {
            foreach (Match script in Scripts().Matches(page.Html))
            {
                new Parser(new ParserOptions { EcmaVersion = EcmaVersion.ES2017 }).ParseScript(script.Groups["it"].Value);
            }

            Assert.DoesNotMatch(ModernMarkup(), page.Html);
            Assert.All(Styles().Matches(page.Html).Select(style => style.Groups["it"].Value), style => Assert.Empty(TooNew(style)));
        }
    }

    [Theory]
    [InlineData("a:is(.b){color:red}")]
    [InlineData("p{inset:0}")]
    [InlineData("p{display:flex;gap:1rem}")]
    [InlineData("p{width:min(1rem,2vw)}")]
    [InlineData("p{color:#12345678}")]
    [InlineData("p{display:grid}")]
    [InlineData("@supports (gap:1px){p{color:red}}")]
    [InlineData("p{min-height:100dvh}")]
    [InlineData("p{color:var(--c)}")]
    public void What_came_later_is_found(string style) => Assert.NotEmpty(TooNew(style));

    [Theory]
    [InlineData("const a = b ?? c;")]
    [InlineData("a?.b;")]
    [InlineData("async function* f() { for await (const x of y) {} }")]
    public void A_script_of_later_years_is_refused(string script) =>
        Assert.Throws<SyntaxErrorException>(() => new Parser(new ParserOptions { EcmaVersion = EcmaVersion.ES2017 }).ParseScript(script));

    /// <summary>What a style holds that one of the two does not know, or that nobody has looked up yet.</summary>
    private static List<string> TooNew(string style)
    {
        var found = new List<string>();
        found.AddRange(AtRules().Matches(style).Select(rule => rule.Value).Where(rule => rule != "@media"));
        foreach (Match rule in Rules().Matches(style))
        {
            found.AddRange(PseudoClasses().Matches(rule.Groups["selector"].Value).Select(pseudo => pseudo.Value).Where(pseudo => !Pseudo.Contains(pseudo)));
            foreach (var line in rule.Groups["body"].Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var (name, value) = (line.Split(':')[0].Trim(), line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
                if (!Properties.Contains(name) || NewValues().IsMatch(value))
                {
                    found.Add(line);
                }
            }
        }

        return found;
    }

    [GeneratedRegex("<script>(?<it>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Scripts();

    [GeneratedRegex("<style>(?<it>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Styles();

    [GeneratedRegex("type=\"module\"|<dialog|<template|<search|popover=|inert[ >]", RegexOptions.None, 1_000)]
    private static partial Regex ModernMarkup();

    [GeneratedRegex("@[a-z-]+", RegexOptions.None, 1_000)]
    private static partial Regex AtRules();

    [GeneratedRegex("(?<selector>[^{}@]+)\\{(?<body>[^{}]*)\\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Rules();

    [GeneratedRegex("::?[a-z-]+", RegexOptions.None, 1_000)]
    private static partial Regex PseudoClasses();

    // Functions but the oldest, colours with a fourth part, grids (known, but not as they are used today), units of later years.
    [GeneratedRegex("(?<!rgb|rgba|calc)\\(|#[0-9a-f]{8}\\b|#[0-9a-f]{4}\\b|\\bgrid\\b|\\d(dvh|svh|lvh|cqw|lh)\\b", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex NewValues();
}
