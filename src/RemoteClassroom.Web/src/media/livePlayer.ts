import Hls, { type ErrorData } from 'hls.js'
import { onScopeDispose, reactive, shallowRef, watch, type Ref } from 'vue'
import { serverClock } from '@/api/clock'
import type { PlayerReport } from '@/api/contract'
import { http } from '@/api/http'
import { asScreen, isScreen } from '@/api/room'

export type PlayerState = 'waiting' | 'playing' | 'stalled' | 'blocked'

export interface LivePlayer {
  state: PlayerState
  /** Muted because the browser lets nothing sound before somebody touches the device. */
  soundBlocked: boolean
  behindMs: number | undefined
  muted: boolean
  /** The origin says that the programme is cut. */
  cut: boolean
}

export interface LivePlayerHandle {
  player: LivePlayer
  video: Ref<HTMLVideoElement | null>
  /** For the element's `ref`. */
  attach: (element: unknown) => void
  report: () => PlayerReport
  unmute: () => void
}

const stallMs = 4_000
const retryMs = 2_000
/** A browser that plays HLS by itself says nothing of its troubles: after so long without a frame it is told to begin anew. */
const nativeStallMs = 12_000

function newHls(): Hls {
  return new Hls({
    liveSyncDurationCount: 2,
    liveMaxLatencyDurationCount: 8,
    maxLiveSyncPlaybackRate: 1.06,
    // A screen runs for hours: keep little, so that memory stays flat.
    backBufferLength: 10,
    maxBufferLength: 15,
    maxMaxBufferLength: 30,
    manifestLoadPolicy: { default: loadPolicy(8_000) },
    playlistLoadPolicy: { default: loadPolicy(8_000) },
    fragLoadPolicy: { default: loadPolicy(15_000) },
    xhrSetup: (xhr) => {
      if (isScreen()) xhr.setRequestHeader(asScreen.name, asScreen.value)
    },
  })
}

function loadPolicy(ms: number) {
  const retry = { maxNumRetry: 4, retryDelayMs: 500, maxRetryDelayMs: 4_000 }
  return { maxTimeToFirstByteMs: ms, maxLoadTimeMs: ms * 2, timeoutRetry: retry, errorRetry: retry }
}

/**
 * Whether this page may sound although nobody has touched it; undefined where the browser cannot be asked. A clock of sound that may not start stays
 * silent without a word, hence the wait.
 */
async function maySound(): Promise<boolean | undefined> {
  if (typeof AudioContext === 'undefined') return undefined
  const context = new AudioContext()
  try {
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), 1_000))
    return await Promise.race([context.resume().then(() => true), late])
  } catch {
    return false
  } finally {
    void context.close().catch(() => undefined)
  }
}

/**
 * Plays a live HLS address for as long as there is one, and starts anew after every failure.
 * @param url the playlist; undefined while there is no signal
 * @param wantsSound start with sound, and say so where the browser refuses; else stay muted
 */
export function useLivePlayer(url: Ref<string | undefined>, wantsSound: () => boolean): LivePlayerHandle {
  const video = shallowRef<HTMLVideoElement | null>(null)
  const player = reactive<LivePlayer>({
    state: 'waiting',
    soundBlocked: false,
    behindMs: undefined,
    muted: !wantsSound(),
    cut: false,
  })
  let hls: Hls | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let last = -1
  let movedAt = 0
  let touched = false

  function drop(): void {
    clearTimeout(retry)
    hls?.destroy()
    hls = undefined
    const element = video.value
    if (element) element.onerror = element.onended = null
  }

  function again(): void {
    drop()
    retry = setTimeout(load, retryMs * (0.5 + Math.random()))
  }

  function load(): void {
    drop()
    const element = video.value
    const address = url.value
    player.state = 'waiting'
    player.behindMs = undefined
    if (!element) return
    if (!address) {
      player.cut = false
      element.removeAttribute('src')
      element.load()
      return
    }
    if (Hls.isSupported()) {
      hls = newHls()
      hls.on(Hls.Events.ERROR, (_, data) => failed(data))
      hls.on(Hls.Events.MANIFEST_PARSED, () => {
        player.cut = false
        void play(element)
      })
      hls.loadSource(address)
      hls.attachMedia(element)
    } else {
      // Safari, and phones without media sources, know HLS by themselves.
      element.onerror = element.onended = again
      element.src = address
      movedAt = performance.now()
      void play(element)
    }
  }

  function failed(data: ErrorData): void {
    if (data.response?.code === 401) void http.refresh()
    if (data.response?.code === 409) player.cut = true
    if (!data.fatal) return
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR && hls && !player.cut) {
      hls.recoverMediaError()
      return
    }
    again()
  }

  async function play(element: HTMLVideoElement): Promise<void> {
    element.muted = !wantsSound() || player.soundBlocked
    try {
      await element.play()
    } catch {
      if (element.muted) {
        player.state = 'blocked'
        return
      }
      // Sound is refused until somebody touches the device: a silent picture is better than none.
      player.soundBlocked = true
      element.muted = true
      await element.play().catch(() => (player.state = 'blocked'))
    }
    player.muted = element.muted
  }

  function unmute(): void {
    const element = video.value
    touched = true
    if (!element || !wantsSound()) return
    player.soundBlocked = false
    element.muted = false
    element.volume = 1
    player.muted = false
    if (url.value) void play(element)
  }

  function watchOver(): void {
    const element = video.value
    if (!element || !url.value) return
    const now = performance.now()
    // A picture plays while its frames advance; the position alone also moves when only the sound comes through.
    const moves = element.getVideoPlaybackQuality?.().totalVideoFrames || element.currentTime
    if (moves !== last) {
      last = moves
      movedAt = now
      if (!element.paused && element.readyState >= 2) player.state = 'playing'
    } else if (player.state === 'playing' && now - movedAt > stallMs) {
      player.state = 'stalled'
      hls?.startLoad()
    } else if (!hls && element.src && now - movedAt > nativeStallMs) {
      load()
    }
    const produced = hls?.playingDate?.getTime()
    const behind = produced && serverClock.known ? serverClock.now() - produced : (hls?.latency ?? 0) * 1000
    player.behindMs = player.state === 'playing' && behind > 0 ? Math.round(behind) : undefined
  }

  function report(): PlayerReport {
    const element = video.value
    return {
      state: player.state,
      source: url.value,
      muted: element?.muted ?? true,
      volume: element?.volume ?? 0,
      ...(player.behindMs === undefined ? {} : { behindMs: player.behindMs }),
      framesDecoded: element?.getVideoPlaybackQuality?.().totalVideoFrames ?? 0,
    }
  }

  // Known before the lecture begins, while somebody is still there to press a key.
  if (wantsSound())
    void maySound().then((may) => {
      if (may === false && !touched && player.state === 'waiting') player.soundBlocked = true
    })
  const guard = setInterval(watchOver, 1_000)
  watch([url, video], load, { immediate: true, flush: 'post' })
  onScopeDispose(() => {
    clearInterval(guard)
    drop()
  })
  const attach = (element: unknown) => (video.value = element instanceof HTMLVideoElement ? element : null)
  return { player, video, attach, report, unmute }
}
