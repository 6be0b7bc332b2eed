using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.OpenApi;

/// <summary>The OpenAPI document: the HTTP calls, and as schemas the hub's messages and every event's data.</summary>
internal static class ApiDocument
{
    /// <summary>What the hub says beside the HTTP calls.</summary>
    internal static readonly Type[] HubTypes =
    [
        typeof(JoinRequest), typeof(JoinAnswer), typeof(HeartbeatRequest), typeof(HeartbeatAnswer), typeof(LeaveRequest),
        typeof(Frame), typeof(Snapshot), typeof(Totals), typeof(Bye), typeof(FramesAnswer),
        typeof(ScreenState), typeof(StaffState), typeof(BranchState), typeof(AttendanceFrame), typeof(HallAttendance), typeof(VoteTotals),
        typeof(SessionData), typeof(PhaseData), typeof(CutData), typeof(StaffName), typeof(QuestionRef), typeof(EmptyData), typeof(Problem),
        typeof(JoinStream), typeof(JoinedStream), typeof(HubError), typeof(RetryAdvice), typeof(PlayerReport), typeof(PublicQuestion), typeof(StaffQuestion), typeof(MediaInfo),
    ];

    /// <summary>Describes the calls.</summary>
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer(async (document, context, cancellationToken) =>
        {
            document.Info = new OpenApiInfo { Title = "RemoteClassroom", Version = "1", Description = "The HTTP calls, and as schemas the messages of the hub at /hubs/classroom." };
            document.Servers = [];
            foreach (var type in HubTypes)
            {
                document.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, null, cancellationToken));
            }

            AbsentMembers.Describe(document.Components?.Schemas?.Values ?? []);
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            AbsentMembers.Describe(schema, context.JsonTypeInfo);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context.Description.ActionDescriptor.EndpointMetadata);
            return Task.CompletedTask;
        });
    });

    /// <summary>Maps <c>/openapi/v1.json</c>.</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapOpenApi().Allow(Callers.Everybody);

    private static void Describe(OpenApiOperation operation, IList<object> metadata)
    {
        if (metadata.OfType<IdempotentMetadata>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = Change.Header, In = ParameterLocation.Header, Required = true,
                Description = "A new UUID for each change; the same one to try it again.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
            });
        }

        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused; the code says why.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(Problem)) } },
        };
    }
}
