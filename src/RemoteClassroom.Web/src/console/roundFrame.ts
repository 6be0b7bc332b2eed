import { computed, onScopeDispose, watch, type ComputedRef } from 'vue'
import type { AttendanceFrame } from '@/api/contract'
import { http } from '@/api/http'
import { useLoad } from '@/ui/useLoad'

/** How often an open round's figures are read. The stream tells those of the newest sign-in alone. */
const everyMs = 2_000

/** The figures of a round that the attendance stream does not tell of: read again and again while the round is open, once when it is over. */
export function useRoundFrame(
  session: () => string,
  round: () => { roundId: string; closedAt?: string | undefined } | undefined,
): ComputedRef<AttendanceFrame | undefined> {
  const frame = useLoad(async () => {
    const of = round()
    return of ? await http.get<AttendanceFrame>(`/sessions/${session()}/attendance?round=${of.roundId}`) : undefined
  }, [session, () => round()?.roundId, () => round()?.closedAt])
  let timer: ReturnType<typeof setInterval> | undefined
  watch(
    () => !!round() && !round()?.closedAt,
    (open) => {
      clearInterval(timer)
      if (open) timer = setInterval(() => void frame.load(), everyMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearInterval(timer))
  return computed(() => (frame.data.value?.roundId === round()?.roundId ? frame.data.value : undefined))
}
