using Orleans.Concurrency;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.Sessions;

/// <summary>
/// The live heart of a session (主课堂): decides and orders everything that its log holds. The key is the session's id.
/// A command sent again under the same key gets the same answer and has no second effect. Answers are the contract's JSON; refusals carry its codes.
/// </summary>
[Alias("rc.IMainClassroomGrain")]
public interface IMainClassroomGrain : IGrainWithGuidKey
{
    /// <summary>Opens the doors; freezing a province's tree and rosters may take its time. Answers <c>CommandDone</c>.</summary>
    [Alias("Open"), ResponseTimeout("00:00:30")]
    Task<CommandAnswer> OpenAsync(CommandContext context);

    /// <summary>Starts the lecture. Answers <c>CommandDone</c>.</summary>
    [Alias("Start")]
    Task<CommandAnswer> StartAsync(CommandContext context);

    /// <summary>Interrupts the lecture. Answers <c>CommandDone</c>.</summary>
    [Alias("Pause")]
    Task<CommandAnswer> PauseAsync(CommandContext context);

    /// <summary>Goes on with the lecture. Answers <c>CommandDone</c>.</summary>
    [Alias("Resume")]
    Task<CommandAnswer> ResumeAsync(CommandContext context);

    /// <summary>Ends the session, and closes an open round first. Answers <c>CommandDone</c>.</summary>
    [Alias("End")]
    Task<CommandAnswer> EndAsync(CommandContext context);

    /// <summary>Opens a check-in round. Answers <c>RoundOpenedAnswer</c>.</summary>
    /// <param name="context">Under what the answer is kept.</param>
    /// <param name="purpose">What the round is for.</param>
    /// <param name="closesAt">When it closes by itself; null: when somebody closes it.</param>
    [Alias("OpenRound")]
    Task<CommandAnswer> OpenRoundAsync(CommandContext context, RoundPurpose purpose, DateTimeOffset? closesAt);

    /// <summary>Opens a check-in round that asks a sample of each county's halls. Answers <c>RoundOpenedAnswer</c>.</summary>
    /// <param name="context">Under what the answer is kept.</param>
    /// <param name="purpose">What the round is for.</param>
    /// <param name="closesAt">When it closes by itself; null: when somebody closes it.</param>
    /// <param name="percent">Of how many halls in a hundred; 100: of all.</param>
    [Alias("OpenSampledRound")]
    Task<CommandAnswer> OpenSampledRoundAsync(CommandContext context, RoundPurpose purpose, DateTimeOffset? closesAt, int percent);

    /// <summary>Opens a check-in round that asks a sample of each hall's people. Answers <c>RoundOpenedAnswer</c>.</summary>
    /// <param name="context">Who and under which key.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="closesAt">When it closes by itself; null: by hand.</param>
    /// <param name="percent">1 to 99: of how many in a hundred; 100 asks everybody.</param>
    [Alias("OpenRoundOfPeople")]
    Task<CommandAnswer> OpenRoundOfPeopleAsync(CommandContext context, RoundPurpose purpose, DateTimeOffset? closesAt, int percent);

    /// <summary>Closes a check-in round and freezes which halls were within reach. Answers <c>CommandDone</c>.</summary>
    [Alias("CloseRound")]
    Task<CommandAnswer> CloseRoundAsync(CommandContext context, Guid roundId);

    /// <summary>Gives an open round more time. Answers <c>CommandDone</c>.</summary>
    /// <param name="context">Under what the answer is kept.</param>
    /// <param name="roundId">The round.</param>
    /// <param name="closesAt">The new closing time.</param>
    [Alias("ExtendRound")]
    Task<CommandAnswer> ExtendRoundAsync(CommandContext context, Guid roundId, DateTimeOffset closesAt);

    /// <summary>Takes the programme off every screen. Answers <c>CommandDone</c>.</summary>
    [Alias("Cut")]
    Task<CommandAnswer> CutAsync(CommandContext context);

    /// <summary>Shows the programme again. Answers <c>CommandDone</c>.</summary>
    [Alias("Restore")]
    Task<CommandAnswer> RestoreAsync(CommandContext context);

    /// <summary>Closes a round if it is open and its time has come.</summary>
    /// <returns>Whether the round is closed now; false: not due yet, or try again.</returns>
    [Alias("CloseIfDue")]
    Task<bool> CloseIfDueAsync(Guid roundId);

    /// <summary>Asks a question. Answers 201 with <c>QuestionAskedAnswer</c>.</summary>
    [Alias("Ask")]
    Task<CommandAnswer> AskAsync(CommandContext context, AskRequest request);

    /// <summary>Shows a pending question to everybody. Answers <c>CommandDone</c>.</summary>
    [Alias("Approve")]
    Task<CommandAnswer> ApproveAsync(CommandContext context, Guid questionId);

    /// <summary>Puts a question aside. Answers <c>CommandDone</c>.</summary>
    [Alias("Dismiss")]
    Task<CommandAnswer> DismissAsync(CommandContext context, Guid questionId);

    /// <summary>Turns to an approved question. Answers <c>CommandDone</c>.</summary>
    [Alias("Answering")]
    Task<CommandAnswer> AnsweringAsync(CommandContext context, Guid questionId);

    /// <summary>Marks the question that is being answered as answered. Answers <c>CommandDone</c>.</summary>
    [Alias("Answered")]
    Task<CommandAnswer> AnsweredAsync(CommandContext context, Guid questionId);

    /// <summary>A publisher's signal was noticed. Telling it again changes nothing.</summary>
    /// <param name="url">The playlist's address, relative to the server.</param>
    /// <param name="teller">The node that has the signal; empty where there is only one.</param>
    /// <returns>Whether the log says so now; false: nothing can be published in this phase, or try again.</returns>
    [Alias("MediaStarted")]
    Task<bool> MediaStartedAsync(string url, string teller = "");

    /// <summary>The publisher's signal is gone. Telling it again changes nothing; nor does it while another node tells that it has the signal.</summary>
    /// <param name="teller">The node that no longer has it; empty where there is only one.</param>
    /// <returns>Whether the log says so now; false: try again.</returns>
    [Alias("MediaStopped")]
    Task<bool> MediaStoppedAsync(string teller = "");

    /// <summary>Tells the observer whenever the log grew, for two minutes from now; call again to renew.</summary>
    /// <returns>Where the log ends now.</returns>
    [Alias("Subscribe")]
    Task<long> SubscribeAsync(ISessionObserver observer);

    /// <summary>Tells the observer no more.</summary>
    [Alias("Unsubscribe")]
    Task UnsubscribeAsync(ISessionObserver observer);
}

/// <summary>A node that follows sessions. What it is told is a hint and may be lost: the log is the truth.</summary>
[Alias("rc.ISessionObserver")]
public interface ISessionObserver : IGrainObserver
{
    /// <summary>The session's log reaches at least <paramref name="head"/>.</summary>
    [OneWay, Alias("Grew")]
    Task GrewAsync(Guid sessionId, long head);
}

/// <summary>A question to ask.</summary>
/// <param name="BranchId">The hall it comes from.</param>
/// <param name="PersonId">Who asks: the trainee, or the id of an unspent ticket for a person not yet checked in. Null: the hall as such.</param>
/// <param name="Text">1 to 200 characters.</param>
/// <param name="Anonymous">Keep the hall's name off the screens.</param>
[GenerateSerializer, Immutable, Alias("rc.AskRequest")]
public sealed record AskRequest([property: Id(0)] Guid BranchId, [property: Id(1)] Guid? PersonId, [property: Id(2)] string Text, [property: Id(3)] bool Anonymous);
