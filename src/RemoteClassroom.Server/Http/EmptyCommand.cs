namespace RemoteClassroom.Server.Http;

/// <summary>The body of a command that says everything by its address: <c>{}</c>, or nothing.</summary>
public sealed record EmptyCommand;
