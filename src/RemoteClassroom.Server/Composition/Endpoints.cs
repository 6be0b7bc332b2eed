using RemoteClassroom.Server.Accounts;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Chasing;
using RemoteClassroom.Server.CheckIns;
using RemoteClassroom.Server.Corrections;
using RemoteClassroom.Server.Exports;
using RemoteClassroom.Server.Halls;
using RemoteClassroom.Server.Health;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Hubs;
using RemoteClassroom.Server.Media;
using RemoteClassroom.Server.OpenApi;
using RemoteClassroom.Server.Organization;
using RemoteClassroom.Server.Phone;
using RemoteClassroom.Server.Privacy;
using RemoteClassroom.Server.Questions;
using RemoteClassroom.Server.Reports;
using RemoteClassroom.Server.Sessions;
using RemoteClassroom.Server.Telemetry;
using RemoteClassroom.Server.WalkIns;

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
        api.MapSlips();
        api.MapRoles();
        api.MapSignIns();
        api.MapPairings();
        api.MapHallScreens();
        api.MapSessions();
        api.MapSessionCommands();
        api.MapRoundPlans();
        api.MapQuestions();
        api.MapHistory();
        api.MapOrganization();
        api.MapCheckIns();
        api.MapDevices();
        api.MapOfflineEntries();
        api.MapAttendance();
        api.MapChase();
        api.MapOverview();
        api.MapReminders();
        api.MapCorrections();
        api.MapLeaves();
        api.MapHistories();
        api.MapReports();
        api.MapSignals();
        api.MapPrints();
        api.MapExports();
        api.MapWalkIns();
        api.MapHalls();
        api.MapDesk();
        api.MapHelp();
        api.MapAudit();
        api.MapPersons();
        api.MapUnmaskedLedger();
        api.MapNow();

        app.MapPhone();
        app.MapHubs();
        app.MapMedia(api);
        app.MapHealth();
        app.MapServerMetrics();
        app.MapDashboard();
        app.MapApiDocument();
        app.CheckEndpoints();
    }
}
