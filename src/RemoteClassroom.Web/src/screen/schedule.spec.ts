import { describe, expect, it } from 'vitest'
import type { SessionInfo, SessionPhase } from '@/api/contract'
import { choose } from './schedule'

const now = Date.parse('2026-03-01T09:00:00Z')
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
const session = (
  sessionId: string,
  phase: SessionPhase,
  startsIn: number,
  more: Partial<SessionInfo> = {},
): SessionInfo => ({
  sessionId,
  phase,
  title: sessionId,
  startsAt: at(startsIn),
  ownerUnitId: 'u',
  invited: ['u'],
  branches: 1,
  ...more,
})

describe('choosing the session that a hall shows', () => {
  it.each([
    ['nothing', [], undefined],
    ['the next announced', [session('far', 'scheduled', 600), session('near', 'scheduled', 30)], 'near'],
    ['one under way before any other', [session('near', 'scheduled', -5), session('on', 'live', -60)], 'on'],
    [
      'the newest under way',
      [session('a', 'open', 0, { openedAt: at(-30) }), session('b', 'open', 0, { openedAt: at(-10) })],
      'b',
    ],
    ['one that just ended', [session('x', 'ended', -90, { endedAt: at(-5) }), session('far', 'scheduled', 90)], 'x'],
    [
      'what begins soon before what just ended',
      [session('x', 'ended', -90, { endedAt: at(-5) }), session('near', 'scheduled', 20)],
      'near',
    ],
    ['none that ended long ago', [session('x', 'ended', -90, { endedAt: at(-60) })], undefined],
  ])('takes %s', (_, sessions, expected) => {
    expect(choose(sessions, now)?.sessionId).toBe(expected)
  })
})
