using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("RemoteClassroom.Storage.Tests")]
