using System.Globalization;
using System.Net.Http.Headers;
using CsvHelper;
using RemoteClassroom.Contracts.Exports;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Exports;

/// <summary>Asks for files, waits for them, takes them.</summary>
internal static class Exported
{
    public static async Task<Guid> StartAsync(Api by, MakeExport wish) => (await by.PostAsync("/api/v1/exports", wish)).As<ExportStarted>().ExportId;

    public static Task<ExportInfo> EndedAsync(Api by, Guid export) => Eventually.NotNull(
        "the export has ended",
        async () => (await by.GetAsync($"/api/v1/exports/{export}")).As<ExportInfo>() is { State: not (ExportState.Waiting or ExportState.Running) } info ? info : null,
        TimeSpan.FromMinutes(2));

    public static async Task<byte[]> TakeAsync(ServerHost host, Api by, Guid export)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", by.Bearer);
        return await http.GetByteArrayAsync($"/api/v1/exports/{export}/file", TestContext.Current.CancellationToken);
    }

    /// <summary>All of it at once.</summary>
    public static async Task<(ExportInfo Info, byte[] File)> MakeAsync(ServerHost host, Api by, MakeExport wish)
    {
        var info = await EndedAsync(by, await StartAsync(by, wish));
        Assert.Equal((ExportState.Done, null), (info.State, info.Fault));
        var file = await TakeAsync(host, by, info.ExportId);
        Assert.Equal(info.Bytes, file.Length);
        return (info, file);
    }

    public static List<string[]> Csv(byte[] file)
    {
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        using var parser = new CsvParser(new StreamReader(new MemoryStream(file)), CultureInfo.InvariantCulture);
        var rows = new List<string[]>();
        while (parser.Read())
        {
            rows.Add(parser.Record!);
        }

        return rows;
    }
}
