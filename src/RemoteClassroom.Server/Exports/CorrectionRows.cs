using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Corrections;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Reports;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Identities;

namespace RemoteClassroom.Server.Exports;

/// <summary>What was corrected in a session, as lines of a file: when, what, about whom, by whom, why and on what evidence; a page of the ledger at a time.</summary>
internal sealed class CorrectionRows(ICorrections corrections, IDbContextFactory<RemoteClassroomDb> databases, ITraineeIdentities identities, ReportZone zone)
{
    private const int PageSize = 500;

    /// <summary>The heading.</summary>
    public IReadOnlyList<string> Columns(bool masked = true) =>
    [
        "序号 seq", $"时间 at ({zone.Name})", "更正 correction", "轮次号 roundNo", masked ? "编号(掩码) rosterNo" : "编号 rosterNo", masked ? "姓名(掩码) name" : "姓名 name", "决定者角色 by role",
        "决定者(掩码) by", "原因 reason", "依据 evidence",
    ];

    /// <summary>The lines. The closing snapshot is none of them: it corrects nobody.</summary>
    public async IAsyncEnumerable<IReadOnlyList<object>> ReadAsync(FigureScope scope, bool masked, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        for (var after = 0L; ;)
        {
            var page = await corrections.ReadAsync(scope.SessionId, scope.Path, after, PageSize, cancellationToken);
            var people = await identities.ByIdAsync(db, page.Select(item => item.TraineeId).OfType<Guid>(), cancellationToken);
            var deciders = page.Select(item => item.ById).OfType<Guid>().Distinct().ToList();
            var names = await db.Users.AsNoTracking().Where(row => deciders.Contains(row.Id)).Select(row => new { row.Id, row.UserName }).ToDictionaryAsync(row => row.Id, row => row.UserName ?? "", cancellationToken);
            foreach (var item in page.Where(item => item.Seq <= scope.UpTo && item.TraineeId is not null))
            {
                var person = people.GetValueOrDefault(item.TraineeId!.Value);
                var (reason, evidence) = CorrectionText.Read(item.Text);
                yield return
                [
                    item.Seq, zone.Local(item.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), Word(item), scope.State.Rounds.FindIndex(round => round.RoundId == item.RoundId) is >= 0 and var round ? (object)(round + 1) : "",
                    masked ? Masking.RosterNo(person?.RosterNo) : person?.RosterNo ?? "", masked ? Masking.Name(person?.Name) : person?.Name ?? "", item.ByRole,
                    item.ById is { } by && names.GetValueOrDefault(by) is { Length: > 0 } name ? Answers.Masked(name) : "", reason, evidence,
                ];
            }

            if (page.Count < PageSize || page[^1].Seq >= scope.UpTo)
            {
                yield break;
            }

            after = page[^1].Seq;
        }
    }

    private static string Word(Correction item) => item.Kind switch
    {
        CorrectionKind.Reversal => "撤销签到 reversed",
        CorrectionKind.Excuse => "准假 excused",
        CorrectionKind.ExcuseWithdrawn => "取消准假 excuse withdrawn",
        CorrectionKind.MadeUp => "已补训 made up",
        CorrectionKind.MadeUpWithdrawn => "取消补训 make-up withdrawn",
        _ => item.To switch { Standing.Present => "更正为到课 to present", Standing.Late => "更正为迟到 to late", _ => "更正为缺勤 to absent" },
    };
}
