using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage.Accounts;

/// <summary>Accounts, credentials, pairings and the installation's values.</summary>
internal static class AccountModel
{
    /// <summary>Adds them to the model.</summary>
    public static void Build(ModelBuilder builder)
    {
        builder.Entity<AccountRow>(row =>
        {
            row.ToTable("accounts");
            row.Property(x => x.Role).HasMaxLength(32);
            row.Property(x => x.AlsoRoles).HasDefaultValue("");
            row.Property(x => x.LockoutEnd).HasConversion(at => Micros.Of(at!.Value), micros => Micros.ToInstant(micros));
            row.HasIndex(x => x.UnitId);
            row.HasIndex(x => x.VenueId);
        });
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("account_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("account_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("account_tokens");
        builder.Entity<CredentialRow>(row =>
        {
            row.ToTable("credentials");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => x.RefreshHash).IsUnique();
            row.HasIndex(x => x.FormerRefreshHash);
            row.HasIndex(x => x.AccountId);
            row.HasIndex(x => x.VenueId);
            row.HasIndex(x => x.ExpiresAt);
            row.Property(x => x.Device).HasDefaultValue("");
            row.Property(x => x.LastUsedAt).HasDefaultValue(0L);
            row.Property(x => x.PasswordAt).HasDefaultValue(0L);
        });
        builder.Entity<ActivationSlipRow>(row =>
        {
            row.ToTable("activation_slips");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => x.CodeHash).IsUnique();
            row.HasIndex(x => x.AccountId);
            row.HasOne<AccountRow>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<PairingRow>(row =>
        {
            row.ToTable("pairings");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => x.UserCode).IsUnique();
            row.HasIndex(x => x.ExpiresAt);
        });
        builder.Entity<SettingRow>(row =>
        {
            row.ToTable("settings");
            row.HasKey(x => x.Name);
        });
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        builder.Table("numbers", ["name"], table => table.Column<string>("name").Column<long>("value"));
    }
}
