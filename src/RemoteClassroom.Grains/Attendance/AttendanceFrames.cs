using Microsoft.Extensions.Logging;
using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>Reads boards through their grains; see <see cref="IAttendanceFrames"/>.</summary>
internal sealed partial class AttendanceFrames(IGrainFactory grains, ILogger<AttendanceFrames> logger) : IAttendanceFrames
{
    public async Task<AttendanceReading?> ReadAsync(Guid sessionId, IReadOnlyCollection<AttendanceKey> keys, AttendanceMark known, CancellationToken cancellationToken)
    {
        Guid[] units = [.. keys.Where(key => !key.IsBranch).Select(key => key.Id)];
        Guid[] branches = [.. keys.Where(key => key.IsBranch).Select(key => key.Id)];
        try
        {
            var answer = await grains.AttendanceOf(sessionId)
                .ReadAsync(new AttendanceReadRequest(units, branches, known.Epoch, known.Seq)).WaitAsync(cancellationToken);
            return answer.Epoch == 0
                ? null
                : new AttendanceReading(
                    new AttendanceMark(answer.Epoch, answer.Seq), Array.ConvertAll(answer.Cuts, cut => new AttendanceCut(new AttendanceKey(cut.IsBranch, cut.Id), cut.Json)));
        }
#pragma warning disable CA1031 // The board may be moving or its node gone: the reader asks again.
        catch (Exception problem) when (problem is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogNotRead(problem, sessionId);
            return null;
        }
    }
}
