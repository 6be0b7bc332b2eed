using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Chasing;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Sessions;

namespace RemoteClassroom.Contracts.Halls;

/// <summary>Answer of <c>GET /sessions/{s}/branches/{b}/roster</c>: who is expected in a hall, and who of them checked in.</summary>
/// <param name="At">When it was read.</param>
/// <param name="People">In the order of their roster numbers.</param>
/// <param name="Round">The open round, else the newest; absent before any.</param>
/// <param name="HeadCount">What the operator counted in this round, if anything.</param>
/// <param name="Version">Another when somebody came onto the roster or left it; an operator's page tells it in its heartbeats.</param>
/// <param name="Reminder">The last reminder about this hall in this round, if somebody chased it.</param>
public sealed record HallRoster(
    DateTimeOffset At, IReadOnlyList<RosterPerson> People, RoundInfo? Round = null, HeadCount? HeadCount = null, string? Version = null, LastReminder? Reminder = null);

/// <summary>A person on a hall's roster, masked.</summary>
/// <param name="TraineeId">The person; what a batch entry names.</param>
/// <param name="Name">The name with its middle hidden.</param>
/// <param name="RosterNo">The roster number with its middle hidden.</param>
/// <param name="At">When the person checked in; absent if not yet.</param>
/// <param name="Late">Whether that was late.</param>
/// <param name="Way">How it was proven.</param>
/// <param name="Asked">Where the round asks a sample: whether it asks this person; absent where it asks everybody.</param>
public sealed record RosterPerson(Guid TraineeId, string Name, string RosterNo, DateTimeOffset? At = null, bool? Late = null, CheckInWay? Way = null, bool? Asked = null);

/// <summary>Body of <c>POST /sessions/{s}/branches/{b}/head-count</c>.</summary>
/// <param name="Count">How many people sit in the hall: 0 to 10,000.</param>
public sealed record CountHeads(int Count);

/// <summary>How many people an operator counted.</summary>
/// <param name="Count">How many.</param>
/// <param name="At">When.</param>
/// <param name="RoundId">In which round; absent before any.</param>
public sealed record HeadCount(int Count, DateTimeOffset At, Guid? RoundId = null);

/// <summary>What a hall needs help with.</summary>
public enum HelpKind
{
    /// <summary>Nothing is heard.</summary>
    Sound,
    /// <summary>Nothing is seen, or it stands still.</summary>
    Picture,
    /// <summary>The link.</summary>
    Network,
    /// <summary>People cannot check in.</summary>
    CheckIn,
    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Where a request for help stands.</summary>
public enum HelpState
{
    /// <summary>Nobody takes care of it yet.</summary>
    Open,
    /// <summary>Somebody does.</summary>
    Taken,
    /// <summary>Done.</summary>
    Solved,
}

/// <summary>Body of <c>POST /help-requests</c>.</summary>
/// <param name="VenueId">The hall; the caller's own.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Text">In the operator's words; at most 200 characters.</param>
/// <param name="SessionId">The session under way, if one is.</param>
/// <param name="Diagnostics">What the asking device sees.</param>
public sealed record AskForHelp(Guid VenueId, HelpKind Kind, string? Text = null, Guid? SessionId = null, HelpDiagnostics? Diagnostics = null);

/// <summary>What the asking device sees, so that nobody must be asked for it over the phone.</summary>
/// <param name="Link">How its connection is: connecting, online, polling, offline or refused.</param>
/// <param name="Browser">What it calls itself; at most 200 characters.</param>
/// <param name="ClockOffsetMs">How far its clock is from the server's.</param>
/// <param name="Waiting">How many entries wait to be sent.</param>
/// <param name="Player">How its player is doing, if it has one.</param>
public sealed record HelpDiagnostics(string Link, string? Browser = null, double? ClockOffsetMs = null, int? Waiting = null, PlayerReport? Player = null);

/// <summary>Answer of <c>POST /help-requests</c>.</summary>
/// <param name="HelpRequestId">The new request.</param>
public sealed record HelpAsked(Guid HelpRequestId);

/// <summary>A request for help.</summary>
/// <param name="HelpRequestId">The request.</param>
/// <param name="VenueId">The hall.</param>
/// <param name="Venue">Its name.</param>
/// <param name="Hall">Its short number.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="State">Where it stands.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="ChangedAt">When its state last changed.</param>
/// <param name="Text">In the operator's words.</param>
/// <param name="SessionId">The session under way then.</param>
/// <param name="Owner">Who takes care of it, masked.</param>
/// <param name="Diagnostics">What the asking device saw.</param>
/// <param name="Contact">Whom to call about the hall.</param>
/// <param name="ContactPhone">The number to call.</param>
public sealed record HelpRequest(
    Guid HelpRequestId, Guid VenueId, string Venue, long Hall, HelpKind Kind, HelpState State, DateTimeOffset AskedAt, DateTimeOffset ChangedAt,
    string? Text = null, Guid? SessionId = null, string? Owner = null, HelpDiagnostics? Diagnostics = null, string? Contact = null, string? ContactPhone = null);

/// <summary>Answer of taking and solving a request.</summary>
/// <param name="HelpRequestId">The request.</param>
/// <param name="State">Where it stands from here on.</param>
public sealed record HelpMoved(Guid HelpRequestId, HelpState State);

/// <summary>Answer of <c>GET /sessions/{s}/attendance/halls</c>: halls with trouble first.</summary>
/// <param name="Items">Worst first: out of reach, without sound, low attendance.</param>
/// <param name="RoundId">The round counted; absent before any.</param>
/// <param name="Next">The cursor of the next page; absent on the last.</param>
public sealed record HallLines(IReadOnlyList<HallLine> Items, Guid? RoundId = null, string? Next = null);

/// <summary>A hall with what one must know to call it.</summary>
/// <param name="Unit">The hall, its reach and its picture.</param>
/// <param name="Counts">Its counts.</param>
/// <param name="Path">The names of the units it stands at, from the top down, joined by <c> / </c>.</param>
/// <param name="Contact">Whom to call.</param>
/// <param name="ContactPhone">The number to call.</param>
/// <param name="CalledAt">When somebody last called.</param>
/// <param name="CalledBy">Who, masked.</param>
/// <param name="EntriesMissing">How many running numbers of the hall's devices never arrived, below one that did; absent if none.</param>
/// <param name="Reminder">The last reminder about the hall in this session, if somebody chased it.</param>
public sealed record HallLine(
    UnitRef Unit, Counts Counts, string Path, string? Contact = null, string? ContactPhone = null, DateTimeOffset? CalledAt = null, string? CalledBy = null, long? EntriesMissing = null,
    LastReminder? Reminder = null);

/// <summary>Answer of <c>POST /sessions/{s}/branches/{b}/calls</c>: the hall was called.</summary>
/// <param name="At">When.</param>
public sealed record HallCalled(DateTimeOffset At);

/// <summary>Answer of <c>GET /sessions/{s}/attendance/missing</c>.</summary>
/// <param name="Items">Hall by hall, in the tree's order.</param>
/// <param name="RoundId">The round asked about; absent before any, and then nobody is missing.</param>
/// <param name="Next">The cursor of the next page; absent on the last.</param>
public sealed record MissingPeople(IReadOnlyList<MissingPerson> Items, Guid? RoundId = null, string? Next = null);

/// <summary>Somebody who has not checked in, masked.</summary>
/// <param name="Name">The name with its middle hidden.</param>
/// <param name="RosterNo">The roster number with its middle hidden.</param>
/// <param name="BranchId">The hall where the person is expected.</param>
/// <param name="Venue">That hall's name.</param>
/// <param name="Status">Why the person counts as missing.</param>
public sealed record MissingPerson(string Name, string RosterNo, Guid BranchId, string Venue, MissingStatus Status);

/// <summary>Why somebody counts as missing.</summary>
public enum MissingStatus
{
    /// <summary>Not yet: the round is open.</summary>
    Waiting,
    /// <summary>The round closed without the person.</summary>
    Absent,
    /// <summary>The hall is out of reach: nobody knows.</summary>
    Unknown,
}
