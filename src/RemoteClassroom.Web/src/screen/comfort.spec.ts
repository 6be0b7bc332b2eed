import { effectScope } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { usePixelShift, useWakeLock } from './comfort'

const awake = () => document.querySelector('[data-testid=awake]')

beforeEach(() => {
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue()
  HTMLCanvasElement.prototype.getContext = (() => ({ fillRect: () => undefined })) as never
  HTMLCanvasElement.prototype.captureStream = () => ({}) as MediaStream
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', { configurable: true, writable: true, value: null })
})

afterEach(() => {
  vi.restoreAllMocks()
  Reflect.deleteProperty(navigator, 'wakeLock')
  document.body.innerHTML = ''
})

it('takes the wake lock where there is one, and lets go of it', async () => {
  const release = vi.fn()
  Object.defineProperty(navigator, 'wakeLock', {
    configurable: true,
    value: { request: () => Promise.resolve({ released: false, release }) },
  })
  const scope = effectScope()
  scope.run(useWakeLock)
  await vi.waitFor(() => expect(awake()).toBeNull())
  scope.stop()
  await vi.waitFor(() => expect(release).toHaveBeenCalledOnce())
})

it.each([
  ['there is none, as over plain HTTP', undefined],
  ['it is refused', { request: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }],
])('plays an unseen picture where %s', async (_, wakeLock) => {
  if (wakeLock) Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: wakeLock })
  const scope = effectScope()
  scope.run(useWakeLock)
  await vi.waitFor(() => expect(awake()).not.toBeNull())
  expect(HTMLMediaElement.prototype.play).toHaveBeenCalled()
  scope.stop()
  expect(awake()).toBeNull()
})

it('shifts everything by a few pixels a minute, around where it belongs, until the page goes', () => {
  vi.useFakeTimers()
  const scope = effectScope()
  const style = scope.run(() => usePixelShift(3))
  const seen: [number, number][] = []
  for (let minute = 0; minute < 9; minute++) {
    vi.advanceTimersByTime(60_000)
    const [x, y] = [...(style?.value.transform ?? '').matchAll(/-?\d+/g)].map((m) => Number(m[0]))
    seen.push([x ?? NaN, y ?? NaN])
  }
  expect(new Set(seen.map(String)).size).toBe(9)
  expect(seen.every(([x, y]) => Math.abs(x) <= 3 && Math.abs(y) <= 3)).toBe(true)
  expect(seen.reduce(([a, b], [x, y]) => [a + x, b + y], [0, 0])).toEqual([0, 0])
  scope.stop()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})
