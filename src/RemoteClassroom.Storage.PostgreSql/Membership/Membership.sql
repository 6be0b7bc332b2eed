-- The cluster's membership as Orleans' AdoNet clustering provider (10.4) wants it.
--
-- The provider dictates: the table OrleansQuery with QueryKey and QueryText, the ten keys below, the names of the parameters (@DeploymentId, @Address, …) and
-- of the columns it reads. Everything else is ours. Its contract in short:
--   * one version row a cluster, one row a node (address, port, generation);
--   * a node's row is inserted or updated only together with the version row, from exactly the version that the writer has read (compare and swap);
--     such a query answers one boolean: whether it was so;
--   * "I am alive" is written without touching the version;
--   * reading gives at least one row, the version's, with the node's columns null if there is none.
-- Each of the writing queries is one statement, and so one transaction: the version row's lock makes competing writers line up, and the loser finds another version.

CREATE TABLE OrleansQuery (
    QueryKey text PRIMARY KEY,
    QueryText text NOT NULL
);

CREATE TABLE cluster_versions (
    deployment_id text PRIMARY KEY,
    version integer NOT NULL,
    changed_at timestamptz NOT NULL
);

CREATE TABLE cluster_nodes (
    deployment_id text NOT NULL REFERENCES cluster_versions (deployment_id),
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    silo_name text NOT NULL,
    host_name text NOT NULL,
    status integer NOT NULL,
    proxy_port integer NOT NULL,
    suspect_times text,
    start_time timestamptz NOT NULL,
    i_am_alive_time timestamptz NOT NULL,
    PRIMARY KEY (deployment_id, address, port, generation)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', $query$
    WITH made AS (
        INSERT INTO cluster_versions (deployment_id, version, changed_at) VALUES (@DeploymentId, 0, now())
        ON CONFLICT (deployment_id) DO NOTHING RETURNING 1)
    SELECT EXISTS (SELECT FROM made);
$query$),
('InsertMembershipKey', $query$
    WITH stepped AS (
        UPDATE cluster_versions SET version = version + 1, changed_at = now()
        WHERE deployment_id = @DeploymentId AND version = @Version
            AND NOT EXISTS (
                SELECT FROM cluster_nodes
                WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING 1),
    made AS (
        INSERT INTO cluster_nodes
            (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
        SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM stepped
        RETURNING 1)
    SELECT EXISTS (SELECT FROM made);
$query$),
('UpdateMembershipKey', $query$
    WITH stepped AS (
        UPDATE cluster_versions SET version = version + 1, changed_at = now()
        WHERE deployment_id = @DeploymentId AND version = @Version
            AND EXISTS (
                SELECT FROM cluster_nodes
                WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING 1),
    changed AS (
        UPDATE cluster_nodes SET status = @Status, suspect_times = @SuspectTimes, i_am_alive_time = greatest(i_am_alive_time, @IAmAliveTime)
        WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation AND EXISTS (SELECT FROM stepped)
        RETURNING 1)
    SELECT EXISTS (SELECT FROM changed);
$query$),
('UpdateIAmAlivetimeKey', $query$
    UPDATE cluster_nodes SET i_am_alive_time = @IAmAliveTime
    WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation;
$query$),
('MembershipReadRowKey', $query$
    SELECT v.version AS Version, n.address AS Address, n.port AS Port, n.generation AS Generation, n.silo_name AS SiloName, n.host_name AS HostName,
        n.status AS Status, n.proxy_port AS ProxyPort, n.suspect_times AS SuspectTimes, n.start_time AS StartTime, n.i_am_alive_time AS IAmAliveTime
    FROM cluster_versions v
    LEFT JOIN cluster_nodes n ON n.deployment_id = v.deployment_id AND n.address = @Address AND n.port = @Port AND n.generation = @Generation
    WHERE v.deployment_id = @DeploymentId;
$query$),
('MembershipReadAllKey', $query$
    SELECT v.version AS Version, n.address AS Address, n.port AS Port, n.generation AS Generation, n.silo_name AS SiloName, n.host_name AS HostName,
        n.status AS Status, n.proxy_port AS ProxyPort, n.suspect_times AS SuspectTimes, n.start_time AS StartTime, n.i_am_alive_time AS IAmAliveTime
    FROM cluster_versions v
    LEFT JOIN cluster_nodes n ON n.deployment_id = v.deployment_id
    WHERE v.deployment_id = @DeploymentId;
$query$),
('GatewaysQueryKey', $query$
    SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
    FROM cluster_nodes WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0;
$query$),
('DeleteMembershipTableEntriesKey', $query$
    WITH gone AS (DELETE FROM cluster_nodes WHERE deployment_id = @DeploymentId)
    UPDATE cluster_versions SET version = version + 1, changed_at = now() WHERE deployment_id = @DeploymentId;
$query$),
-- Only who is dead (6) may be forgotten: a row that still counts as alive must first be declared dead by the others.
('CleanupDefunctSiloEntriesKey', $query$
    DELETE FROM cluster_nodes
    WHERE deployment_id = @DeploymentId AND status = 6 AND i_am_alive_time < @IAmAliveTime AND start_time < @IAmAliveTime AND coalesce(suspect_times, '') = '';
$query$),
('CleanupDefunctSiloEntryKey', $query$
    DELETE FROM cluster_nodes
    WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation AND status = 6
        AND i_am_alive_time = @IAmAliveTime AND start_time = @StartTime AND coalesce(suspect_times, '') = coalesce(@SuspectTimes, '');
$query$);
