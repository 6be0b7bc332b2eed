using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Sessions;

/// <summary>
/// Which units, halls and people belong to a session, told in SQL that both databases know: once as queries for the tree as it stands, once as inserts when the doors open.
/// Everything hangs on the invited units: units are these, all below them and the way up to the root; halls are those at or below them; people are those at or below them.
/// Who was erased is expected nowhere any more. A person belongs to the hall that his roster line names if it takes part, else to the hall with the lowest code at the nearest unit upward that has one; else he is homeless.
/// </summary>
internal static class Freeze
{
    // reached: every unit at or below an invited one, with the hall that takes in its people. Begins at the topmost invited units, so that none is met twice.
    private const string Scope =
        """
        WITH RECURSIVE invited AS (
            SELECT u.id, u.path FROM session_invites i JOIN org_units u ON u.id = i.unit_id WHERE i.session_id = @session
        ), topmost AS (
            SELECT t.id FROM invited t
            WHERE NOT EXISTS (SELECT 1 FROM invited above WHERE t.path > above.path || '/' AND t.path < above.path || '0')
        ), below AS (
            SELECT id FROM topmost
            UNION ALL
            SELECT child.id FROM below JOIN org_units child ON child.parent_id = below.id AND child.merged_into IS NULL
        ), first_hall AS (
            SELECT unit_id, id FROM (
                SELECT v.unit_id, v.id, row_number() OVER (PARTITION BY v.unit_id ORDER BY v.code) AS place FROM venues v WHERE v.unit_id IN (SELECT id FROM below)
            ) ranked WHERE place = 1
        ), reached AS (
            SELECT t.id AS unit_id, h.id AS hall_id FROM topmost t LEFT JOIN first_hall h ON h.unit_id = t.id
            UNION ALL
            SELECT child.id, COALESCE(h.id, reached.hall_id)
            FROM reached JOIN org_units child ON child.parent_id = reached.unit_id AND child.merged_into IS NULL LEFT JOIN first_hall h ON h.unit_id = child.id
        ), above AS (
            SELECT u.id, u.parent_id FROM org_units u JOIN topmost t ON t.id = u.id
            UNION
            SELECT u.id, u.parent_id FROM above JOIN org_units u ON u.id = above.parent_id
        ), units AS (
            SELECT u.id, u.name, u.path, u.parent_id, row_number() OVER (ORDER BY u.path) - 1 AS idx
            FROM org_units u WHERE u.id IN (SELECT id FROM below UNION SELECT id FROM above)
        ), halls AS (
            SELECT v.id, v.name, v.hall, units.idx AS unit_idx, row_number() OVER (ORDER BY units.idx, v.code) - 1 AS idx
            FROM venues v JOIN units ON units.id = v.unit_id WHERE v.unit_id IN (SELECT id FROM below)
        ), people AS (
            SELECT t.id, t.unit_id, COALESCE(named.id, reached.hall_id) AS branch_id
            FROM reached JOIN trainees t ON t.unit_id = reached.unit_id AND t.roster_hash IS NOT NULL LEFT JOIN halls named ON named.id = t.venue_id
        )
        """;

    private const string Units =
        """
        SELECT units.idx, units.id, units.name, units.path, COALESCE(parent.idx, -1), COALESCE(lost.number, 0)
        FROM units LEFT JOIN units parent ON parent.id = units.parent_id
        LEFT JOIN (SELECT unit_id, count(*) AS number FROM people WHERE branch_id IS NULL GROUP BY unit_id) lost ON lost.unit_id = units.id
        """;

    private const string Halls =
        """
        SELECT halls.idx, halls.id, halls.name, halls.hall, halls.unit_idx, COALESCE(expected.number, 0)
        FROM halls LEFT JOIN (SELECT branch_id, count(*) AS number FROM people GROUP BY branch_id) expected ON expected.branch_id = halls.id
        """;

    /// <summary>Columns: idx, unit, name, path, parent idx (-1: none), homeless. Parents before children.</summary>
    public const string UnitsNow = $"{Scope} {Units} ORDER BY 1";

    /// <summary>Columns: idx, branch, name, hall, unit idx, expected; in the order of idx.</summary>
    public const string HallsNow = $"{Scope} {Halls} ORDER BY 1";

    /// <summary>Columns: trainee, unit, sealed identity, wrapped key; of <c>@branch</c>.</summary>
    public const string RosterNow =
        $"{Scope} SELECT t.id, t.unit_id, t.sealed, k.wrapped FROM people JOIN trainees t ON t.id = people.id LEFT JOIN trainee_keys k ON k.trainee_id = t.id WHERE people.branch_id = @branch";

    /// <summary>Columns: branch, trainee; everybody whom a hall takes in.</summary>
    public const string RostersNow = $"{Scope} SELECT people.branch_id, people.id FROM people WHERE people.branch_id IS NOT NULL";

    /// <summary>Columns: trainee, unit, sealed identity, wrapped key, hall or else unit; of <c>@trainee</c>.</summary>
    public const string PersonNow =
        $"{Scope} SELECT t.id, t.unit_id, t.sealed, k.wrapped, COALESCE(people.branch_id, t.unit_id) FROM people JOIN trainees t ON t.id = people.id LEFT JOIN trainee_keys k ON k.trainee_id = t.id WHERE people.id = @trainee";

    /// <summary>Writes the session's tree and rosters as they stand.</summary>
    public static IEnumerable<Statement> Statements(Guid session) =>
    [
        new Statement($"{Scope} INSERT INTO session_roster (session_id, trainee_id, branch_id, unit_id) SELECT @session, id, branch_id, unit_id FROM people", ("session", session)) { WholeTables = true },
        new Statement($"{Scope} INSERT INTO session_units (session_id, idx, unit_id, name, path, parent_idx, homeless) SELECT @session, tree.* FROM ({Units}) tree", ("session", session)) { WholeTables = true },
        new Statement($"{Scope} INSERT INTO session_branches (session_id, idx, branch_id, name, hall, unit_idx, expected) SELECT @session, part.* FROM ({Halls}) part", ("session", session)) { WholeTables = true },
    ];
}
