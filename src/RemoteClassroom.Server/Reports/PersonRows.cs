using System.Globalization;
using System.Runtime.CompilerServices;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Attendance;

namespace RemoteClassroom.Server.Reports;

/// <summary>Everybody of a session as lines of a file, home by home: each hall's names are read once, and no more than one hall's are held.</summary>
internal sealed class PersonRows(SessionFigures figures, ISessionDirectory sessions, ReportZone zone)
{
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
        await foreach (var (person, line) in NamedAsync(scope, cancellationToken))
        {
            yield return
            [
                masked ? Masking.RosterNo(line?.RosterNo) : line?.RosterNo ?? "", masked ? Masking.Name(line?.Name) : line?.Name ?? "", person.Roster.Category, scope.Tree.Units[person.HomeUnit].Name,
                halls.GetValueOrDefault(person.Roster.HomeId, ""), person.SeatId is { } seat ? halls.GetValueOrDefault(seat, "") : "", PrintPages.Word(person.Status), person.Times,
                person.FirstAt is { } at ? zone.Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "", person.Seen is { } seen ? (object)(int)seen.TotalMinutes : "",
            ];
        }
    }

    private async IAsyncEnumerable<(PersonFigure Person, RosterLine? Line)> NamedAsync(FigureScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (home, names) = (Guid.Empty, new Dictionary<Guid, RosterLine>());
        await foreach (var person in figures.ReadAsync(scope, cancellationToken))
        {
            if (person.Roster.HomeId != home)
            {
                home = person.Roster.HomeId;
                names = (await sessions.RosterAsync(scope.SessionId, home, cancellationToken)).ToDictionary(line => line.TraineeId);
            }

            yield return (person, names.GetValueOrDefault(person.Roster.TraineeId) ?? (await sessions.PersonAsync(scope.SessionId, person.Roster.TraineeId, cancellationToken))?.Line);
        }
    }
}
