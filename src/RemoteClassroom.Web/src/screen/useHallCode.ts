import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import { serverClock } from '@/api/clock'
import type { RoundInfo, Schemas } from '@/api/contract'
import { http } from '@/api/http'
import { decodeBase64, deriveCode, type HallCode } from './codes'
import { recall, remember } from './memory'

interface HallKey {
  session: string
  key: string
  stepMs: number
  hall: number
  /** Where phones reach the server; kept, so that the QR is right without a link. Absent in what older versions kept. */
  address?: string
}

export interface CodeSource {
  hall: ComputedRef<number | undefined>
  /** Where phones reach the server, without a slash at its end: what the server says, which may not be where this screen was opened. */
  address: ComputedRef<string>
  /** Undefined without a key, and while the time is not known well enough: a wrong code is worse than none. */
  codeAt: (now: number) => HallCode | undefined
  /** In a round that asks a sample: how many of the hall's own people it asks; undefined while that is not known. */
  asked: Ref<number | undefined>
  /** The server's time, as well as it is known. */
  now: () => number
  /** Whether the server told its time to this run of the page, and no clock jumped since. */
  trusted: () => boolean
}

const askWithinMs = 5_000

/** The hall's key is fetched when a session begins and kept, so that codes go on while the link is down, and after a restart without one. */
export function useHallCode(
  session: Ref<string | undefined>,
  venue: Ref<string | undefined>,
  round: Ref<RoundInfo | undefined> = ref(),
): CodeSource {
  const held = ref<HallKey>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  async function fetchKey(sessionId: string, venueId: string): Promise<void> {
    const path = `/sessions/${sessionId}/branches/${venueId}`
    try {
      const sentAt = Date.now()
      const answer = await http.get<Schemas['BranchKeyAnswer']>(`${path}/key`)
      serverClock.sample(answer.serverTime, sentAt)
      const { hall } = await http.get<Schemas['BranchCodeAnswer']>(`${path}/code`)
      if (session.value !== sessionId) return
      held.value = {
        session: sessionId,
        key: answer.key,
        stepMs: answer.stepMs,
        hall,
        address: answer.address,
      }
      remember('key', held.value)
    } catch {
      if (!ended && session.value === sessionId) {
        timer = setTimeout(() => void fetchKey(sessionId, venueId), 3_000 + Math.random() * 4_000)
      }
    }
  }

  watch(
    [session, venue],
    ([sessionId, venueId]) => {
      clearTimeout(timer)
      const kept = recall<HallKey>('key')
      held.value = kept && kept.session === sessionId ? kept : undefined
      // Asked also where one was kept: the server's public address may have changed since.
      if (sessionId && venueId) void fetchKey(sessionId, venueId)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    ended = true
    clearTimeout(timer)
    clearTimeout(asking)
  })

  // Thousands of screens hear of the round in the same second: each asks at a moment of its own.
  const asked = ref<number>()
  let asking: ReturnType<typeof setTimeout> | undefined
  async function ask(of: string): Promise<void> {
    try {
      const answer = await http.get<Schemas['BranchCodeAnswer']>(
        `/sessions/${session.value}/branches/${venue.value}/code`,
      )
      if (round.value?.roundId === of) asked.value = answer.asked
    } catch {
      if (!ended && round.value?.roundId === of) asking = setTimeout(() => void ask(of), 3_000 + Math.random() * 4_000)
    }
  }
  watch(
    () => round.value?.roundId,
    (id) => {
      clearTimeout(asking)
      asked.value = undefined
      if (id && round.value?.sample) asking = setTimeout(() => void ask(id), Math.random() * askWithinMs)
    },
    { immediate: true },
  )

  const bytes = computed(() => (held.value ? decodeBase64(held.value.key) : undefined))
  return {
    hall: computed(() => held.value?.hall),
    asked,
    address: computed(() => held.value?.address ?? location.origin),
    now: () => serverClock.now(),
    trusted: () => serverClock.trusted,
    codeAt: (now) =>
      held.value && bytes.value && serverClock.trusted
        ? deriveCode(bytes.value, held.value.hall, held.value.stepMs, now)
        : undefined,
  }
}
