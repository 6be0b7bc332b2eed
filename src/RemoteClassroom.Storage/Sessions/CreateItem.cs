using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Log;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Sessions;

/// <summary>A new session: row, invitations, heads, first event and receipt.</summary>
internal sealed class CreateItem(NewSession session, SessionScheduled announcement) : WriteItem<SessionCreated>
{
    private const int SecretBytes = 32;
    private const int StreamKeyBytes = 24;

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(SecretBytes);
    private readonly string _streamKey = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(StreamKeyBytes));

    /// <inheritdoc />
    public override int Stage => 0;

    /// <inheritdoc />
    public override void Need(GroupNeeds needs)
    {
        needs.Heads.Add(session.SessionId);
        if (session.Receipt is { } receipt)
        {
            needs.Receipts.Add(new ReceiptId(receipt.Key.Scope, receipt.Key.Key));
        }
    }

    /// <inheritdoc />
    public override void Decide(GroupPlan plan)
    {
        if (session.Receipt is { } receipt && plan.Answer(receipt.Key) is { } answer)
        {
            Outcome = new SessionCreated.Answered(answer);
            return;
        }

        var (events, rows) = EventChain.Link(session.SessionId, default, session.At, [announcement]);
        if (plan.Head(session.SessionId) is { } head)
        {
            Outcome = plan.Again && head == new LogHead(events[0].Offset, events[0].Tag)
                ? new SessionCreated.Stored(events[0])
                : new SessionCreated.Refused(new Refusal(RefusalCodes.Conflict, "There is a session with this id already."));
            return;
        }

        plan.Writes.Creations.AddRange(Rows());
        plan.Append(rows[0]);
        plan.Writes.Effects.Add(SessionAudit.Created(session.SessionId, session.At, session.CreatedBy, announcement.Rehearsal));
        if (session.Receipt is not null)
        {
            plan.Keep(session.Receipt);
        }

        Outcome = new SessionCreated.Stored(events[0]);
    }

    private IEnumerable<Statement> Rows()
    {
        yield return new Statement(
            """
            INSERT INTO sessions (id, title, phase, starts_at, course_id, owner_unit_id, created_by, secret, stream_key, one_device_per_round, rehearsal, created_at)
            VALUES (@session, @title, 'scheduled', @starts, @course, @owner, @by, @secret, @key, @one, @rehearsal, @at)
            """,
            ("session", session.SessionId), ("title", announcement.Title), ("starts", Micros.Of(announcement.StartsAt)), ("course", session.CourseId), ("owner", session.OwnerUnitId),
            ("by", session.CreatedBy), ("secret", _secret), ("key", _streamKey), ("one", announcement.OneDevicePerRound), ("rehearsal", announcement.Rehearsal), ("at", Micros.Of(session.At)));
        foreach (var unit in session.Invited)
        {
            yield return new Statement("INSERT INTO session_invites (session_id, unit_id) VALUES (@session, @unit)", ("session", session.SessionId), ("unit", unit));
        }

        yield return new Statement("INSERT INTO session_heads (session_id, \"offset\", tag) VALUES (@session, 0, 0)", ("session", session.SessionId));
        yield return new Statement("INSERT INTO ledger_heads (session_id, seq) VALUES (@session, 0)", ("session", session.SessionId));
    }
}
