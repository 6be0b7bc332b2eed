using RemoteClassroom.Contracts.Privacy;

namespace RemoteClassroom.Contracts.Exports;

/// <summary>Which table a CSV holds; a workbook holds all of them.</summary>
public enum ExportTable
{
    /// <summary>Everybody with how his part is judged; over several sessions one line a person and session (人次).</summary>
    Persons,
    /// <summary>One line a check-in. Of one session only.</summary>
    CheckIns,
    /// <summary>What was corrected: who, why, on what evidence, when. Of one session only.</summary>
    Corrections,
}

/// <summary>
/// Body of <c>POST /exports</c>: a file of one session, of a course, or of the sessions that were to start in a period. It is made in the background; the page may be left meanwhile.
/// </summary>
/// <param name="Format">Which file.</param>
/// <param name="SessionId">The session; absent: several.</param>
/// <param name="CourseId">The course, without a session.</param>
/// <param name="From">From when, without a session; may be absent only with a course.</param>
/// <param name="To">Until when, not included.</param>
/// <param name="UnitId">At and below this unit; absent: all that the caller may read.</param>
/// <param name="Table">For a CSV; absent: persons.</param>
/// <param name="Unmasked">True: with names and roster numbers. It wants a reason and a password given within the last five minutes, and marks the file.</param>
/// <param name="Reason">Why unmasked; 5 to 200 characters. It stands in the audit and in the file.</param>
public sealed record MakeExport(
    FileFormat Format, Guid? SessionId = null, Guid? CourseId = null, DateTimeOffset? From = null, DateTimeOffset? To = null, Guid? UnitId = null, ExportTable? Table = null,
    bool? Unmasked = null, string? Reason = null);

/// <summary>Answer of <c>POST /exports</c>.</summary>
/// <param name="ExportId">The export; <c>GET /exports/{id}</c> tells how far it is.</param>
public sealed record ExportStarted(Guid ExportId);

/// <summary>Where an export stands.</summary>
public enum ExportState
{
    /// <summary>Others are made before it.</summary>
    Waiting,
    /// <summary>It is being made.</summary>
    Running,
    /// <summary>The file can be taken.</summary>
    Done,
    /// <summary>It could not be made; <c>fault</c> says why. Ask for a new one.</summary>
    Failed,
    /// <summary>The file was thrown away: its time was over, a newer one took its place, or a person in it was erased.</summary>
    Expired,
}

/// <summary>An export of the caller's own.</summary>
/// <param name="ExportId">The export.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Format">Which file.</param>
/// <param name="Masked">Whether names and numbers are masked.</param>
/// <param name="Title">What it is of, in words: the session's title, or the period.</param>
/// <param name="TimeZone">The zone of the times in it.</param>
/// <param name="MadeAt">When it was asked for.</param>
/// <param name="Rows">How many lines are written.</param>
/// <param name="ExpectedRows">About how many there will be; absent while nobody knows.</param>
/// <param name="SessionId">The session, if it is of one.</param>
/// <param name="Bytes">How large the file is, once done.</param>
/// <param name="ExpiresAt">Until when it can be taken, once done.</param>
/// <param name="Fault">Why it failed: a code of the refusals, or <c>lost</c> where the nodes that made it went away each time.</param>
public sealed record ExportInfo(
    Guid ExportId, ExportState State, FileFormat Format, bool Masked, string Title, string TimeZone, DateTimeOffset MadeAt, long Rows, long? ExpectedRows = null, Guid? SessionId = null, long? Bytes = null,
    DateTimeOffset? ExpiresAt = null, string? Fault = null);

/// <summary>Answer of <c>GET /exports/about</c>: what files hold, said before one is made.</summary>
/// <param name="TimeZone">The zone of their times.</param>
/// <param name="Sheets">The workbook's sheets of one session, each with its columns; a CSV is one of them.</param>
/// <param name="MaskedHours">How long a masked file is kept.</param>
/// <param name="UnmaskedMinutes">How long an unmasked one is.</param>
public sealed record ExportAbout(string TimeZone, IReadOnlyList<ExportSheet> Sheets, int MaskedHours, int UnmaskedMinutes);

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns.</param>
public sealed record ExportSheet(string Name, IReadOnlyList<string> Columns);
