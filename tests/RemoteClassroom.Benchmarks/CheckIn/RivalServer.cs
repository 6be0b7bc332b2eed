using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>
/// What one would write first: an endpoint that adds a row and calls <c>SaveChanges</c>; on SQLite behind a semaphore, because that takes one writer at a time, on PostgreSQL
/// with as many at once as the pool has connections. It is spared everything else that ours does: no seal, no roster, no receipt, no counters.
/// </summary>
internal static class RivalServer
{
    /// <summary>What Npgsql's pool holds unless told otherwise.</summary>
    private const int PoolSize = 100;

    /// <summary>Runs as its own process.</summary>
    /// <param name="arguments">address, database (sqlite or postgres), connection string.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(arguments[0]);
        builder.Services.AddPooledDbContextFactory<RivalDb>(options => _ = arguments[1] == "sqlite" ? options.UseSqlite(arguments[2]) : options.UseNpgsql(arguments[2]));
        await using var app = builder.Build();
        var databases = app.Services.GetRequiredService<IDbContextFactory<RivalDb>>();
        await using (var db = await databases.CreateDbContextAsync())
        {
            await db.Database.EnsureCreatedAsync();
            if (arguments[1] == "sqlite")
            {
                // The other setting that counts, synchronous=FULL, is the library's default.
                await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
            }
        }

        using var gate = new SemaphoreSlim(arguments[1] == "sqlite" ? 1 : PoolSize);
        app.MapGet("/ready", () => "ready");
        app.MapPost("/api/v1/check-ins", async (HttpContext context) =>
        {
            var body = (await JsonSerializer.DeserializeAsync<RivalRequest>(context.Request.Body, JsonSerializerOptions.Web))!;
            var row = new RivalCheckIn { Id = Guid.CreateVersion7(), RosterNo = body.RosterNo, Ticket = body.Ticket, At = TimeProvider.System.GetUtcNow().UtcTicks };
            await gate.WaitAsync();
            try
            {
                await using var db = await databases.CreateDbContextAsync();
                db.CheckIns.Add(row);
                await db.SaveChangesAsync();
            }
            finally
            {
                gate.Release();
            }

            var answer = JsonSerializer.SerializeToUtf8Bytes(new RivalAnswer(row.Id), JsonSerializerOptions.Web);
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer);
        });
        await app.RunAsync();
        return 0;
    }

    private sealed record RivalRequest(string Ticket, string RosterNo, string LastDigits);

    private sealed record RivalAnswer(Guid CheckInId);

    internal sealed class RivalCheckIn
    {
        public Guid Id { get; init; }

        public required string RosterNo { get; init; }

        public required string Ticket { get; init; }

        public long At { get; init; }
    }

    internal sealed class RivalDb(DbContextOptions<RivalDb> options) : DbContext(options)
    {
        public DbSet<RivalCheckIn> CheckIns => Set<RivalCheckIn>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<RivalCheckIn>().HasIndex(row => row.Ticket).IsUnique();
    }
}
