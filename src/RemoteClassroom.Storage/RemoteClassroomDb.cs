using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.CheckIns;
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

    /// <summary>Screens that ask to be paired.</summary>
    public DbSet<PairingRow> Pairings => Set<PairingRow>();

    /// <summary>The installation's own values.</summary>
    public DbSet<SettingRow> Settings => Set<SettingRow>();

    /// <summary>The tree.</summary>
    public DbSet<OrgUnitRow> OrgUnits => Set<OrgUnitRow>();

    /// <summary>The halls.</summary>
    public DbSet<VenueRow> Venues => Set<VenueRow>();

    /// <summary>The rosters.</summary>
    public DbSet<TraineeRow> Trainees => Set<TraineeRow>();

    /// <summary>The sessions. New ones are made by <see cref="Domain.Sessions.ISessionCreation"/>; the log's writer keeps the phase.</summary>
    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    /// <summary>Who is invited to which session.</summary>
    public DbSet<SessionInviteRow> SessionInvites => Set<SessionInviteRow>();

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
        QuestionModel.Build(builder);
        SnakeCase.Apply(builder);
    }
}
