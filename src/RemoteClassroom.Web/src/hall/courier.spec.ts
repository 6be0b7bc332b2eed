import { describe, expect, it } from 'vitest'
import { deliver } from './courier'
import { passingStore, type Tick } from './store'

const tick = (entryId: string, scope: string, monotonicMs: number): Tick => ({
  entryId,
  scope,
  traineeId: `t${entryId}`,
  roundId: 'r',
  reason: undefined,
  group: entryId,
  seq: undefined,
  signature: undefined,
  scannedAt: 0,
  pageLoad: 'last week',
  monotonicMs,
  clockOffsetMs: 0,
})

describe('the courier', () => {
  it('delivers last week’s session in the order of the taps, and leaves what was not answered', async () => {
    const store = passingStore()
    await store.addTicks([tick('b', 'old/v', 2), tick('a', 'old/v', 1), tick('c', 'new/v', 1)])
    expect((await store.scopes()).sort()).toEqual(['new/v', 'old/v'])
    const sent: string[] = []
    const ports = {
      store,
      device: () => Promise.resolve('d'),
      sign: (t: Tick) => Promise.resolve(`s${t.seq}`),
      send: (ticks: Tick[]) => {
        sent.push(...ticks.map((t) => `${t.entryId}${t.seq}${t.signature}`))
        return Promise.resolve({ results: [{ entryId: 'a', status: 'recorded' as const }] })
      },
      alone: (work: () => Promise<void>) => work(),
    }
    const delivered = await deliver(ports, 'old/v', () => true)
    expect(sent).toEqual(['a1s1', 'b2s2'])
    expect(delivered.map((d) => d.tick.entryId)).toEqual(['a'])
    await store.remove(delivered.map((d) => d.tick.entryId))
    await deliver(ports, 'old/v', () => true)
    expect(sent).toEqual(['a1s1', 'b2s2', 'b2s2'])
  })
})
