namespace RemoteClassroom.Contracts.Errors;

/// <summary>An error answer, <c>application/problem+json</c> after RFC 9457 with a stable <see cref="Code"/>.</summary>
/// <param name="Type">A URI reference that identifies the kind of problem; <c>/problems/{code}</c>.</param>
/// <param name="Title">The short name of the problem, the same for every occurrence.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Detail">What happened here and what to do about it.</param>
/// <param name="Field">The field at fault, in the body's own spelling; absent when none is.</param>
/// <param name="RetryAfterMs">How long to wait before trying again; absent when trying again does not help.</param>
public sealed record Problem(string Type, string Title, int Status, string Code, string Detail, string? Field = null, int? RetryAfterMs = null);
