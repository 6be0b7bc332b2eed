namespace RemoteClassroom.Domain.Attendance;

/// <summary>Reads what live figures by category and seat are made of.</summary>
public interface IBreakdownReading
{
    /// <summary>How many people each home of the session's frozen roster expects, by category.</summary>
    Task<IReadOnlyList<CategoryExpected>> ExpectedAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Everybody of the session's frozen roster, in no order. As large as the session: for rounds that draw people alone.</summary>
    Task<IReadOnlyList<CategoryPerson>> PeopleAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Check-ins with seq above <paramref name="after"/>, in the order of seq.</summary>
    Task<IReadOnlyList<CategoryLine>> LinesAsync(Guid sessionId, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Everybody of the roster whom corrections concern, with all his check-ins.</summary>
    Task<IReadOnlyList<CorrectedPerson>> CorrectedAsync(Guid sessionId, CancellationToken cancellationToken);
}
