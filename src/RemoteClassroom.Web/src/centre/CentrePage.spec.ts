import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answers, gone, shutDoors, streams } from '@/testing/doors'
import { closeAll, open } from '@/testing/open'
import CentrePage from './CentrePage.vue'
import type { Overview } from './overview'

vi.mock('@/api/http', async () => (await import('@/testing/doors')).httpDoor)
vi.mock('@/relay/useRelay', async () => (await import('@/testing/doors')).relayDoor)

const session = {
  sessionId: 's1',
  title: '防汛第一课',
  phase: 'live',
  startsAt: '2026-01-01T08:00:00Z',
  ownerUnitId: 'root',
  invited: ['root'],
  branches: 3,
}
const counts = { expected: 20, present: 12, late: 1, waiting: 3, absent: 0, unknown: 4, excused: 0 }
const unit = (name: string, c: typeof counts, halls = 2, hallsOnline = 2) => ({
  unit: { id: name, name, kind: 'unit' },
  counts: c,
  halls,
  hallsOnline,
})
const half = { expected: 10, present: 6, late: 0, waiting: 3, absent: 0, unknown: 1, excused: 0 }
const other = { expected: 10, present: 6, late: 1, waiting: 0, absent: 0, unknown: 3, excused: 0 }
const overview = (more: Partial<Overview> = {}): Overview =>
  ({
    at: new Date().toISOString(),
    whole: unit('甲省', counts, 4, 3),
    units: [unit('河县', half), unit('山县', other, 2, 1)],
    halls: [
      {
        unit: { id: 'h1', name: '山县会议室', kind: 'venue', online: false },
        counts: { ...other, unknown: 3 },
        path: '甲省 / 山县',
      },
      {
        unit: { id: 'h2', name: '河县会议室', kind: 'venue', online: true, picture: 'silent' },
        counts: half,
        path: '甲省 / 河县',
      },
    ],
    questions: { pending: 2, shown: 1, answered: 4, lately: 6 },
    counted: { roundId: 'r1', kind: 'signIn', openedAt: '2026-01-01T08:00:00Z' },
    open: {
      roundId: 'r1',
      kind: 'signIn',
      openedAt: '2026-01-01T08:00:00Z',
      closesAt: new Date(Date.now() + 125_000).toISOString(),
    },
    ...more,
  }) as Overview

beforeEach(() => {
  answers.set('/sessions/s1', () => session)
  answers.set('/sessions/s1/attendance', () => ({}))
  answers.set('/sessions/s1/overview', () => overview())
  answers.set('/sessions/s1/attendance/arrivals', () => ({
    unitId: 'root',
    expected: 20,
    counts: [4, 13],
    stepSeconds: 10,
    from: '2026-01-01T08:00:00Z',
  }))
})
afterEach(() => {
  closeAll()
  shutDoors()
})
const show = () => open(CentrePage, { session: 's1' })

describe('the command centre’s wall', () => {
  it('shows figures that sum, with those late, and says so', async () => {
    const page = await show()
    expect(page.find('[data-testid=rate]').text()).toBe('65.0%')
    expect(page.find('[data-testid=expected]').text()).toBe('20')
    const parts = page.findAll('[data-part]')
    expect(parts.map((part) => part.find('dd').text())).toEqual(['13', '3', '0', '4', '0'])
    expect(parts.map((part) => part.attributes('data-sign'))).toEqual(['=', '+', '+', '+', '+'])
    expect(parts[0]?.text()).toContain('其中迟到 1')
    expect(page.find('[data-testid=centre-sum]').text()).toContain('✓')
  })

  it('never says that figures sum where they do not', async () => {
    answers.set('/sessions/s1/overview', () => overview({ units: [unit('河县', half)] as never }))
    expect((await show()).find('[data-testid=centre-sum]').text()).toContain('≠')
  })

  it('paints the counties worst first with name and share, and tells where halls are out of reach', async () => {
    const page = await show()
    const tiles = page.findAll('[data-county]')
    expect(tiles.map((tile) => tile.attributes('data-county'))).toEqual(['河县', '山县'])
    expect(tiles[0]?.classes()).toContain('step-2')
    expect(tiles[0]?.text()).toContain('60.0%')
    expect(tiles[1]?.text()).toContain('▲1')
  })

  it('lists halls out of reach before others, each with a word', async () => {
    const rows = (await show()).findAll('[data-trouble]')
    expect(rows.map((row) => row.attributes('data-trouble'))).toEqual(['offline', 'silent'])
    expect(rows[0]?.text()).toContain('离线')
    expect(rows[1]?.text()).toContain('有画面没声音')
  })

  it('counts the open round down, and says when it is closed or none was yet', async () => {
    expect((await show()).find('[data-testid=centre-round]').text()).toMatch(/剩余 02:0\d/)
    answers.set('/sessions/s1/overview', () => ({
      ...overview(),
      open: undefined,
      counted: { ...overview().counted, closedAt: '2026-01-01T08:20:00Z' },
    }))
    expect((await show()).find('[data-testid=centre-round]').text()).toMatch(/\d\d:20 已结束/)
    answers.set('/sessions/s1/overview', () => ({ ...overview(), open: undefined, counted: undefined }))
    expect((await show()).find('[data-testid=centre-round]').text()).toContain('还没有开始签到')
  })

  it('tells of questions their number alone', async () => {
    expect((await show()).find('[data-testid=centre-questions]').text()).toContain('待处理 2 · 已上屏 1 · 已回答 4')
  })

  it('waits, is empty with what to do, and fails with a way to try again', async () => {
    answers.delete('/sessions/s1/overview')
    expect((await show()).find('[data-state=loading]').exists()).toBe(true)
    answers.set('/sessions/s1/overview', () => overview({ whole: unit('甲省', counts, 0, 0) as never }))
    expect((await show()).find('[data-state=empty]').text()).toContain('邀请')
    answers.set('/sessions/s1/overview', gone)
    const page = await show()
    answers.set('/sessions/s1/overview', () => overview())
    await page.find('[role=alert] button').trigger('click')
    await flushPromises()
    expect(page.find('[data-testid=rate]').text()).toBe('65.0%')
    expect(page.find('[role=alert]').exists()).toBe(false)
  })

  it('turns grey and says since when its figures stand, and that there is no network', async () => {
    answers.set('/sessions/s1/overview', () => overview({ at: '2026-01-01T02:02:14Z' }))
    const page = await show()
    expect(page.find('[data-testid=centre]').classes()).toContain('stale')
    expect(page.find('[data-state=stale]').text()).toMatch(/停留在 \d\d:02:14/)
    dispatchEvent(new Event('offline'))
    await page.vm.$nextTick()
    expect(page.find('[data-state=no-network]').exists()).toBe(true)
    dispatchEvent(new Event('online'))
  })

  it('looks again when the live figures move, at most once a second, and every four seconds without news', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
    let looks = 0
    answers.set('/sessions/s1/overview', () => (looks++, overview()))
    const page = await show()
    let before = looks
    await vi.advanceTimersByTimeAsync(20_000)
    expect(looks - before).toBeGreaterThanOrEqual(4)
    expect(looks - before).toBeLessThanOrEqual(5)
    before = looks
    for (let i = 0; i < 40; i++) {
      streams.set('a/root', { seq: i })
      await vi.advanceTimersByTimeAsync(250)
    }
    expect(looks - before).toBeGreaterThanOrEqual(8)
    expect(looks - before).toBeLessThanOrEqual(11)
    page.unmount()
    before = looks
    await vi.advanceTimersByTimeAsync(20_000)
    expect(looks).toBe(before)
    vi.useRealTimers()
  })

  it('marks a rehearsal in words and across the wall', async () => {
    answers.set('/sessions/s1', () => ({ ...session, rehearsal: true }))
    const page = await show()
    expect(page.find('[role=note]').text()).toContain('彩排')
    expect(page.find('[data-testid=centre]').attributes('data-watermark')).toBe('彩排')
  })
})
