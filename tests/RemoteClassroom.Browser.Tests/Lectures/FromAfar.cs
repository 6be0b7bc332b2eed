using RemoteClassroom.Browser.Tests.Browsing;

namespace RemoteClassroom.Browser.Tests.Lectures;

/// <summary>What must be true of a hall's screen that is read from ten metres, whatever it shows.</summary>
internal static class FromAfar
{
    /// <summary>
    /// No text smaller than 4 % of the height; nothing to read in the outer 5 % (less a slow shift of some pixels against burning in); at most three lines of twenty characters in one piece; no cursor.
    /// </summary>
    public static async Task MustBeReadFromAfarAsync(this Visitor screen, string name)
    {
        var faults = await screen.Page.EvaluateAsync<string[]>(
            """
            () => {
              const [wide, high, shift] = [innerWidth, innerHeight, 8]
              const faults = []
              if (getComputedStyle(document.querySelector('.screen')).cursor !== 'none') faults.push('a cursor')
              for (const e of document.querySelectorAll('.screen *')) {
                const text = [...e.childNodes].filter(n => n.nodeType === 3 && n.textContent.trim())
                if (text.length === 0 || !e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || e.closest('.visually-hidden')) continue
                const [size, what] = [parseFloat(getComputedStyle(e).fontSize), e.textContent.trim().slice(0, 40)]
                if (size < high * 0.04) faults.push(`${size} px: ${what}`)
                const range = document.createRange()
                for (const node of text) {
                  range.selectNodeContents(node)
                  const lines = new Set()
                  for (const r of range.getClientRects()) {
                    lines.add(Math.round(r.top))
                    // Of a line's box the letters fill the middle; what is cut off with an ellipsis ends where its box does.
                    const box = e.getBoundingClientRect()
                    const [left, right, middle] = [Math.max(r.left, box.left), Math.min(r.right, box.right), (r.top + r.bottom) / 2]
                    if (left < wide * 0.05 - shift || right > wide * 0.95 + shift || middle - size / 2 < high * 0.05 - shift || middle + size / 2 > high * 0.95 + shift) {
                      faults.push(`at the edge: ${what} (${Math.round(left)}–${Math.round(right)}, ${Math.round(middle - size / 2)}–${Math.round(middle + size / 2)})`)
                    }
                  }
                  if (lines.size > 3) faults.push(`${lines.size} lines: ${what}`)
                }
              }
              return faults
            }
            """);
        Assert.True(faults.Length == 0, $"The screen shows '{name}' with {string.Join("; ", faults.Distinct())}");
    }
}
