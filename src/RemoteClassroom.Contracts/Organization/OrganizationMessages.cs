namespace RemoteClassroom.Contracts.Organization;

/// <summary>A unit of the tree.</summary>
/// <param name="Id">The unit.</param>
/// <param name="Code">Its code, unique in the installation.</param>
/// <param name="Name">Its name.</param>
/// <param name="Level">province, city, county, township or village.</param>
/// <param name="Path">The codes from the root down, joined by <c>/</c>.</param>
/// <param name="ParentId">The unit above; absent for the root.</param>
public sealed record OrgUnitInfo(Guid Id, string Code, string Name, string Level, string Path, Guid? ParentId = null);

/// <summary>A venue.</summary>
/// <param name="Id">The venue; also the branch's id in a session.</param>
/// <param name="Code">Its code, unique in the installation.</param>
/// <param name="Name">Its name.</param>
/// <param name="UnitId">The unit it stands at.</param>
/// <param name="Hall">Its short number, unique in the installation.</param>
/// <param name="Seats">How many seats.</param>
public sealed record VenueInfo(Guid Id, string Code, string Name, Guid UnitId, long Hall, int Seats);

/// <summary>A trainee, masked.</summary>
/// <param name="Id">The trainee.</param>
/// <param name="RosterNoMasked">The roster number with its middle hidden.</param>
/// <param name="NameMasked">The name with its middle hidden, e.g. <c>王*国</c>.</param>
/// <param name="UnitId">The unit.</param>
/// <param name="Category">The category of trainee.</param>
/// <param name="VenueId">The venue where the trainee is expected; absent if none.</param>
public sealed record TraineeInfo(Guid Id, string RosterNoMasked, string NameMasked, Guid UnitId, string Category, Guid? VenueId = null);

/// <summary>Answer of an import; with any error, or in a dry run, nothing was changed.</summary>
/// <param name="Accepted">How many lines were written: all, or 0 if there is any error. In a dry run: how many are good.</param>
/// <param name="Errors">Every bad line, in the file's order, at most 1,000.</param>
public sealed record ImportAnswer(int Accepted, IReadOnlyList<ImportError> Errors);

/// <summary>One fault of an import file.</summary>
/// <param name="Line">The line, from 1, the heading being 1.</param>
/// <param name="Column">The column's name; empty when the whole line is at fault.</param>
/// <param name="Code">One of <c>required</c>, <c>duplicate</c>, <c>unknown</c>, <c>invalid</c>, <c>too_long</c>, <c>forbidden</c>, <c>missing_column</c>, <c>unknown_column</c>.</param>
/// <param name="Detail">What is wrong and what to do; without personal data.</param>
public sealed record ImportError(int Line, string Column, string Code, string Detail);

/// <summary>Body of <c>POST /org-units</c>: one unit below another.</summary>
/// <param name="Code">Letters a-z, digits, dot, hyphen, underscore; unique in the installation.</param>
/// <param name="Name">At most 80 characters.</param>
/// <param name="Level">province, city, county, township or village; lower than the unit above.</param>
/// <param name="ParentId">The unit above; absent only for the root of an empty tree.</param>
public sealed record CreateOrgUnit(string Code, string Name, string Level, Guid? ParentId = null);

/// <summary>Body of <c>POST /org-units/{id}/rename</c>.</summary>
/// <param name="Name">At most 80 characters.</param>
/// <param name="EffectiveAt">From when on; absent: now.</param>
public sealed record RenameOrgUnit(string Name, DateTimeOffset? EffectiveAt = null);

/// <summary>Body of <c>POST /org-units/{id}/move</c>.</summary>
/// <param name="ParentId">The new unit above, of a higher level.</param>
/// <param name="EffectiveAt">From when on; absent: now.</param>
public sealed record MoveOrgUnit(Guid ParentId, DateTimeOffset? EffectiveAt = null);

/// <summary>Body of <c>POST /org-units/{id}/merge</c>.</summary>
/// <param name="IntoId">The unit that takes it in.</param>
/// <param name="EffectiveAt">From when on; absent: now.</param>
public sealed record MergeOrgUnit(Guid IntoId, DateTimeOffset? EffectiveAt = null);

/// <summary>What a change does to a unit.</summary>
public enum OrgUnitChangeKind
{
    /// <summary>Gives it another name.</summary>
    Renamed,
    /// <summary>Puts it under another unit.</summary>
    Moved,
    /// <summary>Has it taken in by another unit.</summary>
    Merged,
}

/// <summary>What became of a change.</summary>
public enum OrgUnitChangeState
{
    /// <summary>Its day has not come.</summary>
    Waiting,
    /// <summary>It was carried out.</summary>
    Done,
    /// <summary>It was withdrawn before its day.</summary>
    Withdrawn,
    /// <summary>On its day the tree no longer allowed it.</summary>
    Refused,
}

/// <summary>A change of a unit: one that was, or one that is to be.</summary>
/// <param name="Id">The change.</param>
/// <param name="UnitId">The unit.</param>
/// <param name="Kind">What it does.</param>
/// <param name="EffectiveAt">From when on it counts.</param>
/// <param name="State">What became of it.</param>
/// <param name="TargetId">The new unit above, or the one that takes it in; absent for a new name.</param>
/// <param name="Name">The new name.</param>
/// <param name="FormerName">The name before; absent until it is done.</param>
/// <param name="FormerPath">The path before; absent until it is done.</param>
/// <param name="Fault">Why it was refused on its day.</param>
public sealed record OrgUnitChange(
    Guid Id, Guid UnitId, OrgUnitChangeKind Kind, DateTimeOffset EffectiveAt, OrgUnitChangeState State, Guid? TargetId = null, string? Name = null, string? FormerName = null,
    string? FormerPath = null, string? Fault = null);

/// <summary>Body of <c>POST /venues</c>: one hall.</summary>
/// <param name="Code">Letters a-z, digits, dot, hyphen, underscore; unique in the installation.</param>
/// <param name="UnitId">The unit it stands at.</param>
/// <param name="Name">At most 80 characters.</param>
/// <param name="Seats">How many seats.</param>
/// <param name="Contact">Whom to call about the hall.</param>
/// <param name="ContactPhone">The number to call.</param>
public sealed record CreateVenue(string Code, Guid UnitId, string Name, int Seats, string? Contact = null, string? ContactPhone = null);

/// <summary>Body of <c>POST /venues/{v}/edit</c>; what is left out stays as it is.</summary>
/// <param name="Name">At most 80 characters.</param>
/// <param name="Seats">How many seats.</param>
/// <param name="UnitId">The unit it stands at.</param>
/// <param name="Contact">Whom to call about the hall; empty: nobody.</param>
/// <param name="ContactPhone">The number to call; empty: none.</param>
public sealed record EditVenue(string? Name = null, int? Seats = null, Guid? UnitId = null, string? Contact = null, string? ContactPhone = null);
