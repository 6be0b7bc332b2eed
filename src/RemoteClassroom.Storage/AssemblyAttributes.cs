using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("RemoteClassroom.Storage.Sqlite")]
[assembly: InternalsVisibleTo("RemoteClassroom.Storage.PostgreSql")]
[assembly: InternalsVisibleTo("RemoteClassroom.Storage.Tests")]
