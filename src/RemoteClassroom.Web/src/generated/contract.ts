/* Written by `npm run types` from openapi.json; do not edit. */
export interface components {
  schemas: {
    AccountCreated: { id: string }
    AccountInfo: { id: string; user: string; role: components['schemas']['Role']; unitId?: string; venueId?: string }
    ApprovePairing: { userCode: string; venueId: string }
    AskQuestion: { text: string; ticket?: string; branchId?: string; anonymous?: boolean }
    AttendanceFrame: {
      unit: components['schemas']['UnitRef']
      epoch: number
      seq: number
      at: string
      counts: components['schemas']['Counts']
      children: components['schemas']['ChildCounts'][]
      roundId?: string
      hallsOnline: number
      halls: number
    }
    BranchCodeAnswer: { code: string; hall: number; digits: string; validUntil: string }
    BranchKeyAnswer: { key: string; stepMs: number; serverTime: string }
    BranchState: {
      sessionId: string
      branchId: string
      phase: components['schemas']['SessionPhase']
      questions: components['schemas']['QuestionRef'][]
    }
    Bye: { code: string; retryAfterMs: number }
    CallerKind: 'account' | 'screen' | 'person'
    ChildCounts: { unit: components['schemas']['UnitRef']; counts: components['schemas']['Counts'] }
    CommandDone: { offset: number }
    Counts: {
      expected: number
      present: number
      late: number
      waiting: number
      absent: number
      unknown: number
      excused: number
    }
    CreateAccount: {
      user: string
      password: string
      role: components['schemas']['Role']
      unitId?: string
      venueId?: string
    }
    CreateSession: {
      title: string
      startsAt: string
      invited: string[]
      courseId?: string
      oneDevicePerRound?: boolean
    }
    FirstAdministrator: { secret: string; user: string; password: string }
    Frame: {
      stream: string
      after: number
      upTo: number
      cursor: string
      events: components['schemas']['ViewEvent'][]
    }
    HallAttendance: { counts: components['schemas']['Counts']; roundId?: string }
    HeartbeatAnswer: { serverTime: string }
    HeartbeatRequest: { cursors?: Record<string, string>; player?: components['schemas']['PlayerReport'] }
    HubError: { code: string; detail: string }
    ImportAnswer: { accepted: number; errors: components['schemas']['ImportError'][] }
    ImportError: { line: number; column: string; code: string; detail: string }
    JoinAnswer: {
      ok: boolean
      error?: components['schemas']['HubError']
      streams: components['schemas']['JoinedStream'][]
      serverTime: string
      heartbeatMs: number
      retry: components['schemas']['RetryAdvice']
    }
    JoinedStream: { stream: string; head: number; recovered: boolean }
    JoinRequest: { streams: components['schemas']['JoinStream'][] }
    JoinStream: { stream: string; cursor?: string }
    Login: { user: string; password: string }
    Me: {
      kind: components['schemas']['CallerKind']
      id: string
      name?: string
      role?: components['schemas']['Role']
      unitId?: string
      venueId?: string
      sessionId?: string
    }
    MediaInfo: { url: string; since: string }
    NodeKind: 'unit' | 'venue' | 'homeless'
    OpenRound: { kind: components['schemas']['RoundKind']; closesAt?: string }
    OrgUnitInfo: { id: string; code: string; name: string; level: string; path: string; parentId?: string }
    PairingDone: { accessToken: string; refreshToken: string; venueId: string }
    PairingPoll: { pollSecret: string }
    PairingStarted: { pairingId: string; userCode: string; pollSecret: string; expiresAt: string }
    PhaseData: { phase: components['schemas']['SessionPhase'] }
    PlayerReport: {
      state: string
      behindMs?: number
      source?: string
      muted?: boolean
      volume?: number
      framesDecoded?: number
    }
    Problem: {
      type: string
      title: string
      status: number
      code: string
      detail: string
      field?: string
      retryAfterMs?: number
    }
    PublicQuestion: {
      questionId: string
      state: components['schemas']['QuestionState']
      text: string
      hall?: string
    }
    PublishInfo: { url: string; user: string; key: string }
    QuestionAskedAnswer: { questionId: string; offset: number }
    QuestionRef: { questionId: string; state: components['schemas']['QuestionState'] }
    QuestionState: 'pending' | 'approved' | 'answering' | 'answered' | 'dismissed'
    RetryAdvice: { baseMs: number; capMs: number }
    Role: 'administrator' | 'lecturer' | 'assistant' | 'operator'
    RoundInfo: {
      roundId: string
      kind: components['schemas']['RoundKind']
      openedAt: string
      closesAt?: string
      closedAt?: string
    }
    RoundKind: 'signIn' | 'spotCheck' | 'signOut'
    RoundOpenedAnswer: { roundId: string; offset: number }
    ScreenState: {
      sessionId: string
      title: string
      phase: components['schemas']['SessionPhase']
      startsAt: string
      round?: components['schemas']['RoundInfo']
      media?: components['schemas']['MediaInfo']
      questions: components['schemas']['PublicQuestion'][]
      phaseSince: string
    }
    SessionCreated: { sessionId: string }
    SessionData: { title: string; startsAt: string }
    SessionInfo: {
      sessionId: string
      title: string
      phase: components['schemas']['SessionPhase']
      startsAt: string
      ownerUnitId: string
      invited: string[]
      branches: number
      courseId?: string
      openedAt?: string
      startedAt?: string
      endedAt?: string
    }
    SessionPhase: 'scheduled' | 'open' | 'live' | 'paused' | 'ended'
    Snapshot: {
      stream: string
      upTo: number
      cursor: string
      reason: components['schemas']['SnapshotReason']
      state: unknown
    }
    SnapshotReason: 'first' | 'too_old' | 'unknown_stream' | 'ahead' | 'forked'
    StaffQuestion: {
      questionId: string
      state: components['schemas']['QuestionState']
      text: string
      hall: string
      branchId: string
      byPerson: boolean
      anonymous: boolean
      askedAt: string
    }
    StaffState: {
      sessionId: string
      title: string
      phase: components['schemas']['SessionPhase']
      startsAt: string
      rounds: components['schemas']['RoundInfo'][]
      media?: components['schemas']['MediaInfo']
      questions: components['schemas']['StaffQuestion'][]
      phaseSince: string
    }
    Tokens: { accessToken: string; refreshToken: string; expiresAt: string }
    Totals: { stream: string; key: string; epoch: number; seq: number; data: unknown }
    TraineeInfo: {
      id: string
      rosterNoMasked: string
      nameMasked: string
      unitId: string
      category: string
      venueId?: string
    }
    UnitRef: { id: string; name: string; kind: components['schemas']['NodeKind']; online?: boolean }
    VenueInfo: { id: string; code: string; name: string; unitId: string; hall: number; seats: number }
    ViewEvent: { offset: number; type: string; at: string; data: unknown }
    VoteTotals: { votes: Record<string, number> }
  }
}
