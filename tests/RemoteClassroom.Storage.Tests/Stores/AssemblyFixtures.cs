using RemoteClassroom.Storage.Tests.Stores;

[assembly: AssemblyFixture(typeof(SqliteStores))]
[assembly: AssemblyFixture(typeof(PostgreSqlStores))]
