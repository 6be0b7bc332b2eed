using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;

namespace RemoteClassroom.Browser.Tests.Pages;

/// <summary>What is true of every page at every size.</summary>
internal static class Soundness
{
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

    /// <summary>It fits its window, and everybody can use it.</summary>
    public static async Task MustBeSoundAsync(Visitor visitor, string name)
    {
        await MustFitAsync(visitor, name);
        var result = await visitor.Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Rules] } });
        Assert.True(
            result.Violations.Length == 0,
            string.Join('\n', result.Violations.Select(fault => $"{name}: {fault.Id} ({fault.Help}) at {string.Join(", ", fault.Nodes.Take(3).Select(node => node.Html))}")));
    }

    /// <summary>Nothing makes it scroll sideways.</summary>
    public static async Task MustFitAsync(Visitor visitor, string name)
    {
        var overflow = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} is {overflow} px wider than its window.");
    }
}
