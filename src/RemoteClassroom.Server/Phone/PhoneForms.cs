using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.CheckIns;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Phone;

/// <summary>Reading the phone page's forms and writing its pages.</summary>
internal static class PhoneForms
{
    /// <summary>Largest form.</summary>
    public const int BodyLimit = 16 * 1024;

    private const int LongestValue = 4_000;

    /// <summary>The form with its guard; null if it was not made by us for this very device.</summary>
    public static async Task<(IFormCollection Form, FormGuard Guard)?> ReadAsync(HttpContext context, Devices devices)
    {
        if (!context.Request.HasFormContentType)
        {
            return null;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var token = Value(form, "form");
        return devices.IsOwnForm(context.Request, token)
            ? (form, new FormGuard(token, Guid.TryParseExact(Value(form, "key"), "D", out var key) && key != Guid.Empty ? key : Guid.CreateVersion7()))
            : null;
    }

    /// <summary>A field's value, trimmed; empty if it is missing or absurdly long.</summary>
    public static string Value(IFormCollection form, string name) => form.TryGetValue(name, out var values) && values is [{ Length: <= LongestValue } value] ? value.Trim() : "";

    /// <summary>Writes a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="html">The page.</param>
    /// <param name="status">Its status.</param>
    /// <param name="media">What it may play beside nothing; null for nothing.</param>
    public static Task WriteAsync(HttpContext context, string html, int status = StatusCodes.Status200OK, string? media = null)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        var from = Uri.TryCreate(media, UriKind.Absolute, out var elsewhere) && elsewhere.Scheme is "http" or "https" ? elsewhere.GetLeftPart(UriPartial.Authority) : "'self'";
        response.Headers.ContentSecurityPolicy = media is null ? PhoneLayout.ContentSecurityPolicy : $"{PhoneLayout.ContentSecurityPolicy}; media-src {from}";
        return response.WriteAsync(html, context.RequestAborted);
    }

    /// <summary>Whether somebody is told that a sample does not ask him: nothing is left for him to do.</summary>
    public static bool IsNotAsked(Refusal refusal) => refusal is { Code: ErrorCodes.RoundClosed, Field: RoundSample.NotAskedField };

    /// <summary>A refusal in the reader's own words.</summary>
    public static string Say(PhoneTexts texts, Refusal refusal) => refusal.Code switch
    {
        ErrorCodes.CodeExpired or ErrorCodes.TicketExpired => texts["codeChanged"],
        ErrorCodes.CodeInvalid => texts["codeWrong"],
        ErrorCodes.NotMatched => texts["notMatched"],
        _ when IsNotAsked(refusal) => texts["notAsked"],
        ErrorCodes.RoundClosed or ErrorCodes.IllegalTransition or ErrorCodes.NotFound => texts["closed"],
        ErrorCodes.TicketUsed => texts["ticketUsed"],
        ErrorCodes.DeviceUsed => texts["deviceUsed"],
        ErrorCodes.Validation => texts["missing"],
        ErrorCodes.RateLimited => texts.With("wait", "n", (((refusal.RetryAfterMs ?? 1_000) + 999) / 1_000).ToString()),
        ErrorCodes.IdempotencyMismatch => texts["formOld"],
        _ => texts["busy"],
    };
}
