import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answers, gone, shutDoors } from '@/testing/doors'
import { closeAll, open } from '@/testing/open'
import PeriodReportPage from './PeriodReportPage.vue'
import SessionReportPage from './SessionReportPage.vue'
import type { PeriodReport, SessionReport, StateCounts } from './reports'

vi.mock('@/api/http', async () => (await import('@/testing/doors')).httpDoor)
vi.mock('@/relay/useRelay', async () => (await import('@/testing/doors')).relayDoor)

const counts = (more: Partial<StateCounts>): StateCounts => ({
  expected: 0,
  present: 0,
  late: 0,
  leftEarly: 0,
  partial: 0,
  excused: 0,
  absent: 0,
  unknown: 0,
  madeUp: 0,
  ...more,
})
const east = counts({ expected: 6, present: 4, leftEarly: 1, absent: 1 })
const west = counts({ expected: 4, present: 1, unknown: 3 })
const whole = counts({ expected: 10, present: 5, leftEarly: 1, absent: 1, unknown: 3 })
const report = (more: Partial<SessionReport> = {}): SessionReport => ({
  sessionId: 's1',
  title: '防汛第一课',
  at: '2026-01-01T09:00:00Z',
  zone: 'Asia/Shanghai',
  rulesVersion: '1-15-15-60',
  ledgerSeq: 42,
  ledgerLink: 'ab'.repeat(32),
  unit: { id: 'root', name: '青河县', kind: 'unit' },
  persons: whole,
  personTimes: 13,
  children: [
    { id: 'east', name: '东镇', kind: 'unit', counts: east },
    { id: 'hall', name: '西镇会议室', kind: 'venue', counts: west },
  ],
  categories: [{ name: '教师', counts: whole }],
  seats: [{ id: 'hall', name: '西镇会议室', people: 2, visitors: 1 }],
  seated: 2,
  measured: 1,
  corrections: 0,
  lateEntries: 0,
  ...more,
})
const period = (more: Partial<PeriodReport> = {}): PeriodReport => ({
  from: '2026-01-01T00:00:00Z',
  to: '2026-02-01T00:00:00Z',
  at: '2026-02-01T09:00:00Z',
  zone: 'Asia/Shanghai',
  sessions: [
    { sessionId: 's1', title: '第一课', startsAt: '2026-01-05T08:00:00Z', rulesVersion: '1-15-15-60', counts: east },
    { sessionId: 's2', title: '第二课', startsAt: '2026-01-06T08:00:00Z', rulesVersion: '1-5-15-60', counts: west },
  ],
  persons: 8,
  personsThere: 5,
  personTimes: whole,
  ...more,
})

beforeEach(() => {
  answers.set('/sessions/s1', () => ({
    sessionId: 's1',
    title: '防汛第一课',
    phase: 'ended',
    startsAt: '2026-01-01T08:00:00Z',
    ownerUnitId: 'root',
  }))
  answers.set('/sessions/s1/attendance', () => ({}))
  answers.set('/org-units/root', () => ({ id: 'root', name: '青河县' }))
  answers.set('/sessions', () => ({
    items: [
      { sessionId: 's1', title: '第一课', courseId: 'c1' },
      { sessionId: 's2', title: '第二课', courseId: 'c1' },
      { sessionId: 's3', title: '别的课' },
    ],
  }))
})
afterEach(() => {
  closeAll()
  shutDoors()
})

/** No panel speaks of persons and of person-times at once. */
function mustKeepApart(text: string): void {
  expect(text.includes('人数') && text.includes('人次')).toBe(false)
}

describe('the report of a session', () => {
  const show = () => open(SessionReportPage, { session: 's1' }, 'administrator', '/report/s1')

  it('keeps persons and person-times apart, prints its rules, and sums in sight', async () => {
    answers.set('/sessions/s1/report', () => report())
    const page = await show()
    expect(page.find('[data-testid=persons]').text()).toContain('应到10')
    expect(page.find('[data-testid=persons]').text()).toContain('60.0%')
    expect(page.find('[data-testid=person-times]').text()).toContain('13')
    for (const panel of page.findAll('section.panel')) mustKeepApart(panel.text())
    const facts = page.find('[data-testid=report-facts]').text()
    for (const fact of ['1-15-15-60', 'Asia/Shanghai', '第 42 条', 'abababab']) expect(facts).toContain(fact)
    expect(page.findAll('caption .done')).toHaveLength(2)
    expect(page.find('[data-testid=seats]').text()).toContain('外来 1 人')
  })

  it('counts who made it up apart from who was there', async () => {
    const made = counts({ expected: 10, present: 5, leftEarly: 1, absent: 1, unknown: 2, madeUp: 1 })
    answers.set('/sessions/s1/report', () => report({ persons: made }))
    const persons = (await show()).find('[data-testid=persons]').text()
    expect(persons).toContain('补训1')
    expect(persons).toContain('60.0%')
  })

  it('shows what each round found, and of a sample how much it asked', async () => {
    const openedAt = '2026-01-01T08:00:00Z'
    answers.set('/sessions/s1/report', () =>
      report({
        rounds: [
          { roundId: 'r1', kind: 'signIn', openedAt, closedAt: openedAt, expected: 10, there: 6 },
          {
            roundId: 'r2',
            kind: 'spotCheck',
            openedAt,
            expected: 4,
            there: 3,
            sample: { percent: 30, halls: 2, people: 4 },
          },
        ],
      }),
    )
    const rows = (await show()).findAll('[data-testid=round-results] tbody tr').map((row) => row.text())
    expect(rows[0]).toContain('全员106')
    expect(rows[1]).toContain('抽 30%：2 个分课堂的 4 人43')
  })

  it('lists the halls whose three counts differ, in words, and all of them if wanted', async () => {
    answers.set('/sessions/s1/report', () => report())
    answers.set('/sessions/s1/reconciliation', (query) => ({
      roundId: 'r1',
      differing: 2,
      halls: [
        { id: 'a', name: '东镇', expected: 6, checkedIn: 5, seated: 5, heads: 7, difference: 2 },
        { id: 'b', name: '西镇', expected: 4, checkedIn: 4, seated: 3, heads: 2, difference: -1 },
        { id: 'c', name: query.get('unit'), expected: 4, checkedIn: 4, seated: 4, heads: 4, difference: 0 },
        { id: 'd', name: '北镇', expected: 4, checkedIn: 4, seated: 4 },
      ],
    }))
    const panel = (await show()).find('[data-testid=reconcile]')
    expect(panel.find('[data-testid=reconcile-sum]').text()).toBe('4 个分课堂，3 个清点过，2 个对不上。')
    expect(panel.findAll('tbody tr').map((row) => row.find('td:last-child').text())).toEqual([
      '▲ 多 2 人没有签到',
      '▼ 少 1 人，签到了却不在',
    ])
    await panel.find('input[type=checkbox]').setValue(true)
    expect(
      panel
        .findAll('tbody tr')
        .map((row) => row.find('td:last-child').text())
        .slice(2),
    ).toEqual(['✓ 一致', '没有清点'])
  })

  it('leads to the sheet of each hall, to paper and to files, of the unit that is looked at', async () => {
    answers.set('/sessions/s1/report', () => report())
    const page = await show()
    const links = page.findAll('a').map((a) => a.attributes('href') ?? '')
    expect(links).toContain('/api/v1/sessions/s1/branches/hall/sheet.html')
    for (const file of ['report.html', 'report.xlsx', 'persons.csv'])
      expect(links).toContain(`/api/v1/sessions/s1/${file}?unit=root`)
    expect(page.find('.files').text()).toContain('掩码')
  })

  it('says where rows do not sum', async () => {
    answers.set('/sessions/s1/report', () => report({ personTimes: 1, persons: counts({ expected: 11, present: 11 }) }))
    expect((await show()).findAll('caption .refusal')).toHaveLength(2)
  })

  it('waits, says when nobody was expected, fails with a way to try again', async () => {
    expect((await show()).find('[data-state=loading]').exists()).toBe(true)
    answers.set('/sessions/s1/report', () => report({ persons: counts({}), children: [], categories: [] }))
    expect((await show()).find('[data-state=empty]').exists()).toBe(true)
    answers.set('/sessions/s1/report', gone)
    const page = await show()
    answers.set('/sessions/s1/report', () => report())
    await page.find('[role=alert] button').trigger('click')
    await flushPromises()
    expect(page.find('[data-testid=persons]').exists()).toBe(true)
  })
})

describe('the report of a period', () => {
  const show = (at = '/reports?from=2026-01-01&to=2026-01-31') => open(PeriodReportPage, {}, 'administrator', at)

  it('keeps different persons and person-times apart, with each session’s own rules', async () => {
    answers.set('/reports/attendance', () => period())
    const page = await show()
    const persons = page.find('[data-testid=persons]').text()
    expect(persons).toContain('应参加（不同的人）8')
    expect(persons).toMatch(/没有到课记录\s*3/)
    mustKeepApart(persons)
    const times = page.find('[data-testid=person-times]').text()
    mustKeepApart(times)
    expect(times).toContain('1-5-15-60')
    expect(page.find('[data-testid=report-facts]').text()).toContain('1-15-15-60，1-5-15-60')
    expect(page.find('caption .done').exists()).toBe(true)
    expect(page.find('tbody a').attributes('href')).toBe('/report/s1')
  })

  it('is asked for by the address, and by course', async () => {
    const asked: string[] = []
    answers.set('/reports/attendance', (query) => {
      asked.push(query.get('course') ?? '')
      return period()
    })
    const page = await show()
    expect(page.findAll('select option').map((o) => o.text())).toEqual(['全部', '第二课 等 2 课'])
    await page.find('select').setValue('c1')
    await flushPromises()
    expect(page.router.currentRoute.value.query).toEqual({ from: '2026-01-01', to: '2026-01-31', course: 'c1' })
    expect(asked).toEqual(['', 'c1'])
  })

  it('waits, says when no session lies there, keeps the old figures beside an error', async () => {
    expect((await show()).find('[data-state=loading]').exists()).toBe(true)
    answers.set('/reports/attendance', () => period({ sessions: [] }))
    expect((await show()).find('[data-state=empty]').text()).toContain('换一段时间')
    answers.set('/reports/attendance', () => period())
    const page = await show()
    answers.set('/reports/attendance', gone)
    await page.find('select').setValue('c1')
    await flushPromises()
    expect(page.find('[role=alert] button').text()).toBe('重试')
    expect(page.find('[data-testid=persons]').exists()).toBe(true)
  })
})
