namespace RemoteClassroom.Contracts;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items in the list's order.</param>
/// <param name="Next">Pass it as <c>cursor</c> (or <c>after</c>) for the next page; absent on the last.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next = null);
