using RemoteClassroom.Contracts.Sessions;

namespace RemoteClassroom.Contracts.Chasing;

/// <summary>
/// What the webhook posts, as JSON. Its headers: <c>X-RC-Delivery</c> (the delivery's id), <c>X-RC-Timestamp</c> (seconds since 1970), <c>X-RC-Signature</c>
/// (<c>v1=</c> and the hex of HMAC-SHA256 under the shared secret over timestamp, a dot, and the body). Delivered at least once: answer 2xx for a delivery that was seen before.
/// </summary>
/// <param name="Type">Always <c>reminder</c>; others may come.</param>
/// <param name="DeliveryId">The same at every try.</param>
/// <param name="ReminderId">The reminder.</param>
/// <param name="At">When the hall was chased.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Title">Its title.</param>
/// <param name="RoundId">The round.</param>
/// <param name="RoundKind">What the round is for.</param>
/// <param name="BranchId">The hall.</param>
/// <param name="HallName">Its name.</param>
/// <param name="Hall">Its short number.</param>
/// <param name="Place">The names of the units it stands at.</param>
/// <param name="Level">To whom: 0 the hall's operator, 1 the administrators of its unit, …</param>
/// <param name="TargetId">The hall or unit that is to be told.</param>
/// <param name="Target">Its name.</param>
/// <param name="Occasion">The how manieth to that level, from 1.</param>
/// <param name="Expected">On the roster.</param>
/// <param name="Arrived">Checked in.</param>
/// <param name="Missing">Not checked in.</param>
/// <param name="Unknown">Unknown, for the hall is out of reach.</param>
/// <param name="Text">One sentence to send on.</param>
/// <param name="From">The unit that chases.</param>
public sealed record ReminderPosted(
    string Type, Guid DeliveryId, Guid ReminderId, DateTimeOffset At, Guid SessionId, string Title, Guid RoundId, RoundKind RoundKind, Guid BranchId, string HallName, long Hall, string Place,
    int Level, Guid TargetId, string Target, int Occasion, int Expected, int Arrived, int Missing, int Unknown, ReminderText Text, string? From = null);
