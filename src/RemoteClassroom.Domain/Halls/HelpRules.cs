namespace RemoteClassroom.Domain.Halls;

/// <summary>The life of a request for help: open → taken → solved; who takes an open one owns it, and another may take it over.</summary>
public static class HelpRules
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaxText = 200;

    /// <summary>How many requests of one hall may be unsolved at a time.</summary>
    public const int MaxUnsolved = 5;

    /// <summary>Asked; nobody takes care of it.</summary>
    public const string Open = "open";
    /// <summary>Somebody takes care of it.</summary>
    public const string Taken = "taken";
    /// <summary>Done, for good.</summary>
    public const string Solved = "solved";

    /// <summary>Why a hall may not ask now; null if it may.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unsolved">How many of the hall's requests are unsolved.</param>
    public static Refusal? MayAsk(string? text, int unsolved) =>
        text?.Length > MaxText ? new Refusal(RefusalCodes.Validation, $"Write at most {MaxText} characters.", "text")
        : unsolved >= MaxUnsolved ? new Refusal(RefusalCodes.Conflict, "Help was asked for already and is on its way; call the number on the page.")
        : null;

    /// <summary>Why a request may not move; null if it may.</summary>
    /// <param name="from">Its state.</param>
    /// <param name="to"><see cref="Taken"/> or <see cref="Solved"/>.</param>
    /// <param name="sameOwner">Whether the one who takes it owns it already.</param>
    public static Refusal? MayMove(string from, string to, bool sameOwner) =>
        from == Solved ? new Refusal(RefusalCodes.IllegalTransition, "This request was solved already.")
        : from == Taken && to == Taken && sameOwner ? new Refusal(RefusalCodes.IllegalTransition, "You are taking care of this request already.")
        : null;
}
