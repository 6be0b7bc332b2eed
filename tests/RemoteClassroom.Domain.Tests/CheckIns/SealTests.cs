using CsCheck;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Domain.Tests.CheckIns;

public sealed class SealTests
{
    private static readonly Gen<Ticket> AnyTicket = Gen.Select(Gen.Guid, Gen.Guid, Gen.Guid, Gen.Guid, Gen.Long[0, 4_000_000_000_000_000])
        .Select((id, session, round, branch, at) => new Ticket(id, session, round, branch, Micros.ToInstant(at)));

    [Fact]
    public void A_ticket_comes_back_and_always_looks_the_same() => AnyTicket.Sample(ticket =>
    {
        var token = new TicketSeal(Secret(1)).Seal(ticket);
        Assert.Equal(token, new TicketSeal(Secret(1)).Seal(ticket));
        Assert.Equal(ticket, new TicketSeal(Secret(1)).Open(token));
    });

    [Fact]
    public void A_ticket_with_any_symbol_changed_is_none() => Gen.Select(AnyTicket, Gen.Int[0, 1_000], Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=!"]).Sample((ticket, place, symbol) =>
    {
        var token = new TicketSeal(Secret(1)).Seal(ticket);
        var changed = token.ToCharArray();
        changed[place % changed.Length] = symbol;
        var opened = new TicketSeal(Secret(1)).Open(new string(changed));
        Assert.True(opened is null || new string(changed) == token);
    });

    [Fact]
    public void Another_installation_does_not_know_it()
    {
        var ticket = Ticket.Issue(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), DateTimeOffset.UnixEpoch.AddYears(56));
        Assert.Null(new TicketSeal(Secret(2)).Open(new TicketSeal(Secret(1)).Seal(ticket)));
    }

    [Fact]
    public void A_person_token_is_no_ticket_and_comes_back()
    {
        var person = new PersonToken(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var token = new PersonTokenSeal(Secret(1)).Seal(person);
        Assert.Equal(person, new PersonTokenSeal(Secret(1)).Open(token));
        Assert.Equal(token, new PersonTokenSeal(Secret(1)).Seal(person));
        Assert.Null(new TicketSeal(Secret(1)).Open(token));
        Assert.Null(new PersonTokenSeal(Secret(2)).Open(token));
    }

    [Fact]
    public void A_ticket_lasts_three_minutes_and_a_person_token_a_day_beyond_the_end()
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        var ticket = Ticket.Issue(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), now);
        Assert.False(ticket.IsExpired(now.AddSeconds(179.9)));
        Assert.True(ticket.IsExpired(now.AddSeconds(180)));
        Assert.Equal(now, ticket.IssuedAt);
        Assert.True(PersonToken.IsGood(null, now));
        Assert.True(PersonToken.IsGood(now, now.AddHours(23.9)));
        Assert.False(PersonToken.IsGood(now, now.AddHours(24)));
    }

    [Fact]
    public void A_short_secret_is_refused() => Assert.Throws<ArgumentException>(() => new TicketSeal(new FixedSecret(new byte[31])).Open(new string('A', 119)));

    private static FixedSecret Secret(byte fill) => new([.. Enumerable.Repeat(fill, 32)]);

    private sealed class FixedSecret(byte[] value) : IInstallationSecret
    {
        public ReadOnlyMemory<byte> Value => value;
    }
}
