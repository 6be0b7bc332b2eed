using RemoteClassroom.Contracts.Errors;

namespace RemoteClassroom.Client;

/// <summary>The server refused a call, and trying again would not help.</summary>
public sealed class ClassroomException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="problem">What the server said.</param>
    public ClassroomException(Problem problem)
        : base($"{problem?.Code}: {problem?.Detail}") =>
        Problem = problem ?? throw new ArgumentNullException(nameof(problem));

    /// <summary>What the server said.</summary>
    public Problem Problem { get; }

    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    public string Code => Problem.Code;
}
