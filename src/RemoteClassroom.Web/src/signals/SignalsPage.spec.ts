import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answers, gone, refuse, replies, sent, shutDoors } from '@/testing/doors'
import { closeAll, open } from '@/testing/open'
import SignalsPage from './SignalsPage.vue'
import { fits, inOrder, stateOf, wishOf, type Signal } from './signals'

vi.mock('@/api/http', async () => (await import('@/testing/doors')).httpDoor)
vi.mock('@/relay/useRelay', async () => (await import('@/testing/doors')).relayDoor)

const signal = (id: string, more: Partial<Signal> = {}): Signal => ({
  id,
  type: 'sharedDevice',
  roundId: 'r1',
  hallId: 'h1',
  hall: '东镇会议室',
  from: '2026-01-01T08:00:00Z',
  to: '2026-01-01T08:03:00Z',
  traineeIds: ['t1', 't2', 't3'],
  people: 3,
  ...more,
})
const judged = (finding: 'explained' | 'followUp', people = 3) => ({
  finding,
  reason: '一家人用一部手机',
  at: '2026-01-01T09:00:00Z',
  people,
  by: '李*',
})
const list = (...items: Signal[]) => ({ items, more: false })
const show = (at = '/signals/s1') => open(SignalsPage, { session: 's1' }, 'administrator', at)

beforeEach(() => {
  answers.set('/sessions/s1', () => ({
    sessionId: 's1',
    title: '防汛第一课',
    phase: 'live',
    startsAt: '2026-01-01T08:00:00Z',
  }))
})
afterEach(() => {
  closeAll()
  shutDoors()
})

describe('where a signal stands', () => {
  it('is to be looked at, and again when more people come to it', () => {
    expect(stateOf(signal('a'))).toBe('open')
    expect(stateOf(signal('a', { judged: judged('explained') }))).toBe('explained')
    expect(stateOf(signal('a', { judged: judged('followUp') }))).toBe('followUp')
    expect(stateOf(signal('a', { judged: judged('explained'), people: 4 }))).toBe('grown')
  })

  it('puts those that wait first', () => {
    const items = [
      signal('done', { judged: judged('explained'), from: '2026-01-01T07:00:00Z' }),
      signal('new'),
      signal('ask', { judged: judged('followUp') }),
    ]
    expect(items.sort(inOrder).map((s) => s.id)).toEqual(['new', 'ask', 'done'])
  })

  it('takes from the address what it knows', () => {
    expect(wishOf({ type: 'burst', state: 'open' })).toEqual({ type: 'burst', state: 'open' })
    expect(wishOf({ type: 'cheating', state: '' })).toEqual({})
    expect(fits(signal('a'), { type: 'burst' })).toBe(false)
  })
})

describe('the signals’ page', () => {
  it('waits, says when there is nothing, and fails with a way to try again', async () => {
    expect((await show()).find('[data-state=loading]').exists()).toBe(true)
    answers.set('/sessions/s1/signals', () => list())
    expect((await show()).find('[data-state=empty]').text()).toContain('没有看到')
    answers.set('/sessions/s1/signals', gone)
    const page = await show()
    answers.set('/sessions/s1/signals', () => list(signal('a')))
    await page.find('[role=alert] button').trigger('click')
    await flushPromises()
    expect(page.findAll('[data-signal]')).toHaveLength(1)
  })

  it('says what was seen, accuses nobody and names nobody', async () => {
    answers.set('/sessions/s1/signals', () =>
      list(
        signal('a'),
        signal('b', { type: 'burst', to: '2026-01-01T08:00:04Z', people: 14 }),
        signal('c', { type: 'twoHalls', otherHall: '西镇会议室', people: 1, to: '2026-01-01T08:12:00Z' }),
      ),
    )
    const page = await show()
    const seen = page.findAll('.seen').map((p) => p.text())
    expect(seen).toEqual([
      '东镇会议室：同一部手机在 3 分钟内签到了 3 人。',
      '东镇会议室：4 秒内有 14 人签到。',
      '同一人在 西镇会议室 签到，12 分钟后又在 东镇会议室 签到。',
    ])
    for (const word of ['作弊', '违规', '代签', '造假']) expect(page.text()).not.toContain(word)
    expect(page.find('.intro').text()).toContain('不是结论')
    expect(page.find('details a').attributes('href')).toContain('person=t1')
  })

  it('filters by what and by standing, in the address', async () => {
    answers.set('/sessions/s1/signals', () =>
      list(signal('a'), signal('b', { type: 'burst', judged: judged('explained') })),
    )
    const page = await show('/signals/s1?type=burst')
    expect(page.findAll('[data-signal]').map((row) => row.attributes('data-signal'))).toEqual(['burst'])
    await page.find('[data-filter=open]').trigger('click')
    await flushPromises()
    expect(page.router.currentRoute.value.query).toEqual({ type: 'burst', state: 'open' })
    expect(page.find('[data-state=empty]').text()).toContain('没有符合条件')
    await page.find('[data-filter=sharedDevice]').trigger('click')
    await flushPromises()
    expect(page.findAll('[data-signal]')).toHaveLength(1)
  })

  it('wants a reason, keeps the refusal beside the button, and shows what was found', async () => {
    answers.set('/sessions/s1/signals', () => list(signal('a')))
    const page = await show()
    expect(page.find('[data-testid=signals-waiting]').text()).toContain('1 条')
    await page.find('[data-command=explain]').trigger('click')
    const dialog = page.find('[data-testid=reason-dialog]')
    const submit = () => dialog.find('button[type=submit]')
    await dialog.find('textarea').setValue('短')
    expect(submit().attributes('disabled')).toBeDefined()
    await dialog.find('textarea').setValue('一家人用一部手机')
    replies.set('/sessions/s1/signals/a/judge', () => refuse('validation', 422, 'Leave out the name.'))
    await dialog.find('form').trigger('submit')
    await flushPromises()
    expect(dialog.find('[role=alert]').text()).toContain('Leave out the name.')
    expect(dialog.find('textarea').element.value).toBe('一家人用一部手机')
    replies.delete('/sessions/s1/signals/a/judge')
    answers.set('/sessions/s1/signals', () => list(signal('a', { judged: judged('explained') })))
    await dialog.find('form').trigger('submit')
    await flushPromises()
    expect(sent.at(-1)).toEqual({
      path: '/sessions/s1/signals/a/judge',
      body: { hallId: 'h1', finding: 'explained', reason: '一家人用一部手机', people: 3 },
      key: 'key',
    })
    expect(page.find('[data-testid=reason-dialog]').exists()).toBe(false)
    expect(page.find('[data-signal]').attributes('data-standing')).toBe('explained')
    expect(page.find('.judged').text()).toContain('李*')
    expect(page.find('[data-testid=signals-waiting]').text()).toContain('都已看过')
  })
})
