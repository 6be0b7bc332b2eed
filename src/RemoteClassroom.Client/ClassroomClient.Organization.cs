using System.Net.Http.Headers;
using RemoteClassroom.Client.Calls;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Organization;

namespace RemoteClassroom.Client;

/// <summary>What an import file holds.</summary>
public enum ImportKind
{
    /// <summary>Units of the tree.</summary>
    OrgUnits,
    /// <summary>Halls.</summary>
    Venues,
    /// <summary>People.</summary>
    Trainees,
}

public sealed partial class ClassroomClient
{
    /// <summary>Imports a CSV file, all of it or nothing.</summary>
    /// <param name="kind">What it holds.</param>
    /// <param name="csv">The file's bytes, UTF-8.</param>
    /// <param name="dryRun">Only look for faults.</param>
    /// <param name="key">The idempotency key; null for a new one.</param>
    /// <param name="timeout">How long one try may take; imports are long. Null for two minutes.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public async Task<ImportAnswer> ImportAsync(ImportKind kind, byte[] csv, bool dryRun = false, Guid? key = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var path = kind switch
        {
            ImportKind.OrgUnits => "org-units",
            ImportKind.Venues => "venues",
            _ => "trainees",
        };
        var answer = await _calls.SendAsync(
            _credential, HttpMethod.Post, $"{path}/import?dryRun={(dryRun ? "true" : "false")}",
            () => new ByteArrayContent(csv) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, key ?? Guid.NewGuid(), again: true, timeout ?? TimeSpan.FromMinutes(2), cancellationToken);
        return ApiCalls.Read<ImportAnswer>(answer.Body);
    }

    /// <summary>Finds units.</summary>
    /// <param name="query">Part of a name or code; null for all.</param>
    /// <param name="cursor">Where the page begins.</param>
    /// <param name="limit">At most 1,000.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Page<OrgUnitInfo>> OrgUnitsAsync(string? query = null, string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        ListAsync<OrgUnitInfo>("org-units", cursor, limit, cancellationToken, ("query", query));

    /// <summary>The units directly below one.</summary>
    /// <param name="unitId">The unit.</param>
    /// <param name="cursor">Where the page begins.</param>
    /// <param name="limit">At most 1,000.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Page<OrgUnitInfo>> ChildrenAsync(Guid unitId, string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        ListAsync<OrgUnitInfo>($"org-units/{unitId:D}/children", cursor, limit, cancellationToken);

    /// <summary>Finds halls at and below a unit.</summary>
    /// <param name="unitId">The unit; null for the caller's own.</param>
    /// <param name="query">Part of a name; null for all.</param>
    /// <param name="cursor">Where the page begins.</param>
    /// <param name="limit">At most 1,000.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Page<VenueInfo>> VenuesAsync(Guid? unitId = null, string? query = null, string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        ListAsync<VenueInfo>("venues", cursor, limit, cancellationToken, ("unit", unitId?.ToString("D")), ("query", query));

    /// <summary>Finds people at and below a unit, masked.</summary>
    /// <param name="unitId">The unit; null for the caller's own.</param>
    /// <param name="query">Part of a name; null for all.</param>
    /// <param name="cursor">Where the page begins.</param>
    /// <param name="limit">At most 1,000.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public Task<Page<TraineeInfo>> TraineesAsync(Guid? unitId = null, string? query = null, string? cursor = null, int? limit = null, CancellationToken cancellationToken = default) =>
        ListAsync<TraineeInfo>("trainees", cursor, limit, cancellationToken, ("unit", unitId?.ToString("D")), ("query", query));
}
