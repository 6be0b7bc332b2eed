import { onScopeDispose, ref, type Ref } from 'vue'

/** Keeps the display awake while the page is seen; browsers let go of the lock whenever it is hidden. */
export function useWakeLock(): void {
  let lock: WakeLockSentinel | undefined
  const take = async () => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    try {
      lock = await navigator.wakeLock.request('screen')
    } catch {
      lock = undefined
    }
  }
  const seen = () => void take()
  document.addEventListener('visibilitychange', seen)
  const timer = setInterval(seen, 60_000)
  void take()
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', seen)
    clearInterval(timer)
    void lock?.release()
  })
}

const orbit = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
] as const

/** Moves everything by a few pixels every minute, so that eight hours of the same bar burn nothing in. */
export function usePixelShift(stepPx = 3): Ref<{ transform: string }> {
  const style = ref({ transform: 'translate(0px, 0px)' })
  let n = 0
  const timer = setInterval(() => {
    const [x, y] = orbit[++n % orbit.length] ?? [0, 0]
    style.value = { transform: `translate(${x * stepPx}px, ${y * stepPx}px)` }
  }, 60_000)
  onScopeDispose(() => clearInterval(timer))
  return style
}
