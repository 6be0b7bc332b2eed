namespace RemoteClassroom.Server.Corrections;

/// <summary>How a reason and its evidence stand as one text in the ledger: <c>reason [evidence]</c>.</summary>
internal static class CorrectionText
{
    /// <summary>The text.</summary>
    public static string Of(string reason, string? evidence) => string.IsNullOrWhiteSpace(evidence) ? reason.Trim() : $"{reason.Trim()} [{evidence.Trim()}]";

    /// <summary>The two parts again; nothing of an erased text.</summary>
    public static (string Reason, string Evidence) Read(string? text)
    {
        var begin = text is not null && text.EndsWith(']') ? text.IndexOf(" [", StringComparison.Ordinal) : -1;
        return begin < 0 ? (text ?? "", "") : (text![..begin], text[(begin + 2)..^1]);
    }
}
