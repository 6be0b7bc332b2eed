using RemoteClassroom.Server.Accounts;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.CheckIns;
using RemoteClassroom.Server.Health;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Hubs;
using RemoteClassroom.Server.Media;
using RemoteClassroom.Server.OpenApi;
using RemoteClassroom.Server.Organization;
using RemoteClassroom.Server.Phone;
using RemoteClassroom.Server.Questions;
using RemoteClassroom.Server.Sessions;

namespace RemoteClassroom.Server.Composition;

/// <summary>Every address that the server answers at.</summary>
internal static class Endpoints
{
    /// <summary>Maps them all.</summary>
    public static void MapEverything(this WebApplication app)
    {
        var api = app.MapGroup(Pipeline.ApiBase);
        api.MapAuth();
        api.MapAccounts();
        api.MapPairings();
        api.MapSessions();
        api.MapSessionCommands();
        api.MapQuestions();
        api.MapHistory();
        api.MapOrganization();
        api.MapCheckIns();
        api.MapAttendance();
        api.MapNow();

        app.MapPhone();
        app.MapHubs();
        app.MapMedia();
        app.MapHealth();
        app.MapServerMetrics();
        app.MapApiDocument();
        app.CheckEndpoints();
    }
}
