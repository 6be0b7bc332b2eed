using System.Diagnostics;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Exports;

/// <summary>A real spreadsheet program without a screen (Gnumeric's <c>ssconvert</c>): opens a workbook and says what it sees in it.</summary>
internal static class SpreadsheetProgram
{
    /// <summary>Rows of text by sheet.</summary>
    /// <exception cref="InvalidOperationException">The machine has no such program.</exception>
    public static async Task<Dictionary<string, List<string[]>>> OpenAsync(byte[] workbook)
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.Of("book.xlsx"), workbook);
        var start = new ProcessStartInfo("ssconvert") { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // Every sheet into a file of its own, named after it.
        foreach (var argument in (string[])["-S", "-T", "Gnumeric_stf:stf_csv", "book.xlsx", "book-%s.csv"])
        {
            start.ArgumentList.Add(argument);
        }

        // Without a locale of UTF-8 it writes what it cannot show as question marks.
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var running = Start(start);
        var said = await running.StandardOutput.ReadToEndAsync() + await running.StandardError.ReadToEndAsync();
        await running.WaitForExitAsync();
        var files = Directory.GetFiles(folder.Path, "book-*.csv");
        Assert.True(running.ExitCode == 0 && files.Length > 0, said);
        return files.ToDictionary(file => Path.GetFileNameWithoutExtension(file)["book-".Length..], file => Exported.Csv([0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(file)]));
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException("Install gnumeric, which brings ssconvert; tests/run.sh does it where it may.", missing);
        }
    }
}
