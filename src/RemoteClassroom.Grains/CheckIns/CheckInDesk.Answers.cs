using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Grains.CheckIns;

/// <summary>What is answered once the store has spoken.</summary>
internal sealed partial class CheckInDesk
{
    /// <summary>The command's own line, if it can be read that it stands. That it cannot be seen proves nothing: its COMMIT may still be on the way.</summary>
    private async Task<LedgerEntry?> WrittenAfterAllAsync(CheckInRequest request)
    {
        try
        {
            return await tools.Ledger.OfTicketAsync(sessionId, request.TicketId, CancellationToken.None) is { } line && line.Key == request.Key ? line : null;
        }
        catch (StorageException problem)
        {
            LogCannotTell(tools.Logger, problem, sessionId, branchId);
            return null;
        }
    }

    private CommandAnswer Answer(BranchRound round, CheckInOutcome.Recorded recorded)
    {
        round.Add(recorded.Entry);
        tools.Counters.Committed(sessionId, recorded.Count);
        return CommandAnswer.Of(201, Body(recorded.Entry, already: null));
    }

    /// <summary>The answer of a check-in that wrote no line of its own.</summary>
    private async Task<CommandAnswer> AnswerAsync(BranchRound round, CheckInRequest request, Found person, CheckInOutcome outcome)
    {
        switch (outcome)
        {
            case CheckInOutcome.Already already:
                round.Add(already.Entry);
                return already.Entry.TicketId == request.TicketId && already.Entry.Key == request.Key
                    ? Replay(already.Entry, request)
                    : await AlreadyAsync(round, request, already.Entry);
            case CheckInOutcome.TicketSpent spent:
                if (spent.Entry.RoundId == round.RoundId)
                {
                    round.Add(spent.Entry);
                }

                if (spent.Entry.Key == request.Key)
                {
                    return Replay(spent.Entry, request);
                }

                return spent.Entry.TraineeId == person.Line.TraineeId ? await AlreadyAsync(round, request, spent.Entry) : TicketUsed();
            case CheckInOutcome.DeviceSpent:
                return CommandAnswer.Refuse(ErrorCodes.DeviceUsed, "This device checked another person in during this round; everybody takes an own device.");
            default:
                return RoundClosed();
        }
    }

    /// <summary>The answer of a command whose effect is this line, made again from the line's columns.</summary>
    private CommandAnswer Replay(LedgerEntry line, CheckInRequest request) =>
        line.BodyHash.AsSpan().SequenceEqual(request.BodyHash) ? CommandAnswer.Of(201, Body(line, already: null)) : GrainText.Mismatch();

    /// <summary>The person stands already: an answer of its own, kept under the key because no line holds it.</summary>
    private async Task<CommandAnswer> AlreadyAsync(BranchRound round, CheckInRequest request, LedgerEntry line)
    {
        if (await RestoreAsync(request, line) is { } restored)
        {
            return restored;
        }

        var body = Body(line, already: true);
        var stored = await tools.Ledger.KeepAsync(new Receipt(ReceiptKeyOf(request), 200, body), CancellationToken.None);
        if (stored.Matches)
        {
            round.Keep(request.TicketId, request.Key, new BranchRound.KeptAnswer(request.BodyHash, stored.Status, stored.Body));
        }

        return GrainText.Replay(stored);
    }

    /// <summary>The person's check-in was taken back, and now he comes with a ticket: he counts again, by an entry of its own.</summary>
    private async Task<CommandAnswer?> RestoreAsync(CheckInRequest request, LedgerEntry line)
    {
        var mark = await Restoring.MarkAsync(tools, sessionId, line);
        return mark is null ? null : await Restoring.WriteAsync(tools, mark, new Receipt(ReceiptKeyOf(request), 201, Body(line with { At = mark.At }, already: null)));
    }

    private string Body(LedgerEntry line, bool? already) => GrainText.Json(
        new CheckedIn(line.CheckInId, line.At, line.Ordinal, tools.Persons.Seal(new PersonToken(sessionId, line.TraineeId, line.BranchId)), already));
}
