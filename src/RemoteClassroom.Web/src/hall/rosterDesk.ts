import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Stamp } from '@/api/clock'
import type { RoundInfo, Schemas } from '@/api/contract'
import { asProblem } from '@/api/problem'
import { deliver, type CourierPorts } from './courier'
import { useReversals, type ReversalPorts } from './reversals'
import type { Tick } from './store'

export type RosterPerson = Schemas['RosterPerson']
export type HallRoster = Schemas['HallRoster']
export type VouchReason = Schemas['VouchReason']

export interface RosterPorts extends CourierPorts {
  /** Session and hall. */
  scope: string
  load: () => Promise<HallRoster>
  stamp: () => Stamp
  newId: () => string
  why: ReversalPorts['why']
  reverse: ReversalPorts['reverse']
  random: () => number
}

export type PersonState = 'present' | 'late' | 'ticked' | 'undoing' | 'kept' | 'refused' | 'absent'

export interface RosterRow extends RosterPerson {
  state: PersonState
  code: string | undefined
}

export interface RosterDesk {
  roster: ShallowRef<HallRoster | undefined>
  rows: ComputedRef<RosterRow[]>
  /** The round in which ticks count: the open one, or the one that was open when the link fell. */
  round: ComputedRef<RoundInfo | undefined>
  /** What is not on the server's disk yet. */
  waiting: ComputedRef<number>
  /** The last tap while it can be taken back, wherever its entries are by now. */
  undoable: ComputedRef<{ group: string; ticks: Tick[]; leftMs: number } | undefined>
  /** What became of the last taking back: nothing had left the device, or the ledger got an entry, or it was refused. */
  takenBack: Ref<{ how: 'unsent' | 'sending' | 'entered' | 'refused'; error?: unknown } | undefined>
  reachable: Ref<boolean>
  arrived: ComputedRef<number>
  /** Reads what the device kept. */
  open: () => Promise<void>
  tick: (traineeIds: string[], reason?: VouchReason) => Promise<void>
  undo: () => Promise<void>
  refresh: () => Promise<void>
  flush: () => Promise<void>
}

export const undoMs = 5_000
const rank: Record<PersonState, number> = { absent: 0, refused: 0, ticked: 1, undoing: 1, kept: 1, late: 2, present: 2 }

/**
 * The operator's roster: a tick is on the device's disk before it shows, counts after five seconds in which it can be taken back,
 * gets its running number and its signature then, and waits for the server as long as it takes. Sent twice it counts once.
 * Another tab of the device may have sent it before: taking it back is then an entry of the ledger, not a word on the page.
 */
export function useRosterDesk(ports: RosterPorts, monotonic: Ref<number>): RosterDesk {
  const { store, scope } = ports
  const roster = shallowRef<HallRoster>()
  const ticks = shallowRef<Tick[]>([])
  const outcomes = ref(new Map<string, { state: 'kept' | 'refused'; code: string | undefined }>())
  const reachable = ref(true)
  const reversals = useReversals(ports)
  const takenBack = ref<RosterDesk['takenBack']['value']>()
  /** The taps of this run: what can be taken back does not depend on which tab sent it. */
  const taps = shallowRef<{ group: string; ticks: Tick[]; monotonicMs: number }[]>([])
  let pauses = 0
  let notBefore = 0
  /** The last try found no server at all. */
  let cutOff = false

  const run = ports.stamp().pageLoad
  // In an earlier run of the page the seconds are over, whatever the wall clock says.
  const leftMs = (t: Tick) => (t.pageLoad === run ? t.monotonicMs + undoMs - monotonic.value : 0)
  const reread = async () => void (ticks.value = await store.ticks(scope))
  const keepRoster = (next: HallRoster) => {
    roster.value = next
    return store.put(`roster/${scope}`, next)
  }
  const round = computed(() => {
    const newest = roster.value?.round
    return newest && !newest.closedAt ? newest : undefined
  })
  const ticked = computed(
    () => new Set(ticks.value.filter((t) => t.roundId === roster.value?.round?.roundId).map((t) => t.traineeId)),
  )
  const stateOf = (person: RosterPerson): PersonState => {
    if (reversals.people.value.has(person.traineeId)) return 'undoing'
    if (person.at) return person.late ? 'late' : 'present'
    if (ticked.value.has(person.traineeId)) return 'ticked'
    return outcomes.value.get(`${roster.value?.round?.roundId}/${person.traineeId}`)?.state ?? 'absent'
  }
  const rows = computed(() =>
    (roster.value?.people ?? [])
      // Whom a sample does not ask has nothing to do here: a tap on him could only be refused.
      .filter((person) => person.asked !== false)
      .map((person): RosterRow => {
        const code = outcomes.value.get(`${roster.value?.round?.roundId}/${person.traineeId}`)?.code
        return { ...person, state: stateOf(person), code }
      })
      .sort((a, b) => rank[a.state] - rank[b.state] || a.rosterNo.localeCompare(b.rosterNo)),
  )
  const undoable = computed(() => {
    const last = taps.value.at(-1)
    const left = last ? last.monotonicMs + undoMs - monotonic.value : 0
    return last && left > 0 ? { group: last.group, ticks: last.ticks, leftMs: left } : undefined
  })

  async function open(): Promise<void> {
    const kept = await store.get<HallRoster>(`roster/${scope}`)
    if (!roster.value) roster.value = kept
    await reversals.open()
    await reread()
  }

  async function tick(traineeIds: string[], reason?: VouchReason): Promise<void> {
    const into = round.value
    if (!into) return
    const group = ports.newId()
    const people = roster.value?.people ?? []
    const added = traineeIds
      .filter((id) => people.some((p) => p.traineeId === id && !p.at) && !ticked.value.has(id))
      .map((traineeId): Tick => ({
        ...ports.stamp(),
        entryId: ports.newId(),
        scope,
        traineeId,
        roundId: into.roundId,
        reason,
        group,
        seq: undefined,
        signature: undefined,
      }))
    if (added.length === 0) return
    added.forEach((t) => outcomes.value.delete(`${t.roundId}/${t.traineeId}`))
    // Shown only when it is kept: a tick that a full disk refused must not look done.
    await store.addTicks(added)
    takenBack.value = undefined
    taps.value = [...taps.value, { group, ticks: added, monotonicMs: added[0]?.monotonicMs ?? 0 }].slice(-20)
    await reread()
  }

  async function undo(): Promise<void> {
    const last = undoable.value
    if (!last) return
    taps.value = taps.value.filter((tap) => tap.group !== last.group)
    const back = new Set(await store.takeBack(last.group))
    const gone = last.ticks.filter((t) => !back.has(t.entryId))
    takenBack.value = { how: gone.length > 0 ? 'sending' : 'unsent' }
    if (gone.length > 0) await reversals.add(gone)
    await reread()
    if (gone.length > 0) await flush()
  }

  /** Enters into the ledger what was taken back too late for the device alone. */
  async function settle(): Promise<void> {
    if (reversals.pending.value.length === 0) return
    const { entered, refusal } = await reversals.settle()
    if (refusal) takenBack.value = { how: 'refused', error: refusal }
    else if (reversals.pending.value.length === 0) takenBack.value = { how: entered > 0 ? 'entered' : 'unsent' }
    await refresh()
  }

  async function refresh(): Promise<void> {
    try {
      await keepRoster(await ports.load())
      reachable.value = true
      // The link is back: what waits for it goes now. What the server put off waits on.
      if (cutOff) notBefore = 0
      cutOff = false
    } catch (error) {
      reachable.value = !asProblem(error).passing
    }
  }

  /** Sends what counts; after a failure it waits a little longer each time, with jitter, and never gives up. */
  async function flush(): Promise<void> {
    if (monotonic.value < notBefore) return
    await reread()
    if (!ticks.value.some((t) => leftMs(t) <= 0) && reversals.pending.value.length === 0) return
    await ports.alone(async () => {
      try {
        await deliverDue()
        await settle()
        pauses = 0
        reachable.value = true
      } catch (error) {
        reachable.value = !asProblem(error).passing
        cutOff = asProblem(error).code === 'no_network'
        pauses = Math.min(pauses + 1, 6)
        notBefore = monotonic.value + ports.random() * 500 * 2 ** pauses
      }
    })
    await reread()
  }

  async function deliverDue(): Promise<void> {
    const delivered = await deliver(ports, scope, (t) => leftMs(t) <= 0)
    for (const { tick: t, result } of delivered) {
      if (result.status === 'refused' || result.status === 'kept') {
        outcomes.value.set(`${t.roundId}/${t.traineeId}`, { state: result.status, code: result.code })
      }
    }
    await take(
      delivered.filter(({ result }) => ['recorded', 'already'].includes(result.status)).map(({ tick: t }) => t),
    )
    await store.remove(delivered.map(({ tick: t }) => t.entryId))
    if (delivered.length > 0) await store.prune(run)
  }

  async function take(taken: Tick[]): Promise<void> {
    if (!roster.value || taken.length === 0) return
    const at = new Map(taken.map((t) => [`${t.roundId}/${t.traineeId}`, t.scannedAt + (t.clockOffsetMs ?? 0)]))
    const people = roster.value.people.map((p) => {
      const when = at.get(`${roster.value?.round?.roundId}/${p.traineeId}`)
      return when && !p.at ? { ...p, at: new Date(when).toISOString(), way: 'operator' as const } : p
    })
    await keepRoster({ ...roster.value, people })
  }

  return {
    roster,
    rows,
    round,
    waiting: computed(() => ticks.value.length + reversals.pending.value.length),
    undoable,
    takenBack,
    reachable,
    arrived: computed(() => rows.value.filter((r) => r.state !== 'undoing' && (r.at || r.state === 'ticked')).length),
    open,
    tick,
    undo,
    refresh,
    flush,
  }
}
