using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Reports;

/// <summary>Everybody of a session as lines of a file, home by home: names are read and held for a page of people at a time, however many the province has.</summary>
internal sealed class PersonRows(SessionFigures figures, IDbContextFactory<RemoteClassroomDb> databases, ITraineeIdentities identities, ReportZone zone)
{
    private const int PageSize = 500;

    /// <summary>The heading; it names zone and rules.</summary>
    public IReadOnlyList<string> Columns(string rulesVersion, bool masked = true) =>
    [
        masked ? "编号(掩码) rosterNo" : "编号 rosterNo", masked ? "姓名(掩码) name" : "姓名 name", "类别 category", "单位 unit", "所属 home", "就座 seat", $"结论 status ({rulesVersion})", "人次 times",
        $"首次签到 first ({zone.Name})", "观看分钟 minutes",
    ];

    /// <summary>The lines.</summary>
    public async IAsyncEnumerable<IReadOnlyList<object>> ReadAsync(FigureScope scope, bool masked, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var halls = scope.Tree.Branches.ToDictionary(hall => hall.BranchId, hall => hall.Name);
        await foreach (var (person, named) in NamedAsync(scope, cancellationToken))
        {
            yield return
            [
                masked ? Masking.RosterNo(named?.RosterNo) : named?.RosterNo ?? "", masked ? Masking.Name(named?.Name) : named?.Name ?? "", person.Roster.Category, scope.Tree.Units[person.HomeUnit].Name,
                halls.GetValueOrDefault(person.Roster.HomeId, ""), person.SeatId is { } seat ? halls.GetValueOrDefault(seat, "") : "", PrintPages.Word(person.Status), person.Times,
                person.FirstAt is { } at ? zone.Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "", person.Seen is { } seen ? (object)(int)seen.TotalMinutes : "",
            ];
        }
    }

    private async IAsyncEnumerable<(PersonFigure Person, TraineeRow? Named)> NamedAsync(FigureScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await foreach (var page in figures.ReadAsync(scope, cancellationToken).Chunk(PageSize))
        {
            var names = await identities.ByIdAsync(db, page.Select(person => person.Roster.TraineeId), cancellationToken);
            foreach (var person in page)
            {
                yield return (person, names.GetValueOrDefault(person.Roster.TraineeId));
            }
        }
    }
}
