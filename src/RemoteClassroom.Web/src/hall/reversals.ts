import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { asProblem } from '@/api/problem'
import type { HallStore, Tick } from './store'

/** A tap that was taken back after its entry had left the device: the ledger needs an entry that says so. */
export interface Reversal {
  scope: string
  entryId: string
  traineeId: string
  roundId: string
  /** Of the correction, sent with every try, as are the words. */
  key: string
  reason: string
}

export interface ReversalPorts {
  store: HallStore
  scope: string
  newId: () => string
  /** Why, in the words of the page's language; it stands in the ledger. */
  why: () => string
  /** Enters into the ledger that the person's check-in of the round does not count. */
  reverse: (reversal: Reversal) => Promise<unknown>
}

export interface Settled {
  /** How many the ledger took. */
  entered: number
  /** Why the last one was refused; that check-in then counts as before. */
  refusal: unknown
}

export interface Reversals {
  pending: Ref<Reversal[]>
  /** Whose taking back is not on the server's disk yet. */
  people: ComputedRef<Set<string>>
  open: () => Promise<void>
  add: (ticks: Tick[]) => Promise<void>
  settle: () => Promise<Settled>
}

/** Each has a key of its own in the store: two tabs never write over one another's. */
const prefix = 'reversal/'
const nameOf = ({ scope, entryId }: Pick<Reversal, 'scope' | 'entryId'>) => `${prefix}${scope}/${entryId}`

/** All that wait on this device, of whatever session. */
export const reversalsOf = (store: HallStore, scope?: string): Promise<Reversal[]> =>
  store.list<Reversal>(scope ? `${prefix}${scope}/` : prefix)

/** Sends those of a session and hall whose tick does not wait any more. Throws where the server was not reached. */
export async function settleReversals(
  store: HallStore,
  scope: string,
  reverse: ReversalPorts['reverse'],
): Promise<Settled> {
  const settled: Settled = { entered: 0, refusal: undefined }
  const waiting = new Set((await store.ticks(scope)).map((tick) => tick.entryId))
  for (const reversal of await reversalsOf(store, scope)) {
    // The check-in itself must be there first.
    if (waiting.has(reversal.entryId)) continue
    try {
      await reverse(reversal)
      settled.entered++
    } catch (error) {
      const problem = asProblem(error)
      if (problem.passing) throw error
      // Nothing counts for the person in this round: there is nothing left to take back.
      if (problem.code !== 'illegal_transition') settled.refusal = error
    }
    await store.drop(nameOf(reversal))
  }
  return settled
}

/** Takings-back that wait for the server as ticks do: kept on the device, none of them silently lost. */
export function useReversals({ store, scope, newId, why, reverse }: ReversalPorts): Reversals {
  const pending = ref<Reversal[]>([])
  const open = async () => void (pending.value = await reversalsOf(store, scope))
  return {
    pending,
    people: computed(() => new Set(pending.value.map((reversal) => reversal.traineeId))),
    open,
    async add(ticks) {
      for (const { entryId, traineeId, roundId } of ticks) {
        const reversal: Reversal = { scope, entryId, traineeId, roundId, key: newId(), reason: why() }
        await store.put(nameOf(reversal), reversal)
      }
      await open()
    },
    async settle() {
      try {
        return await settleReversals(store, scope, reverse)
      } finally {
        await open()
      }
    },
  }
}
