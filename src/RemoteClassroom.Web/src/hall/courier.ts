import type { Contact } from '@/api/clock'
import type { Schemas } from '@/api/contract'
import { nextTo } from './contacts'
import type { HallStore, Tick } from './store'

export interface CourierPorts {
  store: HallStore
  /** Whose running numbers they are. */
  device: () => Promise<string>
  sign: (tick: Tick) => Promise<string | undefined>
  send: (ticks: Tick[], contacts: Contact[]) => Promise<Schemas['BatchResults']>
  /** One tab of the device at a time; others find nothing to do. */
  alone: (work: () => Promise<void>) => Promise<void>
}

export interface Delivered {
  tick: Tick
  result: Schemas['BatchResult']
}

/** So many that the contacts around each of them fit into one batch. */
const atOnce = 50

/**
 * Delivers what counts of one session and hall: numbers are given out and signed in the order of the taps, the oldest leave first,
 * and a tick leaves the device only when the server said what became of it.
 */
export async function deliver(
  ports: CourierPorts,
  scope: string,
  counts: (tick: Tick) => boolean,
): Promise<Delivered[]> {
  const { store } = ports
  const device = await ports.device()
  const due = (await store.ticks(scope)).filter(counts)
  for (const t of due.sort((a, b) => a.monotonicMs - b.monotonicMs)) {
    const counted = await store.count(t.entryId, device)
    if (!counted || counted.signature) continue
    const signature = await ports.sign(counted)
    if (signature) await store.sign(counted.entryId, signature)
  }
  const ready = (await store.ticks(scope)).filter((t) => t.seq !== undefined)
  const batch = ready.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0)).slice(0, atOnce)
  if (batch.length === 0) return []
  const { results } = await ports.send(batch, nextTo(batch, await store.contacts()))
  const told = new Map(results.map((r) => [r.entryId, r]))
  return batch.flatMap((tick) => {
    const result = told.get(tick.entryId)
    return result ? [{ tick, result }] : []
  })
}
