namespace RemoteClassroom.Contracts.Reports;

/// <summary>What made check-ins look strange.</summary>
public enum SignalType
{
    /// <summary>One device checked several people in during a round.</summary>
    SharedDevice,
    /// <summary>Many people of a hall within seconds.</summary>
    Burst,
    /// <summary>One person in two halls, too soon for the way between them.</summary>
    TwoHalls,
}

/// <summary>Something for a person to look at and judge: never a verdict, and nothing follows from it by itself.</summary>
/// <param name="Id">The signal; the same as often as it is looked at, while it begins with the same check-in.</param>
/// <param name="Type">What it is.</param>
/// <param name="RoundId">The round.</param>
/// <param name="HallId">The hall.</param>
/// <param name="Hall">Its name.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended.</param>
/// <param name="TraineeIds">Who takes part in it, at most 50.</param>
/// <param name="People">How many do.</param>
/// <param name="OtherHall">The other hall's name, for one person in two.</param>
/// <param name="Judged">What somebody last found; absent while nobody looked. Where more people take part now than then, it is to be looked at again.</param>
public sealed record SignalInfo(
    Guid Id, SignalType Type, Guid RoundId, Guid HallId, string Hall, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<Guid> TraineeIds, int People, string? OtherHall = null, SignalJudged? Judged = null);

/// <summary>Answer of <c>GET /sessions/{s}/signals</c>.</summary>
/// <param name="Items">In the order of their beginning, at most 500.</param>
/// <param name="More">Whether there are more.</param>
public sealed record SignalList(IReadOnlyList<SignalInfo> Items, bool More);

/// <summary>What a person makes of a signal.</summary>
public enum SignalFinding
{
    /// <summary>There is a good reason: the signal is done with.</summary>
    Explained,
    /// <summary>Somebody is to ask in the hall.</summary>
    FollowUp,
}

/// <summary>What was found about a signal.</summary>
/// <param name="Finding">What.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="People">How many people took part in it then.</param>
/// <param name="By">Who found it, masked; absent if the account is gone.</param>
public sealed record SignalJudged(SignalFinding Finding, string Reason, DateTimeOffset At, int People, string? By = null);

/// <summary>Body of <c>POST /sessions/{s}/signals/{g}/judge</c>. It changes no figure; who wants to do that corrects.</summary>
/// <param name="HallId">The hall that the signal names.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Reason">Why; 5 to 200 characters, without anybody's name. It stands in the audit.</param>
/// <param name="People">How many people took part in it when it was looked at.</param>
public sealed record JudgeSignal(Guid HallId, SignalFinding Finding, string Reason, int People);
