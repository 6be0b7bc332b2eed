import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import WalkInSheet from '@/hall/WalkInSheet.vue'
import { answers, gone, refuse, replies, sent, shutDoors } from '@/testing/doors'
import { closeAll, open } from '@/testing/open'
import WalkInsPanel from './WalkInsPanel.vue'

vi.mock('@/api/http', async () => (await import('@/testing/doors')).httpDoor)
vi.mock('@/relay/useRelay', async () => (await import('@/testing/doors')).relayDoor)

const info = {
  walkInId: 'w1',
  roundId: 'r1',
  branchId: 'b1',
  hall: '东镇会议室',
  name: '过*',
  at: '2026-01-01T08:06:00Z',
}

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = vi.fn()
})
afterEach(() => {
  closeAll()
  shutDoors()
})

describe('somebody on no roster', () => {
  let tickets = 0
  const sheet = async () => {
    answers.set('/sessions/s1/branches/b1/code', () => ({ code: 'C0DE' }))
    replies.set('/scans', () => ({ ticket: `t${++tickets}` }))
    const page = await open(WalkInSheet, { path: '/sessions/s1/branches/b1' }, 'operator')
    await page.find('#walk-in-name').setValue(' 过客 ')
    await page.find('#walk-in-digits').setValue('0042')
    return page
  }
  const press = async (page: Awaited<ReturnType<typeof sheet>>) => {
    await page.find('form').trigger('submit')
    await flushPromises()
  }
  const kept = () => sent.filter((s) => s.path === '/walk-ins').map((s) => s.body)

  it('is kept by the code of the hall, and the next one has a ticket of his own', async () => {
    tickets = 0
    const page = await sheet()
    await press(page)
    expect(kept()).toEqual([{ ticket: 't1', name: '过客', lastDigits: '0042' }])
    expect(page.text()).toContain('过客 已登记')
    await page.find('#walk-in-name').setValue('二客')
    await page.find('#walk-in-digits').setValue('0043')
    await press(page)
    expect(kept()[1]).toEqual({ ticket: 't2', name: '二客', lastDigits: '0043' })
  })

  it('is not kept twice when nobody knows whether it was kept', async () => {
    tickets = 0
    const page = await sheet()
    replies.set('/walk-ins', gone)
    await press(page)
    expect(page.find('.refusal').exists()).toBe(true)
    replies.set('/walk-ins', () => ({}))
    await press(page)
    expect(kept()).toEqual([
      { ticket: 't1', name: '过客', lastDigits: '0042' },
      { ticket: 't1', name: '过客', lastDigits: '0042' },
    ])
  })

  it('gets a new ticket after a refusal that stays', async () => {
    tickets = 0
    const page = await sheet()
    replies.set('/walk-ins', () => refuse('ticket_expired', 410))
    await press(page)
    replies.set('/walk-ins', () => ({}))
    await press(page)
    expect(kept()[1]).toMatchObject({ ticket: 't2' })
  })
})

describe('who waits on no roster', () => {
  const panel = async () => {
    answers.set('/sessions/s1/walk-ins', () => ({
      items: [
        { ...info, state: 'waiting' },
        { ...info, walkInId: 'w2', state: 'matched' },
      ],
    }))
    answers.set('/sessions/s1/walk-ins/w1', () => ({ info, name: '过客', lastDigits: '0042' }))
    const page = await open(WalkInsPanel, { session: 's1' }, 'administrator')
    return page
  }

  it('is masked until he is looked at, and matched with a reason', async () => {
    const page = await panel()
    expect(page.findAll('[data-walk-in]')).toHaveLength(1)
    expect(page.text()).not.toContain('过客')
    await page.find('[data-command=open-walk-in]').trigger('click')
    await flushPromises()
    expect(page.text()).toContain('过客')
    expect(page.text()).toContain('0042')
    const match = page.find('[data-command=match]')
    expect(match.attributes('disabled')).toBeDefined()
    await page.findComponent({ name: 'TraineePicker' }).vm.$emit('update:modelValue', 't1')
    await page.find('input[name=walk-in-reason]').setValue('本人到县里说明')
    expect(match.attributes('disabled')).toBeUndefined()
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(sent.at(-1)).toMatchObject({
      path: '/sessions/s1/walk-ins/w1/match',
      body: { traineeId: 't1', reason: '本人到县里说明' },
    })
    expect(page.emitted('changed')).toHaveLength(1)
  })

  it('is told why he could not be turned down', async () => {
    const page = await panel()
    replies.set('/sessions/s1/walk-ins/w1/reject', () => refuse('illegal_transition'))
    await page.find('[data-command=open-walk-in]').trigger('click')
    await flushPromises()
    await page.find('input[name=walk-in-reason]').setValue('走错会场')
    await page.find('[data-command=reject]').trigger('click')
    await flushPromises()
    expect(page.find('.refusal').exists()).toBe(true)
    expect(page.emitted('changed')).toBeUndefined()
  })

  it('leaves no trace when nobody waits', async () => {
    answers.set('/sessions/s1/walk-ins', () => ({ items: [] }))
    const page = await open(WalkInsPanel, { session: 's1' }, 'administrator')
    expect(page.find('[data-testid=walk-ins]').exists()).toBe(false)
  })
})
