using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("RemoteClassroom.Grains.Tests")]
