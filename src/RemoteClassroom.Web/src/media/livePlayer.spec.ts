import { effectScope, nextTick, ref } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useLivePlayer, type LivePlayerHandle } from './livePlayer'

// A phone without media sources: the browser plays the address by itself.
vi.mock('hls.js', () => ({ default: { isSupported: () => false } }))

let element: HTMLVideoElement
let plays: ReturnType<typeof vi.fn>
const scope = { stop: (): void => undefined }

beforeEach(() => {
  vi.useFakeTimers()
  plays = vi.fn(() => Promise.resolve())
  element = document.createElement('video')
  element.play = plays as unknown as () => Promise<void>
  element.load = () => undefined
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

async function start(sound = true): Promise<LivePlayerHandle> {
  const effects = effectScope()
  scope.stop = () => effects.stop()
  const handle = effects.run(() => useLivePlayer(ref('/live/1/index.m3u8'), () => sound))
  if (!handle) throw new Error('no player')
  handle.attach(element)
  await nextTick()
  await vi.advanceTimersByTimeAsync(0)
  return handle
}

it('gives the address to a browser that knows HLS by itself, and begins anew after an error', async () => {
  await start()
  expect(element.getAttribute('src')).toBe('/live/1/index.m3u8')
  expect(plays).toHaveBeenCalledTimes(1)
  element.dispatchEvent(new Event('error'))
  await vi.advanceTimersByTimeAsync(3_000)
  expect(plays).toHaveBeenCalledTimes(2)
})

it('begins anew where such a browser shows no frame and says nothing', async () => {
  await start()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(plays.mock.calls.length).toBeGreaterThanOrEqual(2)
})

it('plays in silence where the sound is refused, says so, and sounds after a key', async () => {
  plays.mockRejectedValueOnce(new DOMException('no', 'NotAllowedError'))
  const { player, unmute } = await start()
  expect([player.soundBlocked, player.muted, element.muted]).toEqual([true, true, true])
  unmute()
  await vi.advanceTimersByTimeAsync(0)
  expect([player.soundBlocked, player.muted, element.muted]).toEqual([false, false, false])
})
