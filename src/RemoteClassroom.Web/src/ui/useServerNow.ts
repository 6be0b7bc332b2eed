import { onScopeDispose, ref, type Ref } from 'vue'
import { serverClock } from '@/api/clock'

/** The server's time, renewed every `everyMs`, ms since 1970. */
export function useServerNow(everyMs = 500): Ref<number> {
  const now = ref(serverClock.now())
  const timer = setInterval(() => (now.value = serverClock.now()), everyMs)
  onScopeDispose(() => clearInterval(timer))
  return now
}
