import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answers, gone, refuse, replies, sent, shutDoors } from '@/testing/doors'
import { closeAll, open } from '@/testing/open'
import type { Leave } from './corrections'
import LeavesPage from './LeavesPage.vue'

vi.mock('@/api/http', async () => (await import('@/testing/doors')).httpDoor)
vi.mock('@/relay/useRelay', async () => (await import('@/testing/doors')).relayDoor)

const leave = (id: string, state: Leave['state'] = 'waiting'): Leave => ({
  leaveId: id,
  traineeId: `t-${id}`,
  name: '张*甲',
  reason: '住院',
  state,
  askedAt: '2026-01-01T08:00:00Z',
  ...(state === 'waiting' ? {} : { decidedAt: '2026-01-01T09:00:00Z', decidedBy: '李*', answer: '看过假条' }),
})
const show = (role = 'administrator') => open(LeavesPage, { session: 's1' }, role, '/leaves/s1')

beforeEach(() => {
  answers.set('/sessions/s1', () => ({
    sessionId: 's1',
    title: '防汛第一课',
    phase: 'live',
    startsAt: '2026-01-01T08:00:00Z',
    rehearsal: true,
  }))
})
afterEach(() => {
  closeAll()
  shutDoors()
})

describe('leave', () => {
  it('waits, is empty with what to do, fails with a way to try again, and marks a rehearsal', async () => {
    const waiting = await show()
    expect(waiting.find('[data-state=loading]').exists()).toBe(true)
    expect(waiting.find('[role=note]').text()).toContain('彩排')
    answers.set('/sessions/s1/leaves', () => ({ items: [] }))
    expect((await show()).find('[data-state=empty]').text()).toContain('登记')
    answers.set('/sessions/s1/leaves', gone)
    const page = await show()
    answers.set('/sessions/s1/leaves', () => ({ items: [leave('a')] }))
    await page.find('[role=alert] button').trigger('click')
    await flushPromises()
    expect(page.findAll('[data-leave]')).toHaveLength(1)
  })

  it('shows those that wait first, by word and shape, and lets an operator ask but not decide', async () => {
    answers.set('/sessions/s1/leaves', () => ({ items: [leave('b', 'granted'), leave('a'), leave('c', 'refused')] }))
    const page = await show('operator')
    expect(page.findAll('[data-leave]').map((row) => row.attributes('data-leave'))).toEqual([
      'waiting',
      'granted',
      'refused',
    ])
    expect(page.find('[data-leave=waiting]').text()).toContain('◐待审批')
    expect(page.find('[data-command=grant]').exists()).toBe(false)
    expect(page.find('[data-command=ask-leave]').exists()).toBe(true)
  })

  it('hands a request in, and keeps what was written beside a refusal', async () => {
    answers.set('/sessions/s1/leaves', () => ({ items: [] }))
    const page = await show()
    const go = page.find('[data-command=ask-leave]')
    expect(go.attributes('disabled')).toBeDefined()
    await page.find('[data-picker=TraineePicker]').setValue('t1')
    await page.find('input[name=reason]').setValue('住院')
    replies.set('/sessions/s1/leaves', () => refuse('conflict'))
    await page.find('form.ask').trigger('submit')
    await flushPromises()
    expect(page.find('form.ask [role=alert]').exists()).toBe(true)
    expect(page.find<HTMLInputElement>('input[name=reason]').element.value).toBe('住院')
    replies.clear()
    await page.find('form.ask').trigger('submit')
    await flushPromises()
    expect(sent.at(-1)?.body).toEqual({ traineeId: 't1', reason: '住院' })
    expect(page.find<HTMLInputElement>('input[name=reason]').element.value).toBe('')
  })

  it('decides with a reason, in a dialog that Escape leaves without doing anything', async () => {
    answers.set('/sessions/s1/leaves', () => ({ items: [leave('a')] }))
    const page = await show()
    await page.find('[data-command=refuse]').trigger('click')
    const dialog = page.find<HTMLDialogElement>('[data-testid=reason-dialog]')
    expect(dialog.element.open).toBe(true)
    expect(document.activeElement?.getAttribute('name')).toBe('reason')
    dialog.element.close()
    await dialog.trigger('close')
    expect(page.find('[data-testid=reason-dialog]').exists()).toBe(false)
    expect(sent).toEqual([])
    await page.find('[data-command=grant]').trigger('click')
    await page.find('[data-testid=reason-dialog] textarea').setValue('看过假条')
    answers.set('/sessions/s1/leaves', () => ({ items: [leave('a', 'granted')] }))
    await page.find('[data-testid=reason-dialog] form').trigger('submit')
    await flushPromises()
    expect(sent).toEqual([
      { path: '/sessions/s1/leaves/a/decide', body: { grant: true, reason: '看过假条' }, key: 'key' },
    ])
    expect(page.find('[data-leave]').attributes('data-leave')).toBe('granted')
    expect(page.find('[data-testid=leaves-waiting]').text()).toContain('都已审批')
  })
})
