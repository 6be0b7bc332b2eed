import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { serverClock } from '@/api/clock'
import type { Page, SessionInfo } from '@/api/contract'
import { http } from '@/api/http'
import { recall, remember } from './memory'

const underWay = new Set(['live', 'paused', 'open'])
const showEndedMs = 15 * 60_000
const showNextMs = 30 * 60_000

/**
 * Which of a hall's sessions its screen shows: the newest under way, else the one that starts within half an hour, else one that
 * just ended, else the next announced.
 */
export function choose(sessions: SessionInfo[], now: number): SessionInfo | undefined {
  const latest = (list: SessionInfo[], of: (s: SessionInfo) => string | undefined) =>
    [...list].sort((a, b) => Date.parse(of(b) ?? '') - Date.parse(of(a) ?? ''))
  const running = latest(
    sessions.filter((s) => underWay.has(s.phase)),
    (s) => s.openedAt ?? s.startsAt,
  )
  const ended = latest(
    sessions.filter((s) => s.phase === 'ended' && s.endedAt && now - Date.parse(s.endedAt) < showEndedMs),
    (s) => s.endedAt,
  )
  const next = latest(
    sessions.filter((s) => s.phase === 'scheduled'),
    (s) => s.startsAt,
  ).at(-1)
  const soon = next && Date.parse(next.startsAt) - now < showNextMs ? next : undefined
  // A real lecture under way is never hidden behind a rehearsal.
  return running.find((s) => !s.rehearsal) ?? running[0] ?? soon ?? ended[0] ?? next
}

/** The session to show; asks every half minute with jitter, and remembers the answer over a restart. */
export function useSchedule(venueId: Ref<string | undefined>): {
  session: Ref<SessionInfo | undefined>
  asked: Ref<boolean>
} {
  const session = ref(recall<SessionInfo>('session'))
  const asked = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  async function look(): Promise<void> {
    try {
      const page = await http.get<Page<SessionInfo>>('/sessions?limit=200')
      asked.value = true
      session.value = choose(page.items, serverClock.now())
      remember('session', session.value ?? null)
    } catch {
      // Without an answer the screen goes on with what it shows.
    }
    if (!ended) timer = setTimeout(() => void look(), asked.value ? 20_000 + Math.random() * 20_000 : 3_000)
  }

  watch(
    venueId,
    (venue) => {
      clearTimeout(timer)
      if (venue) void look()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    ended = true
    clearTimeout(timer)
  })
  return { session, asked }
}
