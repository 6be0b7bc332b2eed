namespace RemoteClassroom.Province;

/// <summary>A unit, as a line of <c>org-units.csv</c>.</summary>
/// <param name="Code">Unique; made like an area code, each level adding digits to the one above.</param>
/// <param name="ParentCode">The unit above; empty for the province.</param>
/// <param name="Name">Unique among its siblings.</param>
/// <param name="Level">province, city, county, township or village.</param>
public sealed record ProvinceUnit(string Code, string ParentCode, string Name, string Level);

/// <summary>A hall, as a line of <c>venues.csv</c>.</summary>
/// <param name="Code">Unique.</param>
/// <param name="UnitCode">Where it stands.</param>
/// <param name="Name">Its name.</param>
/// <param name="Seats">How many seats.</param>
/// <param name="Contact">Whom to call about it; nobody of that name exists.</param>
/// <param name="ContactPhone">Eleven digits that no telephone has (they begin with 1000).</param>
public sealed record ProvinceVenue(string Code, string UnitCode, string Name, int Seats, string Contact, string ContactPhone);

/// <summary>A person who does not exist, as a line of <c>trainees.csv</c>.</summary>
/// <param name="RosterNo">Unique.</param>
/// <param name="Name">Made of common characters at random.</param>
/// <param name="Phone">Eleven digits that no telephone has (they begin with 1000).</param>
/// <param name="UnitCode">The person's unit.</param>
/// <param name="Category">One of <see cref="Names.Categories"/>.</param>
/// <param name="VenueCode">The hall; empty: the one of the nearest unit upward.</param>
public sealed record ProvinceTrainee(string RosterNo, string Name, string Phone, string UnitCode, string Category, string VenueCode);
