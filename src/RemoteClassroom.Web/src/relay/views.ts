import type {
  AttendanceFrame,
  BranchState,
  HallAttendance,
  PublicQuestion,
  QuestionRef,
  RoundInfo,
  Schemas,
  ScreenState,
  StaffQuestion,
  StaffState,
  ViewEvent,
  VoteTotals,
} from '@/api/contract'
import type { Totals } from './messages'
import type { View } from './reader'

const keptAnsweredOnScreen = 10
const keptSettledForStaff = 100
const keptOfHall = 20

const phaseEvents = new Set(['sessionOpened', 'sessionStarted', 'sessionPaused', 'sessionResumed', 'sessionEnded'])

interface Announced {
  title: string
  startsAt: string
  phase: Schemas['SessionPhase']
  phaseSince: string
  media?: Schemas['MediaInfo']
  cutSince?: string
}

/** What the screens' and the staff's views share: announcement, phase and picture. */
function applyCommon<S extends Announced>(state: S, event: ViewEvent): S {
  if (phaseEvents.has(event.type)) {
    return { ...state, phase: (event.data as Schemas['PhaseData']).phase, phaseSince: event.at }
  }
  switch (event.type) {
    case 'sessionScheduled':
      return { ...state, ...(event.data as Schemas['SessionData']) }
    case 'mediaStarted':
      return { ...state, media: event.data as Schemas['MediaInfo'] }
    case 'programmeCut':
      return { ...state, cutSince: event.at }
    case 'programmeRestored':
      return { ...state, cutSince: undefined }
    case 'mediaStopped':
      return { ...state, media: undefined }
    default:
      return state
  }
}

/** Keeps the last `count` of those that `old` names, and all others. */
function keepLast<T>(items: T[], count: number, old: (item: T) => boolean): T[] {
  let surplus = items.filter(old).length - count
  return surplus <= 0 ? items : items.filter((item) => !(old(item) && surplus-- > 0))
}

export const screenView: View<ScreenState> = {
  apply(state, event) {
    switch (event.type) {
      case 'roundOpened':
        return { ...state, round: event.data as RoundInfo }
      case 'roundExtended':
        return state.round?.roundId === (event.data as RoundInfo).roundId
          ? { ...state, round: event.data as RoundInfo }
          : state
      case 'roundClosed':
        return state.round?.roundId === (event.data as RoundInfo).roundId ? { ...state, round: undefined } : state
      case 'questionApproved': {
        const question = event.data as PublicQuestion
        return {
          ...state,
          questions: [...state.questions.filter((q) => q.questionId !== question.questionId), question],
        }
      }
      case 'questionDismissed': {
        const { questionId } = event.data as QuestionRef
        return { ...state, questions: state.questions.filter((q) => q.questionId !== questionId) }
      }
      case 'questionAnswering':
      case 'questionAnswered': {
        const ref = event.data as QuestionRef
        const questions = state.questions.map((q) => (q.questionId === ref.questionId ? { ...q, state: ref.state } : q))
        return { ...state, questions: keepLast(questions, keptAnsweredOnScreen, (q) => q.state === 'answered') }
      }
      default:
        return applyCommon(state, event)
    }
  },
}

/** The staff's view with the votes that come as totals. */
export interface StaffBoard extends StaffState {
  votes?: Record<string, number>
}

export const staffView: View<StaffBoard> = {
  apply(state, event) {
    switch (event.type) {
      case 'roundOpened':
        return { ...state, rounds: [...state.rounds, event.data as RoundInfo] }
      case 'roundExtended':
      case 'roundClosed': {
        const changed = event.data as RoundInfo
        return { ...state, rounds: state.rounds.map((r) => (r.roundId === changed.roundId ? { ...r, ...changed } : r)) }
      }
      case 'questionAsked':
        return { ...state, questions: [...state.questions, event.data as StaffQuestion] }
      case 'questionApproved':
      case 'questionDismissed':
      case 'questionAnswering':
      case 'questionAnswered': {
        const ref = event.data as QuestionRef
        const questions = state.questions.map((q) =>
          q.questionId === ref.questionId ? { ...q, state: ref.state, by: ref.by } : q,
        )
        const settled = (q: StaffQuestion) => q.state === 'answered' || q.state === 'dismissed'
        return { ...state, questions: keepLast(questions, keptSettledForStaff, settled) }
      }
      default:
        return applyCommon(state, event)
    }
  },
  total(state, totals: Totals) {
    return totals.key === 'votes'
      ? { ...state, votes: { ...state.votes, ...(totals.data as VoteTotals).votes } }
      : state
  },
  keep: (snapshot, before) => ({ ...snapshot, votes: before.votes }),
}

/** A hall's own view with its attendance, which comes as totals. */
export interface HallBoard extends BranchState {
  attendance?: HallAttendance
}

export const branchView: View<HallBoard> = {
  apply(state, event) {
    if (phaseEvents.has(event.type)) return { ...state, phase: (event.data as Schemas['PhaseData']).phase }
    if (!event.type.startsWith('question')) return state
    const ref = event.data as QuestionRef
    const known = state.questions.some((q) => q.questionId === ref.questionId)
    const questions = known
      ? state.questions.map((q) =>
          q.questionId === ref.questionId ? { questionId: q.questionId, state: ref.state } : q,
        )
      : [...state.questions, { questionId: ref.questionId, state: ref.state }]
    return { ...state, questions: questions.slice(-keptOfHall) }
  },
  total(state, totals: Totals) {
    return totals.key === 'attendance' ? { ...state, attendance: totals.data as HallAttendance } : state
  },
  keep: (snapshot, before) => ({ ...snapshot, attendance: before.attendance }),
}

/** Attendance has no log: every totals message is the whole new state. */
export const attendanceView: View<AttendanceFrame> = {
  apply: (state) => state,
  total(state, totals: Totals) {
    const next = totals.data as AttendanceFrame
    const older = next.epoch < state.epoch || (next.epoch === state.epoch && next.seq < state.seq)
    return totals.key !== 'attendance' || older ? state : next
  },
}
