using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Chasing;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Halls;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Privacy;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Attendance;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Chasing;
using RemoteClassroom.Storage.CheckIns;
using RemoteClassroom.Storage.Corrections;
using RemoteClassroom.Storage.Edits;
using RemoteClassroom.Storage.Exports;
using RemoteClassroom.Storage.Halls;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Log;
using RemoteClassroom.Storage.Organization;
using RemoteClassroom.Storage.Privacy;
using RemoteClassroom.Storage.Questions;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Sessions;
using RemoteClassroom.Storage.Telemetry;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage;

/// <summary>What both databases share.</summary>
internal static class StorageRegistration
{
    /// <summary>Adds the ports over a database's own parts.</summary>
    /// <typeparam name="TDialect">How its SQL differs.</typeparam>
    /// <typeparam name="TStore">How it writes groups.</typeparam>
    /// <typeparam name="TBulk">How it writes many rows.</typeparam>
    /// <typeparam name="TDatabase">How it starts.</typeparam>
    public static IServiceCollection AddStorage<TDialect, TStore, TBulk, TDatabase>(this IServiceCollection services)
        where TDialect : Dialect
        where TStore : class, IGroupStore
        where TBulk : class, IBulkInsert
        where TDatabase : class, IDatabase
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IDatabase, TDatabase>();
        services.AddSingleton<TDialect>();
        services.AddSingleton<Dialect>(all => all.GetRequiredService<TDialect>());
        services.AddSingleton<IGroupStore, TStore>();
        services.AddSingleton<IBulkInsert, TBulk>();
        services.AddMetrics();
        services.AddSingleton<WriterMeters>();
        services.AddSingleton<GroupCommitWriter>();
        services.AddSingleton<ISessionLog, SessionLog>();
        services.AddSingleton<IReceipts, Receipts>();
        services.AddSingleton<ILedger, Ledger>();
        services.AddSingleton<ICorrections, CorrectionBook>();
        services.AddSingleton<IAttendanceReading, FigureReading>();
        services.AddSingleton<IBreakdownReading, BreakdownReading>();
        services.AddSingleton<ILedgerAudit, LedgerAudit>();
        services.AddSingleton<IOfflineEntries, OfflineEntries>();
        services.AddSingleton<IVotes, Votes>();
        services.AddSingleton<IArrivals, Arrivals>();
        services.AddSingleton<IReminderOutbox, ReminderOutbox>();
        services.AddSingleton<IRosterVersions, RosterVersions>();
        services.AddSingleton<IRoundPlans, RoundPlans>();
        services.AddSingleton<ISessionDirectory, SessionDirectory>();
        services.AddSingleton<ICredentialReading, CredentialReading>();
        services.AddSingleton<ISessionCreation, SessionCreation>();
        services.AddSingleton<IEdits, EditRunner>();
        services.AddSingleton<IHallNumbers, HallNumbers>();
        services.AddSingleton<IdentityKeys>();
        services.AddSingleton<TraineeIdentities>();
        services.AddSingleton<ITraineeIdentities>(all => all.GetRequiredService<TraineeIdentities>());
        services.AddSingleton<SealingInterceptor>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<IAuditTrail>(all => all.GetRequiredService<AuditTrail>());
        services.AddSingleton<AuditLinker>();
        services.AddHostedService(all => all.GetRequiredService<AuditLinker>());
        services.AddSingleton<IRetention, RetentionSweep>();
        services.AddSingleton<ReceiptSweeper>();
        services.AddHostedService(all => all.GetRequiredService<ReceiptSweeper>());
        services.AddSingleton<ExportBook>();
        services.AddSingleton<InstallationSecrets>();
        services.AddSingleton<IInstallationSecrets>(all => all.GetRequiredService<InstallationSecrets>());
        services.AddSingleton<IInstallationSecret>(all => all.GetRequiredService<InstallationSecrets>());
        return services;
    }
}
