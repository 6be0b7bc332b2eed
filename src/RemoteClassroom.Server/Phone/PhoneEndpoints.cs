using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Phone;

/// <summary>The trainee's phone: its pages and the document it reads.</summary>
internal static class PhoneEndpoints
{
    /// <summary>Registers what they need.</summary>
    public static IServiceCollection AddPhone(this IServiceCollection services) =>
        services.AddSingleton<NowBoard>().AddSingleton<KnownPersonSeal>().AddSingleton<CheckInPages>().AddSingleton<PersonPages>();

    /// <summary>Maps the pages, which stand outside <c>/api/v1</c>. Addresses are short, for the QR; their case does not matter.</summary>
    public static void MapPhone(this IEndpointRouteBuilder app)
    {
        app.MapGet("/c/{code}", (HttpContext context, string code, CheckInPages pages) => pages.ScannedAsync(context, code)).Page();
        app.MapPost("/c", (HttpContext context, CheckInPages pages) => pages.CheckInAsync(context)).Page();
        app.MapPost("/c/walk-in", (HttpContext context, CheckInPages pages) => pages.WalkInAsync(context)).Page();
        app.MapGet("/h", (HttpContext context, CheckInPages pages) => pages.HallAsync(context)).Page();
        app.MapPost("/h", (HttpContext context, CheckInPages pages) => pages.HallTypedAsync(context)).Page();
        app.MapGet("/p", (HttpContext context, PersonPages pages) => pages.ShowAsync(context)).Page();
        app.MapGet("/p/watch", (HttpContext context, PersonPages pages) => pages.WatchAsync(context)).Page();
        app.MapPost("/p/questions", (HttpContext context, PersonPages pages) => pages.AskAsync(context)).Page();
        app.MapPost("/p/votes", (HttpContext context, PersonPages pages) => pages.VoteAsync(context)).Page();
    }

    // The forms' own antiforgery token is checked by the pages; A person's cookie is let through without being a must.
    private static void Page(this RouteHandlerBuilder endpoint) => endpoint.Allow(Callers.Person | Callers.Anonymous).BodyLimit(PhoneForms.BodyLimit).ExcludeFromDescription();
}
