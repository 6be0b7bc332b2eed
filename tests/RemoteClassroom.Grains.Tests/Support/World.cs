using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Halls;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Sqlite;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Grains.Tests.Support;

/// <summary>A database of its own with the province in it, and a clock: what one or more clusters share.</summary>
internal sealed class World : IAsyncDisposable
{
    private const string FileName = "classroom.db";

    /// <summary>Migrated and filled once; each world takes a copy.</summary>
    private static readonly Lazy<Task<byte[]>> Template = new(MakeTemplateAsync);

    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    private World(byte[]? database)
    {
        if (database is not null)
        {
            File.WriteAllBytes(_folder.Of(FileName), database);
        }

        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time).AddSqliteStorage(_folder.Path).BuildServiceProvider();
        Store = new TestStore(Get<ISessionLog>(), Get<ILedger>(), Get<IReceipts>(), Get<IVotes>(), Get<ISessionDirectory>());
        Province = new Province(Get<ISessionCreation>());
    }

    public OffsetTime Time { get; } = new();

    public TestStore Store { get; }

    public Province Province { get; }

    public IArrivals Arrivals => Get<IArrivals>();

    public IRosterVersions Rosters => Get<IRosterVersions>();

    public IRoundPlans Plans => Get<IRoundPlans>();

    public IAttendanceReading Reading => Get<IAttendanceReading>();

    public ICorrections Corrections => Get<ICorrections>();

    public IInstallationSecret Secret => Get<IInstallationSecret>();

    public static async Task<World> CreateAsync()
    {
        var world = new World(await Template.Value);
        await world.Get<IDatabase>().StartAsync(CancellationToken.None);
        return world;
    }

    private static async Task<byte[]> MakeTemplateAsync()
    {
        using var keep = new TempFolder();
        await using var world = new World(null);
        await world.Get<IDatabase>().StartAsync(CancellationToken.None);
        await world.Get<IEdits>().RunAsync(
            new ReceiptKey("account:1", Guid.NewGuid(), new byte[32]), (db, cancellationToken) => Province.BuildAsync(db, world.Get<IHallNumbers>(), cancellationToken), CancellationToken.None);
        await using var connection = new SqliteConnection($"Data Source={world._folder.Of(FileName)};Pooling=False");
        await connection.OpenAsync();
        await using var copy = connection.CreateCommand();
        copy.CommandText = "VACUUM INTO $file";
        copy.Parameters.AddWithValue("$file", keep.Of(FileName));
        await copy.ExecuteNonQueryAsync();
        return await File.ReadAllBytesAsync(keep.Of(FileName));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
