import { onScopeDispose, ref, type Ref } from 'vue'

/**
 * Keeps the display awake while the page is seen. Browsers give the wake lock to secure pages alone and take it back whenever the page is hidden; without it
 * a picture that plays does the same in most browsers: a large, unseen one that hardly changes.
 */
export function useWakeLock(): void {
  let lock: WakeLockSentinel | undefined
  let unseen: HTMLVideoElement | undefined
  let ended = false
  const take = async () => {
    if (document.visibilityState !== 'visible') return
    if (lock && !lock.released) return
    lock = await requestLock()
    if (ended) return void lock?.release()
    if (lock) {
      unseen?.remove()
      unseen = undefined
      return
    }
    unseen ??= unseenPicture()
    void unseen?.play().catch(() => undefined)
  }
  const seen = () => void take()
  document.addEventListener('visibilitychange', seen)
  const timer = setInterval(seen, 60_000)
  void take()
  onScopeDispose(() => {
    ended = true
    document.removeEventListener('visibilitychange', seen)
    clearInterval(timer)
    void lock?.release()
    unseen?.remove()
  })
}

async function requestLock(): Promise<WakeLockSentinel | undefined> {
  if (!('wakeLock' in navigator)) return undefined
  try {
    return await navigator.wakeLock.request('screen')
  } catch {
    return undefined
  }
}

/** A picture of one frame a second from a canvas of a few pixels; undefined where a browser cannot make one. */
function unseenPicture(): HTMLVideoElement | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 2
  const context = canvas.getContext('2d')
  const stream = canvas.captureStream?.(1)
  if (!context || !stream) return undefined
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.setAttribute('aria-hidden', 'true')
  video.dataset['testid'] = 'awake'
  // Browsers look at the size on the page, not at what can be seen of it.
  video.style.cssText = 'position:fixed;top:0;left:0;width:100%;height:100%;opacity:0;pointer-events:none;z-index:-1'
  video.srcObject = stream
  document.body.append(video)
  let shade = 0
  const draw = setInterval(() => {
    if (!video.isConnected) return clearInterval(draw)
    context.fillStyle = ++shade % 2 ? '#0b1526' : '#0b1527'
    context.fillRect(0, 0, 2, 2)
  }, 1_000)
  return video
}

/** Around where it belongs: in the long run no side is favoured. */
const orbit = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
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
