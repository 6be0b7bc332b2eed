using System.Net;
using RemoteClassroom.Contracts.Errors;

namespace RemoteClassroom.Client.Calls;

/// <summary>One answer, read whole.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Problem">The problem it tells, if it is one.</param>
/// <param name="Wait">What the server asks to wait.</param>
internal sealed record ApiAnswer(HttpStatusCode Status, byte[] Body, Problem? Problem, TimeSpan? Wait)
{
    public bool Ok => (int)Status is >= 200 and < 300;

    /// <summary>The refusal; made up where something between here and the server answered instead of it.</summary>
    public Problem Refusal => Problem ?? new Problem("about:blank", Status.ToString(), (int)Status, "unknown", $"The server answered {(int)Status} without saying why.");
}
