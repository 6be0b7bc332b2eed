using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using AskQuestion = RemoteClassroom.Contracts.Questions.AskQuestion;

namespace RemoteClassroom.Server.Questions;

/// <summary>Questions: asked by persons and halls, taken by staff, voted for by persons.</summary>
internal static class QuestionEndpoints
{
    /// <summary>Maps <c>/sessions/{s:guid}/questions</c> and <c>/questions/{q:guid}</c>.</summary>
    public static void MapQuestions(this IEndpointRouteBuilder api)
    {
        // Without a credential a ticket in the body says who asks.
        api.MapPost("/sessions/{s:guid}/questions", AskAsync).Allow(Callers.Person | Callers.Hall | Callers.Anonymous).WithTags("Questions").Produces<QuestionAskedAnswer>(StatusCodes.Status201Created);
        var question = api.MapGroup("/questions/{q:guid}").WithTags("Questions");
        question.Map("approve", (main, context, q) => main.ApproveAsync(context, q));
        question.Map("dismiss", (main, context, q) => main.DismissAsync(context, q));
        question.Map("answering", (main, context, q) => main.AnsweringAsync(context, q));
        question.Map("answered", (main, context, q) => main.AnsweredAsync(context, q));
        question.MapPost("/votes", (Guid q, Caller caller, Change change, Body<EmptyCommand> body, Voting voting) => voting.SetAsync(q, caller, change, true))
            .Allow(Callers.Person).Produces<VoteAnswer>();
        question.MapDelete("/votes", (Guid q, Caller caller, Change change, Body<EmptyCommand> body, Voting voting) => voting.SetAsync(q, caller, change, false))
            .Allow(Callers.Person).Produces<VoteAnswer>();
    }

    private static void Map(this IEndpointRouteBuilder question, string verb, Func<IMainClassroomGrain, CommandContext, Guid, Task<CommandAnswer>> command) =>
        question.MapPost(
            "/" + verb,
            async (Guid q, Caller caller, Change change, Body<EmptyCommand> body, SessionAccess access, ISessionDirectory sessions, IGrainFactory grains, CancellationToken cancellationToken) =>
            {
                var session = await sessions.SessionOfQuestionAsync(q, cancellationToken) ?? throw Refused.NotFound("question");
                await access.ToHelpAsync(caller, session, cancellationToken);
                return Answers.Of(await command(grains.MainClassroom(session), change.For(caller).Context(caller), q));
            }).Allow(Callers.Staff).Produces<CommandDone>();

    private static async Task<IResult> AskAsync(Guid s, HttpContext context, Change change, Body<AskQuestion> body, Asking asking, IGrainFactory grains)
    {
        var asker = await asking.WhoAsync(s, Caller.Of(context), body.Value, change, context.RequestAborted);
        return Answers.Of(await grains.MainClassroom(s).AskAsync(
            asker.Key.Context(), new AskRequest(asker.BranchId, asker.PersonId, body.Value.Text, body.Value.Anonymous ?? false)));
    }

    /// <summary>Who asks, from where, and under what the answer is kept.</summary>
    internal sealed record Asker(Guid BranchId, Guid? PersonId, ReceiptKey Key);

    /// <summary>Finds out who asks: a hall for itself, a person by his token, or the holder of an unspent ticket, which asking does not spend.</summary>
    internal sealed class Asking(SessionAccess access, TicketSeal tickets, ILedger ledger, IReceipts receipts, TimeProvider time)
    {
        public async Task<Asker> WhoAsync(Guid sessionId, Caller? caller, AskQuestion wish, Change change, CancellationToken cancellationToken)
        {
            if (wish.Ticket is not null && wish.BranchId is not null)
            {
                throw Refused.Validation("ticket", "Send either a ticket or a branchId.");
            }

            return (caller, wish) switch
            {
                (_, { Ticket: { } ticket }) => await ByTicketAsync(sessionId, ticket, change, cancellationToken),
                (AccountCaller { VenueId: null }, _) => throw Refused.Forbidden("Questions are asked by persons and halls."),
                (ScreenCaller or AccountCaller, { BranchId: { } branch }) =>
                    new Asker((await access.ToHallAsync(caller, sessionId, branch, cancellationToken)).BranchId, null, change.For(caller)),
                (ScreenCaller or AccountCaller, _) => throw Refused.Validation("branchId", "A hall asks with its branchId."),
                (PersonCaller person, { BranchId: null }) when person.SessionId == sessionId => new Asker(person.BranchId, person.PersonId, change.For(person)),
                (PersonCaller, { BranchId: not null }) => throw Refused.Forbidden("A branchId is for the hall's own screen and operator."),
                (PersonCaller, _) => throw Refused.NotFound("session"),
                _ => throw Refused.Unauthenticated("Ask with a person token, with an unspent ticket, or as the hall's screen."),
            };
        }

        private async Task<Asker> ByTicketAsync(Guid sessionId, string sealedTicket, Change change, CancellationToken cancellationToken)
        {
            if (tickets.Open(sealedTicket) is not { } ticket || ticket.SessionId != sessionId)
            {
                throw new RefusedException(ErrorCodes.CodeInvalid, "This ticket is not one of this session; scan the screen again.", "ticket");
            }

            var key = change.In($"ticket:{ticket.TicketId:D}");

            // An answer given before is given again, even after the ticket's time.
            if (await receipts.FindAsync(key, cancellationToken) is null)
            {
                var spent = await ledger.OfTicketAsync(sessionId, ticket.TicketId, cancellationToken);
                if (spent?.Key == change.Key)
                {
                    throw new RefusedException(ErrorCodes.IdempotencyMismatch, "This Idempotency-Key was used for the check-in with this ticket; take a new one.");
                }

                if (ticket.IsExpired(time.GetUtcNow()))
                {
                    throw new RefusedException(ErrorCodes.TicketExpired, "The ticket's three minutes are over; scan the screen again.", "ticket");
                }

                if (spent is not null)
                {
                    throw new RefusedException(ErrorCodes.TicketUsed, "This ticket checked somebody in; ask with the person token that came with it.", "ticket");
                }
            }

            return new Asker(ticket.BranchId, ticket.TicketId, key);
        }
    }

    /// <summary>Votes: at the hall where the person checked in.</summary>
    internal sealed class Voting(ISessionDirectory sessions, IGrainFactory grains)
    {
        public async Task<IResult> SetAsync(Guid questionId, Caller caller, Change change, bool cast)
        {
            var person = caller as PersonCaller ?? throw Refused.Forbidden();
            if (await sessions.SessionOfQuestionAsync(questionId, CancellationToken.None) != person.SessionId)
            {
                throw Refused.NotFound("question");
            }

            return Answers.Of(await grains.BranchClassroom(person.SessionId, person.BranchId).VoteAsync(change.For(person).Context(), questionId, person.PersonId, cast));
        }
    }
}
