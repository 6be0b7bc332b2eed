import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { ref } from 'vue'
import type { Contact } from '@/api/clock'
import { ApiProblem } from '@/api/problem'
import type { Reversal } from './reversals'
import { undoMs, useRosterDesk, type HallRoster, type RosterPorts } from './rosterDesk'
import { closeHallStore, hallStore, passingStore, type HallStore, type Tick } from './store'

const round = { roundId: 'r1', kind: 'signIn' as const, openedAt: '2026-01-01T08:00:00Z' }
const roster: HallRoster = {
  at: '2026-01-01T08:00:00Z',
  round,
  people: [
    { traineeId: 'a', name: '王*国', rosterNo: '1*1', at: '2026-01-01T08:01:00Z' },
    { traineeId: 'b', name: '李*', rosterNo: '1*2' },
    { traineeId: 'c', name: '赵*', rosterNo: '1*3' },
  ],
}
const stores: [string, () => Promise<HallStore>][] = [
  ['on the disk', hallStore],
  ['of a browser that keeps nothing', () => Promise.resolve(passingStore())],
]

describe.each(stores)('the operator’s roster, with a store %s', (_, make) => {
  let store: HallStore
  let now: number
  let run: string
  let sent: { ticks: Tick[]; contacts: Contact[] }[]
  let answer: (ticks: Tick[]) => ReturnType<RosterPorts['send']>
  let busy: boolean
  let reversed: Reversal[]
  let judge: () => Promise<unknown>
  const clock = ref(0)
  let id = 0

  const desk = async (load = () => Promise.resolve(structuredClone(roster))) => {
    const made = useRosterDesk(
      {
        store,
        scope: 's/v',
        load,
        device: () => Promise.resolve('d1'),
        sign: (tick) => Promise.resolve(`signed ${tick.seq}`),
        send: (ticks, contacts) => {
          sent.push({ ticks, contacts })
          return answer(ticks)
        },
        stamp: () => ({ scannedAt: 1_000 + now, pageLoad: run, monotonicMs: now, clockOffsetMs: undefined }),
        newId: () => `e${++id}`,
        why: () => 'wrong tap',
        reverse: (reversal) => {
          reversed.push(reversal)
          return judge()
        },
        random: () => 0.5,
        alone: async (work) => (busy ? undefined : work()),
      },
      clock,
    )
    await made.open()
    return made
  }
  const pass = (ms: number) => (clock.value = now += ms)
  const all = (status: 'recorded' | 'already' | 'kept') => (ticks: Tick[]) =>
    Promise.resolve({ results: ticks.map((t) => ({ entryId: t.entryId, status })) })

  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory()
    closeHallStore()
    store = await make()
    now = clock.value = 60_000
    run = 'run1'
    busy = false
    sent = []
    reversed = []
    judge = () => Promise.resolve()
    answer = all('recorded')
  })

  it('lists who is missing first and counts a tick at once', async () => {
    const d = await desk()
    await d.refresh()
    expect(d.rows.value.map((r) => r.traineeId)).toEqual(['b', 'c', 'a'])
    await d.tick(['b'])
    expect([d.arrived.value, d.waiting.value, d.rows.value.map((r) => r.traineeId).join('')]).toEqual([2, 1, 'cba'])
    await d.tick(['b'])
    await d.tick(['a'])
    expect(d.waiting.value).toBe(1)
  })

  it('can be taken back for five seconds, and counts only then: taking back leaves no hole in the numbers', async () => {
    const d = await desk()
    await d.refresh()
    await d.tick(['b', 'c'], 'noPhone')
    await d.flush()
    expect(sent).toEqual([])
    pass(undoMs - 1)
    expect(d.undoable.value?.ticks.length).toBe(2)
    await d.undo()
    expect(d.waiting.value).toBe(0)
    await d.tick(['c'], 'plainPhone')
    pass(undoMs)
    expect(d.undoable.value).toBeUndefined()
    await d.undo()
    await d.flush()
    const [only] = sent[0]?.ticks ?? []
    expect([only?.traineeId, only?.reason, only?.seq, only?.signature]).toEqual(['c', 'plainPhone', 1, 'signed 1'])
    expect(d.waiting.value).toBe(0)
    expect(d.rows.value.find((r) => r.traineeId === 'c')?.state).toBe('present')
  })

  it('keeps what could not be sent over a reload: the same entry, number, signature and time', async () => {
    answer = () => Promise.reject(new ApiProblem({ code: 'no_network' }))
    const first = await desk()
    await first.refresh()
    await first.tick(['b'])
    pass(undoMs)
    await first.flush()
    expect([first.reachable.value, first.waiting.value]).toEqual([false, 1])

    run = 'run2'
    now = clock.value = 10
    const again = await desk(() => Promise.reject(new ApiProblem({ code: 'no_network' })))
    expect(again.rows.value.find((r) => r.traineeId === 'b')?.state).toBe('ticked')
    expect(again.undoable.value).toBeUndefined()
    answer = all('already')
    await again.flush()
    expect(sent[1]?.ticks).toEqual(sent[0]?.ticks)
    expect([again.reachable.value, again.waiting.value]).toEqual([true, 0])
    await again.refresh()
    await again.tick(['c'])
    pass(undoMs)
    await again.flush()
    expect(sent[2]?.ticks[0]?.seq).toBe(2)
  })

  it('tells the contacts around the ticks, tries again after a pause, and never beside another tab', async () => {
    const contact = (pageLoad: string, monotonicMs: number): Contact => ({
      pageLoad,
      monotonicMs,
      deviceAt: 0,
      serverAt: '',
      roundTripMs: 1,
    })
    for (const c of [
      contact('run0', 60_000),
      contact('run1', 1),
      contact('run1', 50_000),
      contact('run1', 90_000),
      contact('run1', 99_000),
    ])
      await store.addContact(c)
    const d = await desk()
    await d.refresh()
    await d.tick(['b'])
    pass(undoMs)
    busy = true
    await d.flush()
    expect(sent.length).toBe(0)
    busy = false
    answer = () => Promise.reject(new ApiProblem({ code: 'no_network' }))
    await d.flush()
    expect(sent[0]?.contacts.map((c) => c.monotonicMs).sort()).toEqual([50_000, 90_000])
    await d.flush()
    expect(sent.length).toBe(1)
    pass(60_000)
    await d.flush()
    expect(sent.length).toBe(2)
  })

  it('sends at once when the link is back, but not what the server put off', async () => {
    const d = await desk()
    await d.refresh()
    await d.tick(['b'])
    pass(undoMs)
    for (const code of ['no_network', 'overloaded']) {
      answer = () => Promise.reject(new ApiProblem({ code, status: code === 'overloaded' ? 503 : 0 }))
      pass(60_000)
      await d.flush()
      await d.refresh()
      const before = sent.length
      await d.flush()
      expect(sent.length - before).toBe(code === 'no_network' ? 1 : 0)
    }
  })

  it('says whom the server refused or kept, and lets the hand try again', async () => {
    answer = (ticks) =>
      Promise.resolve({ results: ticks.map((t) => ({ entryId: t.entryId, status: 'refused', code: 'round_closed' })) })
    const d = await desk()
    await d.refresh()
    await d.tick(['b'])
    pass(undoMs)
    await d.flush()
    expect(d.rows.value.find((r) => r.traineeId === 'b')).toMatchObject({ state: 'refused', code: 'round_closed' })
    answer = all('kept')
    await d.tick(['b'])
    expect(d.rows.value.find((r) => r.traineeId === 'b')?.state).toBe('ticked')
    pass(undoMs)
    await d.flush()
    expect([d.rows.value.find((r) => r.traineeId === 'b')?.state, d.waiting.value]).toEqual(['kept', 0])
  })

  /** As another tab of the device does it: it knows nothing of this one's five seconds. */
  const sendByAnotherTab = async () => {
    const [tick] = await store.ticks('s/v')
    await store.count(tick?.entryId ?? '', 'd1')
    await store.remove([tick?.entryId ?? ''])
  }

  it('taken back after another tab had sent it, is an entry of the ledger, and says so', async () => {
    const d = await desk()
    await d.refresh()
    await d.tick(['b'])
    await sendByAnotherTab()
    await d.flush()
    expect(d.undoable.value?.ticks.map((t) => t.traineeId)).toEqual(['b'])
    await d.undo()
    expect(reversed).toEqual([expect.objectContaining({ traineeId: 'b', roundId: 'r1', reason: 'wrong tap' })])
    expect(d.takenBack.value?.how).toBe('entered')
    expect([d.waiting.value, d.rows.value.find((r) => r.traineeId === 'b')?.state]).toEqual([0, 'absent'])
  })

  it('taken back before it left, is nothing that anybody need hear of', async () => {
    const d = await desk()
    await d.refresh()
    await d.tick(['b'])
    await d.undo()
    pass(undoMs)
    await d.flush()
    expect([sent, reversed, d.takenBack.value?.how]).toEqual([[], [], 'unsent'])
  })

  it('goes on taking back without a link and after a reload, with the same key and words, and counts as waiting', async () => {
    judge = () => Promise.reject(new ApiProblem({ code: 'no_network' }))
    const d = await desk()
    await d.refresh()
    await d.tick(['b'])
    await sendByAnotherTab()
    await d.undo()
    expect([d.takenBack.value?.how, d.waiting.value, d.reachable.value]).toEqual(['sending', 1, false])
    expect(d.rows.value.find((r) => r.traineeId === 'b')?.state).toBe('undoing')
    run = 'run2'
    judge = () => Promise.resolve()
    const again = await desk()
    expect(again.waiting.value).toBe(1)
    await again.flush()
    expect([again.waiting.value, again.takenBack.value?.how]).toEqual([0, 'entered'])
    expect(new Set(reversed.map((r) => r.key)).size).toBe(1)
  })

  it('waits with taking back until the check-in itself has arrived', async () => {
    answer = () => Promise.reject(new ApiProblem({ code: 'no_network' }))
    const d = await desk()
    await d.refresh()
    await d.tick(['b'])
    const [tick] = await store.ticks('s/v')
    await store.count(tick?.entryId ?? '', 'd1')
    await d.undo()
    expect([reversed, d.waiting.value]).toEqual([[], 2])
    answer = all('recorded')
    pass(60_000)
    await d.flush()
    expect([reversed.length, d.waiting.value, d.takenBack.value?.how]).toEqual([1, 0, 'entered'])
  })

  it('says that it was refused, and not that it was done; where nothing counts there was nothing to do', async () => {
    judge = () => Promise.reject(new ApiProblem({ status: 403, code: 'forbidden' }))
    const d = await desk()
    await d.refresh()
    await d.tick(['b'])
    await sendByAnotherTab()
    await d.undo()
    expect([d.takenBack.value?.how, d.waiting.value]).toEqual(['refused', 0])
    judge = () => Promise.reject(new ApiProblem({ status: 409, code: 'illegal_transition' }))
    await d.tick(['c'])
    await sendByAnotherTab()
    await d.undo()
    expect([d.takenBack.value?.how, d.waiting.value]).toEqual(['unsent', 0])
  })

  it('lists only whom a sample asks', async () => {
    const made = await desk(() =>
      Promise.resolve({
        ...structuredClone(roster),
        round: { ...round, kind: 'spotCheck', sample: { percent: 30, halls: 9, people: 27 } },
        people: roster.people.map((p) => ({ ...p, at: undefined, asked: p.traineeId === 'b' })),
      } as HallRoster),
    )
    await made.refresh()
    expect(made.rows.value.map((r) => r.traineeId)).toEqual(['b'])
  })

  it('ticks nobody without an open round', async () => {
    const d = await desk()
    await d.tick(['b'])
    await d.refresh()
    d.roster.value = { ...roster, round: { ...round, closedAt: '2026-01-01T09:00:00Z' } }
    await d.tick(['b'])
    expect(d.waiting.value).toBe(0)
  })
})

it('goes on with a store that forgets where the browser has none, and says so', async () => {
  globalThis.indexedDB = {
    open: () => {
      throw new DOMException('no', 'SecurityError')
    },
  } as unknown as IDBFactory
  closeHallStore()
  expect((await hallStore()).lasting).toBe(false)
})
