import { describe, expect, it } from 'vitest'
import type { AttendanceFrame, PublicQuestion, ScreenState, StaffQuestion, ViewEvent } from '@/api/contract'
import { attendanceView, branchView, screenView, staffView, type HallBoard, type StaffBoard } from './views'

let offset = 0
const event = (type: string, data: unknown = {}): ViewEvent => ({
  offset: ++offset,
  type,
  at: '2026-01-01T08:00:00Z',
  data,
})
const fold = <S>(view: { apply: (s: S, e: ViewEvent) => S }, start: S, ...events: ViewEvent[]) =>
  events.reduce((s, e) => view.apply(s, e), start)

const screen: ScreenState = {
  sessionId: '1',
  title: 'A',
  phase: 'scheduled',
  startsAt: '2026-01-01T09:00:00Z',
  questions: [],
  phaseSince: '2026-01-01T07:00:00Z',
}
const round = { roundId: 'r', kind: 'signIn' as const, openedAt: '2026-01-01T08:00:00Z' }
const shown = (id: string): PublicQuestion => ({ questionId: id, state: 'approved', text: `T${id}` })

describe('the screens’ view', () => {
  it('follows announcement, phases and picture', () => {
    const media = { url: '/live/1/index.m3u8', since: '2026-01-01T08:00:00Z' }
    const live = fold(
      screenView,
      screen,
      event('sessionScheduled', { title: 'B', startsAt: '2026-01-01T10:00:00Z' }),
      event('sessionOpened', { phase: 'open' }),
      event('mediaStarted', media),
      event('sessionStarted', { phase: 'live' }),
    )
    expect(live).toMatchObject({ title: 'B', phase: 'live', media, phaseSince: '2026-01-01T08:00:00Z' })
    expect(fold(screenView, live, event('mediaStopped')).media).toBeUndefined()
    expect(fold(screenView, live, event('somethingNew', { phase: 'x' }))).toBe(live)
  })

  it('shows a round while it is open', () => {
    const open = fold(screenView, screen, event('roundOpened', round))
    expect(open.round).toEqual(round)
    expect(fold(screenView, open, event('roundClosed', { ...round, roundId: 'other' })).round).toEqual(round)
    expect(fold(screenView, open, event('roundClosed', round)).round).toBeUndefined()
  })

  it('shows questions from their approval on and keeps the last ten answered', () => {
    let state = screen
    for (let i = 0; i < 13; i++) {
      state = fold(
        screenView,
        state,
        event('questionApproved', shown(`${i}`)),
        event('questionAnswering', { questionId: `${i}`, state: 'answering' }),
        event('questionAnswered', { questionId: `${i}`, state: 'answered' }),
      )
    }
    state = fold(screenView, state, event('questionApproved', shown('x')), event('questionApproved', shown('y')))
    state = fold(screenView, state, event('questionDismissed', { questionId: 'x', state: 'dismissed' }))
    expect(state.questions.map((q) => q.questionId)).toEqual(['3', '4', '5', '6', '7', '8', '9', '10', '11', '12', 'y'])
  })
})

describe('the staff’s view', () => {
  const staff: StaffBoard = { ...screen, rounds: [], questions: [] }
  const asked = (id: string): StaffQuestion => ({
    questionId: id,
    state: 'pending',
    text: `T${id}`,
    hall: 'H',
    branchId: 'b',
    byPerson: true,
    anonymous: false,
    askedAt: '2026-01-01T08:00:00Z',
  })

  it('keeps all rounds', () => {
    const closed = { ...round, closedAt: '2026-01-01T08:10:00Z' }
    const state = fold(
      staffView,
      staff,
      event('roundOpened', round),
      event('roundClosed', closed),
      event('roundOpened', { ...round, roundId: 's' }),
    )
    expect(state.rounds).toEqual([closed, { ...round, roundId: 's' }])
  })

  it('moves questions through their states and forgets the oldest settled ones', () => {
    let state = staff
    for (let i = 0; i < 105; i++) {
      state = fold(
        staffView,
        state,
        event('questionAsked', asked(`${i}`)),
        event('questionDismissed', { questionId: `${i}`, state: 'dismissed' }),
      )
    }
    state = fold(staffView, state, event('questionAsked', asked('p')))
    expect(state.questions).toHaveLength(101)
    expect(state.questions[0]?.questionId).toBe('5')
    expect(state.questions.at(-1)?.state).toBe('pending')
  })

  it('takes votes as totals and keeps them over a snapshot', () => {
    const totals = { stream: 's', key: 'votes', epoch: 1, seq: 1, data: { votes: { q: 3 } } }
    const state = staffView.total?.(staff, totals) ?? staff
    expect(state.votes).toEqual({ q: 3 })
    expect(staffView.keep?.(staff, state).votes).toEqual({ q: 3 })
  })
})

describe('a hall’s view', () => {
  it('follows its own questions and its attendance', () => {
    const hall: HallBoard = { sessionId: '1', branchId: 'b', phase: 'open', questions: [] }
    const state = fold(
      branchView,
      hall,
      event('questionAsked', { questionId: 'q', state: 'pending' }),
      event('questionApproved', { questionId: 'q', state: 'approved' }),
      event('sessionStarted', { phase: 'live' }),
    )
    expect(state).toMatchObject({ phase: 'live', questions: [{ questionId: 'q', state: 'approved' }] })
    const counts = { expected: 25, present: 20, late: 3, waiting: 2, absent: 0, unknown: 0, excused: 0 }
    expect(
      branchView.total?.(state, { stream: '', key: 'attendance', epoch: 1, seq: 1, data: { counts } }).attendance,
    ).toEqual({ counts })
  })
})

describe('attendance', () => {
  it('never goes back behind what a snapshot said', () => {
    const counts = { expected: 1, present: 0, late: 0, waiting: 1, absent: 0, unknown: 0, excused: 0 }
    const at = (epoch: number, seq: number): AttendanceFrame => ({
      unit: { id: 'u', name: 'U', kind: 'unit' },
      epoch,
      seq,
      at: '2026-01-01T08:00:00Z',
      counts,
      children: [],
      hallsOnline: 0,
      hallsPlaying: 0,
      hallsSilent: 0,
      hallsSlate: 0,
      halls: 0,
    })
    const total = (state: AttendanceFrame, next: AttendanceFrame) =>
      attendanceView.total?.(state, { stream: '', key: 'attendance', epoch: next.epoch, seq: next.seq, data: next })
    expect(total(at(2, 5), at(2, 4))?.seq).toBe(5)
    expect(total(at(2, 5), at(1, 9))?.epoch).toBe(2)
    expect(total(at(2, 5), at(2, 6))?.seq).toBe(6)
    expect(total(at(2, 5), at(3, 1))?.epoch).toBe(3)
  })
})
