using CsCheck;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.Log;

public sealed class EventCodecTests
{
    private static readonly Gen<DateTimeOffset> Instant = Gen.Long[0, 4_000_000_000_000_000].Select(Micros.ToInstant);
    private static readonly Gen<string> Text = Gen.String[Gen.Char["abc 王国\"\\\n\u2028<>&"], 0, 40];
    private static readonly Gen<byte[]?> Bits = Gen.Byte.Array[0, 20].Select(bytes => bytes.Length == 0 ? null : bytes);

    private static readonly Gen<Doer?> Staff = Gen.Select(Gen.Bool, Text, (known, name) => known ? new Doer("lecturer", name) : null);

    private static readonly Gen<SessionEvent> Any = Gen.OneOf<SessionEvent>(
        Gen.Select(Text, Instant, Gen.Bool, Gen.Bool, Text, (text, at, one, rehearsal, hotline) =>
            (SessionEvent)new SessionScheduled(text, at, one, rehearsal, hotline.Length == 0 ? null : hotline, one ? new AttendanceRules(text.Length, 2, 3) : null)),
        Gen.Const<SessionEvent>(new SessionOpened()),
        Gen.Const<SessionEvent>(new SessionStarted()),
        Gen.Const<SessionEvent>(new SessionPaused()),
        Gen.Const<SessionEvent>(new SessionResumed()),
        Gen.Const<SessionEvent>(new SessionEnded()),
        Gen.Select(Gen.Guid, Gen.Int[0, 2], Instant.Nullable(), (id, purpose, at) => (SessionEvent)new RoundOpened(id, (RoundPurpose)purpose, at, at is null ? null : new RoundSample(25, "BQ==", purpose == 1 ? new PeopleDraw("AAAA", "AAAAAA==", "AAE=") : null))),
        Gen.Select(Gen.Guid, Bits, (id, bits) => (SessionEvent)new RoundClosed(id, bits)),
        Gen.Select(Gen.Guid, Instant, (id, at) => (SessionEvent)new RoundExtended(id, at)),
        Staff.Select(by => (SessionEvent)new ProgrammeCut(by)),
        Staff.Select(by => (SessionEvent)new ProgrammeRestored(by)),
        Text.Select(url => (SessionEvent)new MediaStarted(url)),
        Gen.Const<SessionEvent>(new MediaStopped()),
        Gen.Select(Gen.Guid, Gen.Guid, Text, Gen.Guid.Nullable(), Text, Gen.Bool, (id, branch, hall, person, text, anonymous) =>
            (SessionEvent)new QuestionAsked(id, branch, hall, person, text, anonymous)),
        Gen.Select(Gen.Guid, Staff, (id, by) => (SessionEvent)new QuestionApproved(id, by)),
        Gen.Select(Gen.Guid, Staff, (id, by) => (SessionEvent)new QuestionDismissed(id, by)),
        Gen.Select(Gen.Guid, Staff, (id, by) => (SessionEvent)new QuestionAnswering(id, by)),
        Gen.Select(Gen.Guid, Staff, (id, by) => (SessionEvent)new QuestionAnswered(id, by)));

    [Fact]
    public void Every_event_comes_back_as_it_went()
    {
        var met = new System.Collections.Concurrent.ConcurrentDictionary<Type, bool>();
        Any.Sample(
            change =>
            {
                met.TryAdd(change.GetType(), true);
                var (type, data) = EventCodec.Encode(change);
                Assert.Equal(change, EventCodec.Decode(type, data));
            },
            iter: 3_000);
        Assert.Equal(EventCodec.Names.Values.ToHashSet(), met.Keys.ToHashSet());
    }

    [Fact]
    public void Every_event_of_the_domain_has_a_stored_name() => Assert.Equal(
        typeof(SessionEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SessionEvent))).ToHashSet(), EventCodec.Names.Values.ToHashSet());

    [Fact]
    public void A_log_from_before_rehearsals_and_names_is_read_as_it_was_meant()
    {
        Assert.Equal(
            new SessionScheduled("A", DateTimeOffset.UnixEpoch, true),
            EventCodec.Decode("sessionScheduled", """{"title":"A","startsAt":"1970-01-01T00:00:00+00:00","oneDevicePerRound":true}"""));
        Assert.Equal(new QuestionApproved(Guid.Empty), EventCodec.Decode("questionApproved", """{"questionId":"00000000-0000-0000-0000-000000000000"}"""));
    }

    [Fact]
    public void An_unknown_name_is_told_and_not_skipped() => Assert.Throws<InvalidDataException>(() => EventCodec.Decode("pollOpened", "{}"));

    [Fact]
    public void The_first_tag_is_the_digest_that_the_page_describes() =>
        // Independently: sha256(bytes(8) + (1).to_bytes(8) + (1767225600000000).to_bytes(8) + b"sessionOpened" + b"\0" + b"{}")[:8]
        Assert.Equal(FirstTag, EventTag.Next(0, 1, 1_767_225_600_000_000, "sessionOpened", "{}"));

    [Fact]
    public void A_tag_covers_every_part_of_every_event_before_it() => Gen.Select(Any.Array[2, 12], Gen.Int[0, 11]).Sample(
        (events, pick) =>
        {
            var changed = pick % events.Length;
            var original = Chain(events, -1);
            var other = Chain(events, changed);
            for (var i = 0; i < events.Length; i++)
            {
                Assert.Equal(i < changed, original[i] == other[i]);
            }
        },
        iter: 300);

    private const ulong FirstTag = 0xA30B3859AAF39FFA;

    private static ulong[] Chain(SessionEvent[] events, int touched)
    {
        var tags = new ulong[events.Length];
        for (var i = 0; i < events.Length; i++)
        {
            var (type, data) = EventCodec.Encode(events[i]);
            tags[i] = EventTag.Next(i == 0 ? 0 : tags[i - 1], i + 1, 1_000 + i, type, i == touched ? data + " " : data);
        }

        return tags;
    }
}
