using System.Diagnostics;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Exports;

/// <summary>LibreOffice Calc without a screen, where the machine has one: opens a workbook and says what it sees in it.</summary>
internal static class SpreadsheetProgram
{
    // Commas, quotes, UTF-8, from the first row on, values as shown, every sheet into a file of its own.
    private const string Filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

    /// <summary>Rows of text by sheet; null where there is no such program.</summary>
    public static async Task<Dictionary<string, List<string[]>>?> OpenAsync(byte[] workbook)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "soffice")).FirstOrDefault(File.Exists);
        if (program is null)
        {
            return null;
        }

        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.Of("book.xlsx"), workbook);
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["--headless", "--norestore", $"-env:UserInstallation=file://{folder.Of("profile")}", "--convert-to", Filter, "book.xlsx"])
        {
            start.ArgumentList.Add(argument);
        }

        using var running = Process.Start(start) ?? throw new InvalidOperationException("LibreOffice did not start.");
        var said = await running.StandardOutput.ReadToEndAsync() + await running.StandardError.ReadToEndAsync();
        await running.WaitForExitAsync();
        var files = Directory.GetFiles(folder.Path, "book-*.csv");
        Assert.True(running.ExitCode == 0 && files.Length > 0, said);
        return files.ToDictionary(file => Path.GetFileNameWithoutExtension(file)["book-".Length..], file => Exported.Csv([0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(file)]));
    }
}
