using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains;

/// <summary>Under what a command's answer is kept; see <see cref="ReceiptKey"/>.</summary>
/// <param name="Scope">Who sent it: <c>account:{id}</c>, <c>device:{id}</c> or <c>person:{id}</c>.</param>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="BodyHash">SHA-256 over method, path and body.</param>
/// <param name="ByRole">The role of the member of staff who sent it; null for halls and persons.</param>
/// <param name="ByName">The masked name that goes with it.</param>
[GenerateSerializer, Immutable, Alias("rc.CommandContext")]
public sealed record CommandContext(
    [property: Id(0)] string Scope, [property: Id(1)] Guid Key, [property: Id(2)] byte[] BodyHash,
    [property: Id(3)] string? ByRole = null, [property: Id(4)] string? ByName = null)
{
    internal Doer? By => ByRole is null ? null : new Doer(ByRole, ByName ?? "");


    internal ReceiptKey ToReceiptKey() => new(Scope, Key, BodyHash);
}
