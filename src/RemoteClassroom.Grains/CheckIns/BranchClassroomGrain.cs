using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;

namespace RemoteClassroom.Grains.CheckIns;

/// <summary>
/// A hall's own crowd. Reentrant, because a group commit takes milliseconds and a hall must not wait for one person's commit before the next person's begins.
/// No await can break an invariant: between looking (does the person or ticket stand? is either being written?) and claiming there is none, whoever finds a claim waits and looks again,
/// and the database's unique keys and its lock on the round judge in the end, so that not even a second activation could check anybody in twice.
/// </summary>
[Reentrant]
internal sealed partial class BranchClassroomGrain : Grain, IBranchClassroomGrain
{
    private readonly DeskTools _tools;
    private readonly IVotes _votes;
    private readonly ILogger _logger;
    private readonly Guid _sessionId;
    private readonly Guid _branchId;
    private readonly CheckInDesk _checkIns;
    private readonly BatchDesk _batches;
    private readonly JudgeDesk _judge;

    public BranchClassroomGrain(IGrainContext context, DeskTools tools, IVotes votes, ILogger<BranchClassroomGrain> logger)
    {
        (_tools, _votes, _logger) = (tools, votes, logger);
        _sessionId = context.GrainId.GetGuidKey(out var branch);
        _branchId = Guid.ParseExact(branch!, "N");
        var book = new BranchBook(_sessionId, _branchId, tools.Ledger, tools.Directory, tools.Time);
        _checkIns = new CheckInDesk(_sessionId, _branchId, book, tools, Failed);
        _batches = new BatchDesk(_sessionId, _branchId, book, tools);
        _judge = new JudgeDesk(_sessionId, _branchId, book, tools);
    }

    public Task<CommandAnswer> CheckInAsync(CheckInRequest request) => _checkIns.CheckInAsync(request);

    public Task<CommandAnswer> BatchAsync(BatchRequest request) => GuardAsync(() => _batches.TakeAsync(request));

    public Task<CommandAnswer> JudgeAsync(CommandContext context, Guid entryId, bool accept) => GuardAsync(() => _judge.JudgeAsync(context, entryId, accept));

    public Task<CommandAnswer> VoteAsync(CommandContext context, Guid questionId, Guid personId, bool cast) =>
        GuardAsync(() => SetVoteAsync(context.ToReceiptKey(), questionId, personId, cast));

    private async Task<CommandAnswer> SetVoteAsync(ReceiptKey key, Guid questionId, Guid personId, bool cast)
    {
        if (await _tools.Receipts.FindAsync(key, CancellationToken.None) is { } earlier)
        {
            return GrainText.Replay(earlier);
        }

        var question = (await _tools.States.GetAsync(_sessionId, fresh: false, CancellationToken.None))?.Questions.Find(questionId);
        if (question is not { Phase: QuestionPhase.Approved or QuestionPhase.Answering })
        {
            question = (await _tools.States.GetAsync(_sessionId, fresh: true, CancellationToken.None))?.Questions.Find(questionId);
        }

        if (question is null or { Phase: QuestionPhase.Pending } or { WasApproved: false })
        {
            // What nobody may see yet is not there.
            return CommandAnswer.Refuse(ErrorCodes.NotFound, "There is no such question.");
        }

        if (question.Phase is not (QuestionPhase.Approved or QuestionPhase.Answering))
        {
            return CommandAnswer.Refuse(ErrorCodes.IllegalTransition, "Votes count only while a question waits or is being answered.");
        }

        var body = GrainText.Json(new VoteAnswer(questionId, cast));
        var stored = await _votes.SetAsync(_sessionId, questionId, personId, cast, new Receipt(key, 200, body), CancellationToken.None);
        return stored is null ? CommandAnswer.Of(200, body) : GrainText.Replay(stored);
    }

    private async Task<CommandAnswer> GuardAsync(Func<Task<CommandAnswer>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception problem) when (problem is StorageException or StorageOverloadedException)
        {
            return Failed(problem);
        }
    }

    private CommandAnswer Failed(Exception problem)
    {
        if (problem is StorageOverloadedException)
        {
            return GrainText.Overloaded();
        }

        // What is held here may be older than what is on disk: the next activation reads anew.
        var unknown = problem is StorageException { OutcomeUnknown: true };
        LogStoreFailed(problem, _sessionId, _branchId, unknown);
        DeactivateOnIdle();
        return unknown ? GrainText.Unknown() : GrainText.Unavailable();
    }
}
