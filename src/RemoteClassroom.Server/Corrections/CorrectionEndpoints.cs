using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Corrections;

/// <summary>Corrections of the ledger, and the look along its chain.</summary>
internal static class CorrectionEndpoints
{
    /// <summary>Registers what they and the requests for leave need.</summary>
    public static IServiceCollection AddCorrections(this IServiceCollection services) => services.AddScoped<CorrectionDesk>().AddScoped<LeaveDesk>();

    /// <summary>Maps them.</summary>
    public static void MapCorrections(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/sessions/{s:guid}").WithTags("Attendance");
        session.MapPost("/corrections", CorrectAsync).Allow(Callers.Administrator | Callers.Operator).Produces<CorrectionMade>(StatusCodes.Status201Created)
            .WithSummary("Corrects what counts for a person, by a new entry of the ledger with who, why and evidence. An operator may take back a check-in of the own roster's people.");
        session.MapGet("/corrections", ListAsync).Allow(Callers.Administrator)
            .WithSummary("Corrections in the caller's scope, in the ledger's order; who may see the whole session sees the closing snapshot, too.");
        session.MapGet("/ledger/verify", VerifyAsync).Allow(Callers.Administrator)
            .WithSummary("Reads the whole ledger and names the first entry that is not as it was written.");
    }

    private static async Task<IResult> CorrectAsync(Guid s, Caller caller, Change change, Body<MakeCorrection> body, CorrectionDesk desk, CancellationToken cancellationToken)
    {
        var wish = body.Value;
        var (kind, to) = KindOf(wish.Act);
        if (CorrectionRules.MayGive(wish.Reason, wish.Evidence) is { } refusal)
        {
            throw new RefusedException(refusal);
        }

        if (wish.BySessionId is not null && wish.Act != CorrectionAct.MakeUp)
        {
            throw Refused.Validation("bySessionId", "Only what is made up is made up by another session.");
        }

        var key = change.For(caller);
        return await desk.FindAsync(key, cancellationToken)
            ?? Answers.Of(await desk.WriteAsync(caller, s, new CorrectionDesk.Wish(wish.TraineeId, kind, to, wish.RoundId, wish.Reason, wish.Evidence, wish.BySessionId), key, null, cancellationToken));
    }

    private static async Task<Page<CorrectionItem>> ListAsync(
        Guid s, long? after, int? limit, HttpContext context, Caller caller, SessionAccess access, ICorrections corrections)
    {
        context.Response.Headers.CacheControl = "no-store";
        var take = Paging.Limit(limit);
        var path = await access.ToLedgerAsync(caller, s, context.RequestAborted);
        var items = await corrections.ReadAsync(s, path, Paging.After(after), take + 1, context.RequestAborted);
        return new Page<CorrectionItem>(
            [.. items.Take(take).Select(item => new CorrectionItem(item.Seq, item.EntryId, ActOf(item), item.At, item.ByRole, item.ById, item.TraineeId, item.RoundId, item.Text))],
            items.Count > take ? Paging.Cursor(items[take - 1].Seq) : null);
    }

    private static async Task<LedgerChecked> VerifyAsync(Guid s, HttpContext context, Caller caller, SessionAccess access, ILedgerAudit audit)
    {
        context.Response.Headers.CacheControl = "no-store";
        await access.ToReadLogAsync(caller, s, context.RequestAborted);
        var found = await audit.VerifyAsync(s, context.RequestAborted);
        return new LedgerChecked(found.Entries, found.Unlinked, found.HeadSeq, Convert.ToHexStringLower(found.HeadLink), found.BrokenAt, found.Reason);
    }

    private static (CorrectionKind Kind, Standing To) KindOf(CorrectionAct act) => act switch
    {
        CorrectionAct.Reverse => (CorrectionKind.Reversal, Standing.Missing),
        CorrectionAct.Present => (CorrectionKind.Mark, Standing.Present),
        CorrectionAct.Late => (CorrectionKind.Mark, Standing.Late),
        CorrectionAct.Absent => (CorrectionKind.Mark, Standing.Absent),
        CorrectionAct.Excuse => (CorrectionKind.Excuse, Standing.Missing),
        CorrectionAct.Unexcuse => (CorrectionKind.ExcuseWithdrawn, Standing.Missing),
        CorrectionAct.MakeUp => (CorrectionKind.MadeUp, Standing.Missing),
        CorrectionAct.UnmakeUp => (CorrectionKind.MadeUpWithdrawn, Standing.Missing),
        _ => throw Refused.Validation("act", "A snapshot is written by the server alone."),
    };

    internal static CorrectionAct ActOf(Correction item) => item.Kind switch
    {
        CorrectionKind.Reversal => CorrectionAct.Reverse,
        CorrectionKind.Excuse => CorrectionAct.Excuse,
        CorrectionKind.ExcuseWithdrawn => CorrectionAct.Unexcuse,
        CorrectionKind.Snapshot => CorrectionAct.Snapshot,
        CorrectionKind.MadeUp => CorrectionAct.MakeUp,
        CorrectionKind.MadeUpWithdrawn => CorrectionAct.UnmakeUp,
        _ => item.To switch { Standing.Present => CorrectionAct.Present, Standing.Late => CorrectionAct.Late, _ => CorrectionAct.Absent },
    };
}
