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
/// <param name="Accepted">How many lines are good (and were written, if it was no dry run and there is no error).</param>
/// <param name="Errors">Every bad line, in the file's order, at most 1,000.</param>
public sealed record ImportAnswer(int Accepted, IReadOnlyList<ImportError> Errors);

/// <summary>One fault of an import file.</summary>
/// <param name="Line">The line, from 1, the heading being 1.</param>
/// <param name="Column">The column's name; empty when the whole line is at fault.</param>
/// <param name="Code">One of <c>required</c>, <c>duplicate</c>, <c>unknown</c>, <c>invalid</c>, <c>too_long</c>, <c>forbidden</c>, <c>missing_column</c>, <c>unknown_column</c>.</param>
/// <param name="Detail">What is wrong and what to do; without personal data.</param>
public sealed record ImportError(int Line, string Column, string Code, string Detail);
