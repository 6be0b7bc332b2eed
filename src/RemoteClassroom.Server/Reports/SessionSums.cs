using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Server.Reports;

/// <summary>A session's people added up.</summary>
/// <param name="Units">By unit of the frozen tree, each with everything below it.</param>
/// <param name="Halls">By hall, as its people's home.</param>
/// <param name="Homeless">By unit, its people whom no hall takes in.</param>
/// <param name="Categories">By category of trainee.</param>
/// <param name="Seats">By the hall where people sat, and how many of them count elsewhere.</param>
/// <param name="Times">Check-ins that count, over all rounds (人次).</param>
/// <param name="Measured">For how many a hall's screen told how long the lecture was played.</param>
/// <param name="Corrections">How many corrections concern them.</param>
/// <param name="LateEntries">How many check-ins were entered after their round's close.</param>
/// <param name="RoundsThere">By round, as its place among the session's rounds: how many of them were there.</param>
/// <param name="Arrivals">How many of them were there for the first time in each minute since 1970.</param>
internal sealed record SessionSums(
    StatusSums[] Units, Dictionary<Guid, StatusSums> Halls, StatusSums[] Homeless, SortedDictionary<string, StatusSums> Categories, Dictionary<Guid, (int People, int Visitors)> Seats, int Times, int Measured,
    int Corrections, int LateEntries, int[] RoundsThere, SortedDictionary<long, int> Arrivals);
