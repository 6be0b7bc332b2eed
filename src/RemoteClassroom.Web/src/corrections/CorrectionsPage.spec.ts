import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answers, gone, refuse, replies, sent, shutDoors } from '@/testing/doors'
import { closeAll, open } from '@/testing/open'
import { actsFor, laterOfCourse, sessionActs, textFor, undoOf, type Correction, type History } from './corrections'
import CorrectionsPage from './CorrectionsPage.vue'

vi.mock('@/api/http', async () => (await import('@/testing/doors')).httpDoor)
vi.mock('@/relay/useRelay', async () => (await import('@/testing/doors')).relayDoor)

const correction = (seq: number, act: Correction['act'], traineeId = 't1'): Correction => ({
  seq,
  entryId: `e${seq}`,
  act,
  at: '2026-01-01T08:30:00Z',
  byRole: act === 'snapshot' ? 'server' : 'administrator',
  ...(act === 'snapshot' ? { text: '{"rounds":[]}' } : { traineeId, roundId: 'r1', text: '点错了 [签到表第 7 行]' }),
})
const story = (more: Partial<History> = {}): History => ({
  traineeId: 't1',
  name: '张*甲',
  rosterNo: 'N*1',
  home: '东镇会议室',
  excused: false,
  rounds: [{ roundId: 'r1', kind: 'signIn', openedAt: '2026-01-01T08:00:00Z', standing: 'missing' }],
  entries: [
    { seq: 3, at: '2026-01-01T08:05:00Z', roundId: 'r1', hall: '东镇会议室', way: 'ticket' },
    {
      seq: 5,
      at: '2026-01-01T08:30:00Z',
      roundId: 'r1',
      act: 'reverse',
      byRole: 'operator',
      by: '王*',
      text: '点错了',
    },
  ],
  leaves: [],
  ...more,
})
const show = (at = '/corrections/s1') => open(CorrectionsPage, { session: 's1' }, 'administrator', at)

beforeEach(() => {
  answers.set('/sessions/s1', () => ({
    sessionId: 's1',
    title: '防汛第一课',
    phase: 'ended',
    startsAt: '2026-01-01T08:00:00Z',
  }))
  answers.set('/sessions/s1/corrections', () => ({ items: [correction(5, 'reverse'), correction(9, 'snapshot')] }))
  answers.set('/sessions/s1/people/t1', () => story())
})
afterEach(() => {
  closeAll()
  shutDoors()
})

describe('what can be corrected', () => {
  it('is whatever does not count already', () => {
    expect(actsFor('missing')).toEqual(['present', 'late', 'absent'])
    expect(actsFor('present')).toEqual(['reverse', 'late', 'absent'])
    expect(actsFor('excused')).toEqual(['present', 'late', 'absent'])
  })

  it('is taken back by the entry that says the opposite', () => {
    expect(undoOf('excuse', undefined)).toBe('unexcuse')
    expect(undoOf('unexcuse', undefined)).toBe('excuse')
    expect(undoOf('present', 'present')).toBe('reverse')
    expect(undoOf('reverse', 'missing')).toBe('present')
    expect(undoOf('reverse', 'present')).toBeUndefined()
    expect(undoOf('snapshot', undefined)).toBeUndefined()
    expect(undoOf('makeUp', undefined)).toBe('unmakeUp')
  })

  it('is a make-up once the session is over and was missed', () => {
    const there = story({
      rounds: [{ roundId: 'r1', kind: 'signIn', openedAt: '2026-01-01T08:00:00Z', standing: 'late' }],
    })
    expect(sessionActs(story(), false)).toEqual(['excuse'])
    expect(sessionActs(story(), true)).toEqual(['excuse', 'makeUp'])
    expect(sessionActs(there, true)).toEqual(['excuse'])
    const madeUp = { seq: 7, at: '2026-02-01T08:00:00Z', act: 'makeUp' as const, byRole: 'administrator' as const }
    expect(sessionActs(story({ entries: [madeUp] }), true)).toEqual(['excuse', 'unmakeUp'])
    expect(sessionActs(story({ entries: [madeUp, { ...madeUp, seq: 8, act: 'unmakeUp' }] }), true)).toEqual([
      'excuse',
      'makeUp',
    ])
  })

  it('names the session that shows a make-up by its title, not by its id', () => {
    expect(textFor('补听 [第二课 · session 01a21ce1-aee8-7823-b930-8dcff5f3ac39]')).toBe('补听 [第二课]')
    expect(textFor('补听 [第二课 · session 01a21ce1-aee8-7823-b930-8dcff5f3ac39; 有照片]')).toBe(
      '补听 [第二课; 有照片]',
    )
    expect(textFor('点错了 [签到表第 7 行]')).toBe('点错了 [签到表第 7 行]')
    expect(textFor(undefined)).toBeUndefined()
  })

  it('can have been made up in a later session of the same course alone', () => {
    const of = (sessionId: string, startsAt: string, more = {}) =>
      ({ sessionId, startsAt, courseId: 'c1', phase: 'ended', title: sessionId, ...more }) as never
    const missed = of('s1', '2026-01-01T08:00:00Z')
    const all = [
      missed,
      of('before', '2025-12-01T08:00:00Z'),
      of('later', '2026-02-01T08:00:00Z'),
      of('other course', '2026-02-01T08:00:00Z', { courseId: 'c2' }),
      of('rehearsal', '2026-02-01T08:00:00Z', { rehearsal: true }),
      of('to come', '2026-12-01T08:00:00Z', { phase: 'scheduled' }),
    ]
    expect(laterOfCourse(all, missed).map((session) => session.sessionId)).toEqual(['later'])
    expect(laterOfCourse(all, of('s1', '2026-01-01T08:00:00Z', { courseId: undefined }))).toEqual([])
  })
})

describe('corrections', () => {
  it('lists them with who, why and evidence, and a snapshot without its text', async () => {
    const page = await show()
    const rows = page.findAll('[data-testid=corrections] [data-act]')
    expect(rows.map((row) => row.attributes('data-act'))).toEqual(['reverse', 'snapshot'])
    expect(rows[0]?.text()).toContain('第 5 条')
    expect(rows[0]?.text()).toContain('点错了 [签到表第 7 行]')
    expect(rows[1]?.text()).not.toContain('rounds')
    await rows[0]?.find('button').trigger('click')
    await flushPromises()
    expect(page.router.currentRoute.value.query).toEqual({ person: 't1' })
    expect(page.find('[data-testid=story]').text()).toContain('张*甲')
  })

  it('waits, is empty with what to do, fails with a way to try again', async () => {
    answers.delete('/sessions/s1/corrections')
    expect((await show()).find('[data-state=loading]').exists()).toBe(true)
    answers.set('/sessions/s1/corrections', () => ({ items: [] }))
    expect((await show()).find('[data-state=empty]').text()).toContain('查找学员')
    answers.set('/sessions/s1/corrections', gone)
    expect((await show()).find('[role=alert] button').text()).toBe('重试')
  })

  it('tells a person’s whole story and what counts', async () => {
    const page = await show('/corrections/s1?person=t1')
    expect(page.find('[data-standing]').attributes('data-standing')).toBe('missing')
    const entries = page.findAll('[data-entry]')
    expect(entries.map((e) => e.attributes('data-entry'))).toEqual(['checkIn', 'reverse'])
    expect(entries[0]?.text()).toContain('扫码')
    expect(entries[1]?.text()).toContain('王* · 点错了')
    // Only the newest entry can be taken back.
    expect(entries[0]?.find('[data-act=undo]').exists()).toBe(false)
    expect(entries[1]?.find('[data-act=undo]').exists()).toBe(true)
  })

  it('adds an entry with reason and evidence, the refusal beside the button', async () => {
    const page = await show('/corrections/s1?person=t1')
    await page.find('[data-standing] [data-act=late]').trigger('click')
    const dialog = page.find('[data-testid=reason-dialog]')
    expect(dialog.text()).toContain('张*甲：改为迟到')
    await dialog.find('textarea').setValue('签到表上有')
    await dialog.find('input[name=evidence]').setValue('第 7 行')
    replies.set('/sessions/s1/corrections', () => refuse('conflict'))
    await dialog.find('form').trigger('submit')
    await flushPromises()
    expect(dialog.find('.form-row [role=alert]').exists()).toBe(true)
    replies.clear()
    answers.set('/sessions/s1/people/t1', () =>
      story({ rounds: [{ roundId: 'r1', kind: 'signIn', openedAt: '2026-01-01T08:00:00Z', standing: 'late' }] }),
    )
    await dialog.find('form').trigger('submit')
    await flushPromises()
    expect(sent.at(-1)?.body).toEqual({
      traineeId: 't1',
      act: 'late',
      roundId: 'r1',
      reason: '签到表上有',
      evidence: '第 7 行',
    })
    expect(page.find('[data-standing]').attributes('data-standing')).toBe('late')
  })

  it('notes that a missed session was made up in a later one, whose ledger the server asks', async () => {
    const course = { courseId: 'c1', phase: 'ended' }
    const missed = { sessionId: 's1', title: '防汛第一课', startsAt: '2026-01-01T08:00:00Z', ...course }
    answers.set('/sessions/s1', () => missed)
    answers.set('/sessions', () => ({
      items: [missed, { sessionId: 's2', title: '防汛第二课', startsAt: '2026-02-01T08:00:00Z', ...course }],
    }))
    const page = await show('/corrections/s1?person=t1')
    await page.find('[data-act=makeUp]').trigger('click')
    await flushPromises()
    const dialog = page.find('[data-testid=reason-dialog]')
    expect(dialog.findAll('option').map((option) => option.attributes('value'))).toEqual(['', 's2'])
    await dialog.find('select').setValue('s2')
    await dialog.find('textarea').setValue('二月补听')
    replies.set('/sessions/s1/corrections', () => refuse('validation', 422))
    await dialog.find('form').trigger('submit')
    await flushPromises()
    // What was typed and chosen stays for the next try, under the same key.
    expect(dialog.find('.form-row [role=alert]').exists()).toBe(true)
    expect((dialog.find('select').element as HTMLSelectElement).value).toBe('s2')
    replies.clear()
    await dialog.find('form').trigger('submit')
    await flushPromises()
    expect(sent.at(-1)?.body).toEqual({ traineeId: 't1', act: 'makeUp', reason: '二月补听', bySessionId: 's2' })
  })

  it('asks for evidence where the session belongs to no course', async () => {
    const page = await show('/corrections/s1?person=t1')
    await page.find('[data-act=makeUp]').trigger('click')
    await flushPromises()
    const dialog = page.find('[data-testid=reason-dialog]')
    expect(dialog.find('select').exists()).toBe(false)
    expect(dialog.text()).toContain('写明依据')
    await dialog.find('textarea').setValue('补看录像')
    await dialog.find('input[name=evidence]').setValue('记录 12')
    await dialog.find('form').trigger('submit')
    await flushPromises()
    expect(sent.at(-1)?.body).toEqual({ traineeId: 't1', act: 'makeUp', reason: '补看录像', evidence: '记录 12' })
  })

  it('takes the newest entry back by another one', async () => {
    const page = await show('/corrections/s1?person=t1')
    await page.find('[data-act=undo]').trigger('click')
    await page.find('[data-testid=reason-dialog] textarea').setValue('本人在场')
    await page.find('[data-testid=reason-dialog] form').trigger('submit')
    await flushPromises()
    expect(sent.at(-1)?.body).toEqual({ traineeId: 't1', act: 'present', roundId: 'r1', reason: '本人在场' })
  })

  it('checks the ledger and names the entry that is not as it was written', async () => {
    answers.set('/sessions/s1/ledger/verify', () => ({
      entries: 9,
      unlinked: 0,
      headSeq: 9,
      headLink: 'ab'.repeat(32),
    }))
    const page = await show()
    await page.find('.verify button').trigger('click')
    await flushPromises()
    expect(page.find('[data-testid=verified]').text()).toContain('9 条记录完整')
    answers.set('/sessions/s1/ledger/verify', () => ({
      entries: 9,
      unlinked: 0,
      headSeq: 9,
      headLink: 'ab'.repeat(32),
      brokenAt: 4,
      reason: 'changed',
    }))
    await page.find('.verify button').trigger('click')
    await flushPromises()
    expect(page.find('[data-testid=verified]').text()).toContain('第 4 条')
    expect(page.find('[data-testid=verified]').classes()).toContain('refusal')
  })
})
