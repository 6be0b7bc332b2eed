using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Accounts;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>
/// Imports halls with their operators in one transaction: all or nothing. Operators that are new wait for their activation slips to be redeemed; one that runs the
/// hall of his line already stays as he is, without a slip.
/// </summary>
internal sealed class HallImportDesk(IEdits edits, IBulkInsert bulk, IHallNumbers halls, NewAccounts accounts, ActivationSlips slips, TimeProvider time)
{
    private const int Operator = 6;
    private const int Chunk = 2_000;

    /// <summary>Imports them.</summary>
    /// <param name="file">What was read; of <see cref="ImportShape.Halls"/>.</param>
    /// <param name="issuer">In whose name the slips are issued; the halls stand at or below his unit.</param>
    /// <param name="address">The address that people reach the server at.</param>
    /// <param name="cancellationToken">Cancels it up to the commit.</param>
    /// <returns>A <see cref="HallsImportAnswer"/> whose slips lack their codes.</returns>
    public Task<StoredAnswer> HallsAsync(ImportRequest file, AccountCaller issuer, string address, CancellationToken cancellationToken) => edits.RunAsync(
        file.Key,
        async (db, cancel) =>
        {
            var faults = new ImportFaults(file.Faults);
            var places = await ImportDesk.KnownPlacesAsync(db, cancel);
            var plan = VenuePlan.Make(file.Lines, places, issuer.UnitPath, () => Guid.CreateVersion7(time.GetUtcNow()), faults);
            var operators = await OperatorsAsync(db, file.Lines, places, plan, faults, cancel);
            IReadOnlyList<ActivationSlip> issued = [];
            if (!faults.Any && !file.DryRun)
            {
                issued = await WriteAsync(db, plan, places, operators, issuer, address, cancel);
                db.Audit(AuditLine.Of(time.GetUtcNow(), file.By, AuditActions.VenuesImported, file.On, detail: [("lines", file.Lines.Count), ("slips", issued.Count)]));
            }

            var accepted = faults.Any && !file.DryRun ? 0 : file.Lines.Count - faults.BadLines;
            return (StatusCodes.Status200OK, Answers.Json(new HallsImportAnswer(accepted, faults.InOrder(), issued)));
        },
        cancellationToken);

    private async Task<List<(string User, string VenueCode)>> OperatorsAsync(
        RemoteClassroomDb db, List<ImportLine> lines, KnownPlaces places, VenuePlan plan, ImportFaults faults, CancellationToken cancellationToken)
    {
        var rules = new FieldRules(ImportShape.Halls, faults);
        var named = lines.Where(line => line.Of(Operator).Length > 0).ToList();
        var known = await KnownAsync(db, named, cancellationToken);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var made = new List<(string, string)>();
        foreach (var line in named)
        {
            var user = line.Of(Operator);
            var name = accounts.Normalise(user)!;
            if (NewAccounts.NameFault(user) is { } fault)
            {
                rules.Fault(line, Operator, ImportCodes.Invalid, fault);
            }
            else if (!seen.TryAdd(name, line.Number))
            {
                rules.Fault(line, Operator, ImportCodes.Duplicate, $"Line {seen[name]} names this operator already; an operator runs one hall.");
            }
            else if (!known.TryGetValue(name, out var venue))
            {
                made.Add((user, line.Values[0]));
            }
            else if (venue is null || places.Venue(line.Values[0])?.Id != venue)
            {
                rules.Fault(line, Operator, ImportCodes.Duplicate, "There is an account of this name already; choose another.");
            }
        }

        return made;
    }

    // Name → the venue that the account of this name runs; null for one that runs none.
    private async Task<Dictionary<string, Guid?>> KnownAsync(RemoteClassroomDb db, List<ImportLine> lines, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, Guid?>(StringComparer.Ordinal);
        foreach (var names in lines.Select(line => accounts.Normalise(line.Of(Operator))).Chunk(Chunk))
        {
            foreach (var row in await db.Users.Where(row => names.Contains(row.NormalizedUserName)).Select(row => new { row.NormalizedUserName, row.VenueId }).ToListAsync(cancellationToken))
            {
                known[row.NormalizedUserName!] = row.VenueId;
            }
        }

        return known;
    }

    private async Task<IReadOnlyList<ActivationSlip>> WriteAsync(
        RemoteClassroomDb db, VenuePlan plan, KnownPlaces places, List<(string User, string VenueCode)> operators, AccountCaller issuer, string address, CancellationToken cancellationToken)
    {
        var added = await ImportDesk.NumberedAsync(db, plan.Added, halls, cancellationToken);
        await bulk.InsertAsync(db, added, cancellationToken);
        db.UpdateRange(plan.Changed);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        var byCode = added.Concat(plan.Changed).ToDictionary(row => row.Code, StringComparer.Ordinal);
        var people = operators.Select(one => (Venue: byCode.GetValueOrDefault(one.VenueCode) ?? places.Venue(one.VenueCode)!, one.User))
            .Select(one => (one.Venue, Account: accounts.Row(one.User, Role.Operator, null, one.Venue.Id))).ToList();
        var written = people.Select(one => (one.Venue, one.Account, Slip: slips.Make(issuer, one.Account.Id))).ToList();
        await bulk.InsertAsync(db, written.Select(one => one.Account), cancellationToken);
        await bulk.InsertAsync(db, written.Select(one => one.Slip), cancellationToken);
        return [.. written.Select(one => ActivationSlips.Kept(one.Slip, one.Account, address, one.Venue.Name, one.Venue.Hall))];
    }
}
