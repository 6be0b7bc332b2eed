using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Chasing;
using RemoteClassroom.Storage.CheckIns;
using RemoteClassroom.Storage.Corrections;
using RemoteClassroom.Storage.Exports;
using RemoteClassroom.Storage.Halls;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Log;
using RemoteClassroom.Storage.Organization;
using RemoteClassroom.Storage.Questions;
using RemoteClassroom.Storage.Sessions;

namespace RemoteClassroom.Storage;

/// <summary>
/// The EF Core model: rows that are edited, and – so that migrations make everything – the tables of log, ledger and receipts, which only hand-written SQL
/// reads and writes. Instants are µs since 1970. A change goes through <see cref="IEdits"/>, or is a plain <c>SaveChanges</c>; both hold the store's write gate.
/// </summary>
public sealed class RemoteClassroomDb : IdentityUserContext<AccountRow, Guid>, IDataProtectionKeyContext
{
    /// <summary>Made by the registration of a database.</summary>
    public RemoteClassroomDb(DbContextOptions<RemoteClassroomDb> options)
        : base(options)
    {
        // A single statement too: the write gate of SQLite is held from BEGIN to COMMIT.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    /// <summary>Sign-ins and paired screens.</summary>
    public DbSet<CredentialRow> Credentials => Set<CredentialRow>();

    /// <summary>Slips by which accounts get their passwords.</summary>
    public DbSet<ActivationSlipRow> ActivationSlips => Set<ActivationSlipRow>();

    /// <summary>Screens that ask to be paired.</summary>
    public DbSet<PairingRow> Pairings => Set<PairingRow>();

    /// <summary>The installation's own values.</summary>
    public DbSet<SettingRow> Settings => Set<SettingRow>();

    /// <summary>The tree.</summary>
    public DbSet<OrgUnitRow> OrgUnits => Set<OrgUnitRow>();

    /// <summary>What changed in the tree, and what is to change.</summary>
    public DbSet<OrgUnitChangeRow> OrgUnitChanges => Set<OrgUnitChangeRow>();

    /// <summary>The halls.</summary>
    public DbSet<VenueRow> Venues => Set<VenueRow>();

    /// <summary>The rosters.</summary>
    public DbSet<TraineeRow> Trainees => Set<TraineeRow>();

    /// <summary>The keys of the people on the rosters.</summary>
    public DbSet<TraineeKeyRow> TraineeKeys => Set<TraineeKeyRow>();

    /// <summary>The sessions. New ones are made by <see cref="Domain.Sessions.ISessionCreation"/>; the log's writer keeps the phase.</summary>
    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    /// <summary>Who is invited to which session.</summary>
    public DbSet<SessionInviteRow> SessionInvites => Set<SessionInviteRow>();

    /// <summary>Halls that asked for help.</summary>
    public DbSet<HelpRequestRow> HelpRequests => Set<HelpRequestRow>();

    /// <summary>What operators counted.</summary>
    public DbSet<HeadCountRow> HeadCounts => Set<HeadCountRow>();

    /// <summary>Halls that were called.</summary>
    public DbSet<HallCallRow> HallCalls => Set<HallCallRow>();

    /// <summary>Reminders about those who are missing.</summary>
    public DbSet<ReminderRow> Reminders => Set<ReminderRow>();

    /// <summary>Reminders on their way by their channels.</summary>
    public DbSet<ReminderDeliveryRow> ReminderDeliveries => Set<ReminderDeliveryRow>();

    /// <summary>Every try of a delivery.</summary>
    public DbSet<ReminderTryRow> ReminderTries => Set<ReminderTryRow>();

    /// <summary>Rounds that are to open by themselves.</summary>
    public DbSet<RoundPlanRow> RoundPlans => Set<RoundPlanRow>();

    /// <summary>People whom no roster has.</summary>
    public DbSet<WalkInRow> WalkIns => Set<WalkInRow>();

    /// <summary>Requests for leave.</summary>
    public DbSet<LeaveRow> Leaves => Set<LeaveRow>();

    /// <summary>Halls' devices that sign what they gather without a link.</summary>
    public DbSet<DeviceRow> Devices => Set<DeviceRow>();

    /// <summary>Files that are made in the background.</summary>
    public DbSet<ExportRow> Exports => Set<ExportRow>();

    /// <summary>The sealed parts of such files, in a cluster.</summary>
    public DbSet<ExportPartRow> ExportParts => Set<ExportPartRow>();

    /// <inheritdoc />
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        AccountModel.Build(builder);
        OrganizationModel.Build(builder);
        SessionModel.Build(builder);
        LogModel.Build(builder);
        LedgerModel.Build(builder);
        CorrectionModel.Build(builder);
        QuestionModel.Build(builder);
        HallModel.Build(builder);
        ChaseModel.Build(builder);
        AuditModel.Build(builder);
        ExportModel.Build(builder);
        SnakeCase.Apply(builder);
    }
}
