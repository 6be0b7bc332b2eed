import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sent, shutDoors } from '@/testing/doors'
import { closeAll, open } from '@/testing/open'
import type { RosterDesk } from './rosterDesk'
import SignOutButton from './SignOutButton.vue'
import { closeHallStore, hallStore, type Tick } from './store'
import UndoLine from './UndoLine.vue'
import { waitingTicks } from './waiting'

vi.mock('@/api/http', async () => (await import('@/testing/doors')).httpDoor)
vi.mock('@/relay/useRelay', async () => (await import('@/testing/doors')).relayDoor)

const tick = (entryId: string): Tick => ({
  entryId,
  scope: 's/v',
  traineeId: 'a',
  roundId: 'r1',
  reason: undefined,
  group: entryId,
  seq: 1,
  signature: undefined,
  scannedAt: 0,
  pageLoad: 'run',
  monotonicMs: 0,
  clockOffsetMs: undefined,
})
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  closeHallStore()
})
afterEach(() => {
  closeAll()
  shutDoors()
})

describe('signing out at the hall', () => {
  it('is done at once where nothing waits', async () => {
    const page = await open(SignOutButton, {}, 'operator', '/hall')
    await page.find('[data-command=sign-out]').trigger('click')
    await vi.waitFor(() => expect(sent.map((change) => change.path)).toEqual(['/auth/logout']))
  })

  it('warns while ticks wait, and leaves only when one insists', async () => {
    await (await hallStore()).addTicks([tick('e1'), tick('e2')])
    const page = await open(SignOutButton, {}, 'operator', '/hall')
    await page.find('[data-command=sign-out]').trigger('click')
    await vi.waitFor(() => expect(page.find('[data-testid=still-waiting]').text()).toContain('2 条签到没有上传'))
    expect(sent).toEqual([])
    await page.find('[data-testid=still-waiting] [type=submit]').trigger('click')
    expect(page.find('[data-testid=still-waiting]').exists()).toBe(false)
    expect(sent).toEqual([])
    await page.find('[data-command=sign-out]').trigger('click')
    await vi.waitFor(() => expect(page.find('[data-testid=still-waiting]').exists()).toBe(true))
    await page.find('[data-command=sign-out-anyway]').trigger('click')
    await flushPromises()
    expect(sent.map((change) => change.path)).toEqual(['/auth/logout'])
    expect(await (await hallStore()).ticks('s/v')).toHaveLength(2)
  })
})

it('counts a tap whose taking back was not sent', async () => {
  const store = await hallStore()
  await store.put('reversal/s/v/e1', { scope: 's/v', entryId: 'e1' })
  await store.put('roster/s/v', {})
  expect(await waitingTicks()).toBe(1)
  await store.drop('reversal/s/v/e1')
  expect(await waitingTicks()).toBe(0)
})

describe('taking a tap back', () => {
  const show = (takenBack: RosterDesk['takenBack']['value']) =>
    open(UndoLine, { undoable: undefined, takenBack, rows: [] }, 'operator')

  it.each([
    ['unsent', '没有计入'],
    ['sending', '正在撤销'],
    ['entered', '台账中记了一条'],
    ['refused', '仍算已到'],
  ] as const)('says honestly when it is %s', async (how, words) => {
    const line = (await show({ how, error: how === 'refused' ? new Error('no') : undefined })).find(
      '[data-testid=taken-back]',
    )
    expect(line.text()).toContain(words)
    expect(line.attributes('role')).toBe(how === 'refused' ? 'alert' : 'status')
  })

  it('says nothing where nothing was taken back', async () => {
    expect((await show(undefined)).find('[data-testid=taken-back]').exists()).toBe(false)
  })
})
