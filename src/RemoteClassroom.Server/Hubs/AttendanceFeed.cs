using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Relay.Ports;

namespace RemoteClassroom.Server.Hubs;

/// <summary>Gives the relay the attendance board's figures.</summary>
internal sealed class AttendanceFeed(IAttendanceFrames frames, ISessionDirectory sessions) : IAttendanceFeed
{
    public async Task<AttendanceNews?> ReadAsync(Guid sessionId, AttendanceQuery query, CancellationToken cancellationToken)
    {
        var keys = query.Units.Select(unit => new AttendanceKey(false, unit)).ToList();
        if (query.Halls && await sessions.TreeAsync(sessionId, cancellationToken) is { } tree)
        {
            keys.AddRange(tree.Branches.Select(branch => new AttendanceKey(true, branch.BranchId)));
        }

        if (await frames.ReadAsync(sessionId, keys, new AttendanceMark(query.Epoch, query.Seq), cancellationToken) is not { } reading)
        {
            return null;
        }

        var units = reading.Cuts.Where(cut => !cut.Key.IsBranch).Select(cut => Read<AttendanceFrame>(cut.Json)).ToList();
        var halls = reading.Cuts.Where(cut => cut.Key.IsBranch).Select(cut => new HallNews(cut.Key.Id, Read<HallAttendance>(cut.Json))).ToList();
        return new AttendanceNews(reading.Mark.Epoch, reading.Mark.Seq, units, halls);
    }

    private static T Read<T>(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize<T>(json.Span, ContractsJson.Options) ?? throw new InvalidDataException("The board gave an empty figure.");
}
