import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answers, gone, shutDoors } from '@/testing/doors'
import { closeAll, open } from '@/testing/open'
import { seatsAgree, sumOfCategories, type Breakdown } from './breakdown'
import BreakdownPanel from './BreakdownPanel.vue'

vi.mock('@/api/http', async () => (await import('@/testing/doors')).httpDoor)

const path = '/sessions/s1/attendance/breakdown'
const counts = (expected: number, present: number, late: number, unknown: number) => ({
  expected,
  present,
  late,
  waiting: 0,
  absent: expected - present - late - unknown,
  unknown,
  excused: 0,
})
const cut = (more: Partial<Breakdown> = {}): Breakdown => ({
  unit: { id: 'u1', name: '青河县', kind: 'unit' },
  ledgerSeq: 7,
  at: '2026-01-01T08:00:00Z',
  counts: counts(30, 18, 2, 4),
  categories: [
    { category: '教师', counts: counts(20, 12, 2, 4) },
    { category: '学生', counts: counts(10, 6, 0, 0) },
  ],
  seats: [
    { id: 'h1', name: '东镇会议室', people: 8, visitors: 0 },
    { id: 'h2', name: '西镇会议室', people: 12, visitors: 3 },
  ],
  seated: 20,
  visitors: 3,
  ...more,
})
let asked: URLSearchParams[] = []
async function show(isOpen = true) {
  const page = await open(BreakdownPanel, { session: 's1', unit: 'u1', round: 'r1' })
  if (isOpen) await toggle(page, true)
  return page
}
async function toggle(page: Awaited<ReturnType<typeof open>>, isOpen: boolean): Promise<void> {
  const details = page.find('details')
  ;(details.element as HTMLDetailsElement).open = isOpen
  await details.trigger('toggle')
  await flushPromises()
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T08:00:00Z') })
  asked = []
  answers.set(path, (query) => (asked.push(query), cut()))
})
afterEach(() => {
  closeAll()
  shutDoors()
  vi.useRealTimers()
})

describe('figures by category and by seat', () => {
  it('are asked for only while the panel is open, every two seconds', async () => {
    const page = await show(false)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toHaveLength(0)
    await toggle(page, true)
    expect(asked.map(String)).toEqual(['unit=u1&round=r1'])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked.length).toBeGreaterThanOrEqual(5)
    expect(asked.length).toBeLessThanOrEqual(7)
    await toggle(page, false)
    const before = asked.length
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toHaveLength(before)
  })

  it('sum by themselves and say so, halls with most people first', async () => {
    const page = await show()
    expect(page.findAll('[data-category]').map((row) => row.find('th').text())).toEqual(['教师', '学生'])
    expect(page.find('[data-testid=categories-sum]').text()).toContain('✓')
    expect(page.findAll('[data-hall]').map((row) => row.text())).toEqual(['西镇会议室123', '东镇会议室80'])
    expect(page.find('[data-testid=seats-sum]').text()).toContain('一致：20 人')
  })

  it('say how many sit where they do not belong, and never hide categories that do not sum', async () => {
    answers.set(path, () => cut({ seated: 25, categories: [{ category: '教师', counts: counts(20, 12, 2, 4) }] }))
    const page = await show()
    expect(page.find('[data-testid=seats-sum]').text()).toContain('在座 25 人')
    expect(page.find('[data-testid=categories-sum]').classes()).toContain('apart')
  })

  it('wait, may be empty, fail with a way to try again, and stand still visibly while the server is asked ever more seldom', async () => {
    answers.delete(path)
    expect((await show()).find('[data-state=loading]').exists()).toBe(true)
    answers.set(path, () => cut({ categories: [], seats: [], seated: 0, visitors: 0 }))
    expect((await show()).findAll('[data-state=empty]')).toHaveLength(2)
    answers.set(path, gone)
    expect((await show()).find('[role=alert] button').text()).toBe('重试')
    closeAll()

    answers.set(path, (query) => (asked.push(query), cut()))
    const page = await show()
    answers.set(path, (query) => (asked.push(query), gone()))
    asked = []
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked.length).toBeLessThanOrEqual(6)
    expect(page.find('[data-state=stale]').exists()).toBe(true)
    expect(page.findAll('[data-category]')).toHaveLength(2)
  })

  it('are plain sums', () => {
    expect(sumOfCategories(cut())).toEqual(cut().counts)
    expect(seatsAgree(cut())).toBe(true)
    expect(seatsAgree(cut({ seated: 19 }))).toBe(false)
  })
})
