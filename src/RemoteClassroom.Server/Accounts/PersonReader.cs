using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Reads person tokens: good until 24 hours after their session's end.</summary>
internal sealed class PersonReader(PersonTokenSeal seal, ISessionStates states, TimeProvider time) : ICredentialReader
{
    public async ValueTask<Caller?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (seal.Open(token) is not { } person || await states.GetAsync(person.SessionId, fresh: false, cancellationToken) is not { } session)
        {
            return null;
        }

        DateTimeOffset? ended = session.Phase == Phase.Ended ? session.PhaseSince : null;
        return PersonToken.IsGood(ended, time.GetUtcNow()) ? new PersonCaller(person.TraineeId, person.SessionId, person.BranchId) : null;
    }
}
