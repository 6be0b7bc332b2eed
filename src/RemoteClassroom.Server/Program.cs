return await RemoteClassroom.Server.Composition.RemoteClassroomServer.RunAsync(args);
