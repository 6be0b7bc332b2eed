import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ServerClock } from '@/api/clock'
import { RelayClient, type RelayPorts } from './client'
import type { FramesAnswer } from './messages'
import type { View } from './reader'
import { FakeHub, seeded } from './testing'

/** Collects offsets, so that a hole or a repetition shows. */
const collecting: View<number[]> = { apply: (seen, event) => [...seen, event.offset] }

function clientOf(hub: FakeHub, more: Partial<RelayPorts> = {}): RelayClient {
  return new RelayClient({
    connect: hub.connect,
    clock: new ServerClock(),
    random: hub.random,
    now: () => Date.now(),
    after: (ms, act) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
    ...more,
  })
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

describe('RelayClient', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'misses and repeats nothing under random drops, cuts and lost frames (seed %i)',
    async (seed) => {
      const hub = new FakeHub(seeded(seed))
      const client = clientOf(hub)
      const stream = 's/1/screen'
      const followed = client.follow(stream, collecting, () => undefined)
      client.start()
      for (let step = 0; step < 400; step++) {
        if (hub.random() < 0.7) hub.append()
        hub.connectFails = hub.random() < 0.2
        if (hub.random() < 0.08) hub.oldestKept = Math.max(0, hub.log.length - 5)
        if (hub.random() < 0.05) for (const link of [...hub.links]) link.cut()
        for (const link of [...hub.links]) link.pump()
        await vi.advanceTimersByTimeAsync(200)
      }
      hub.connectFails = false
      for (let step = 0; step < 200; step++) {
        for (const link of [...hub.links]) link.pump()
        // A quiet view reaches the head by later frames; a lost last frame shows with the next event.
        if (step % 20 === 0) hub.append()
        await vi.advanceTimersByTimeAsync(500)
      }
      for (let step = 0; step < 200 && followed.position?.offset !== hub.log.length; step++) {
        hub.append()
        for (const link of [...hub.links]) link.pump()
        await vi.advanceTimersByTimeAsync(500)
      }
      expect(followed.state).toEqual(upTo(hub.log.length))
      await client.stop()
    },
  )

  it('comes back by its cursor and says how much came in between', async () => {
    const hub = new FakeHub(() => 0.5)
    const client = clientOf(hub)
    const recovered = vi.fn()
    client.onRecovered = recovered
    const followed = client.follow('s/1/screen', collecting, () => undefined)
    client.start()
    await vi.advanceTimersByTimeAsync(10)
    expect(client.status).toBe('online')
    hub.connectFails = true
    for (const link of [...hub.links]) link.cut()
    expect(client.status).toBe('offline')
    for (let i = 0; i < 14; i++) hub.append()
    await vi.advanceTimersByTimeAsync(5_000)
    hub.connectFails = false
    for (let i = 0; i < 20; i++) {
      await vi.advanceTimersByTimeAsync(500)
      for (const link of [...hub.links]) link.pump()
    }
    expect(client.status).toBe('online')
    expect(client.offlineSince).toBeUndefined()
    expect(followed.state).toEqual(upTo(14))
    expect(recovered).toHaveBeenCalledExactlyOnceWith({ events: 14, seamless: true })
    await client.stop()
  })

  it('waits as long as a farewell asks', async () => {
    const hub = new FakeHub(() => 0)
    const client = clientOf(hub)
    client.follow('s/1/screen', collecting, () => undefined)
    client.start()
    await vi.advanceTimersByTimeAsync(10)
    for (const link of [...hub.links]) link.emit('bye', { code: 'draining', retryAfterMs: 7_000 })
    await vi.advanceTimersByTimeAsync(6_900)
    expect(hub.joins).toBe(1)
    await vi.advanceTimersByTimeAsync(200)
    expect(hub.joins).toBe(2)
    expect(client.status).toBe('online')
    await client.stop()
  })

  it('takes an unanswered heartbeat for a dead link', async () => {
    const hub = new FakeHub(() => 0.5)
    let silent = false
    const client = clientOf(hub, {
      connect: () => {
        const link = hub.connect()
        const invoke = link.invoke.bind(link)
        link.invoke = <T>(method: string, argument: unknown): Promise<T> =>
          silent && method === 'Heartbeat' ? new Promise<T>(() => undefined) : invoke<T>(method, argument)
        return link
      },
    })
    client.follow('s/1/screen', collecting, () => undefined)
    client.start()
    await vi.advanceTimersByTimeAsync(10)
    silent = true
    const statuses: string[] = []
    client.onStatus = () => statuses.push(client.status)
    await vi.advanceTimersByTimeAsync(15_500)
    expect(statuses).toEqual([])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(statuses).toEqual(['offline', 'online'])
    expect(hub.joins).toBe(2)
    await client.stop()
  })

  it('names a refusal and goes on asking', async () => {
    const hub = new FakeHub(() => 0.5)
    hub.refuse = 'not_found'
    const client = clientOf(hub)
    client.follow('s/1/screen', collecting, () => undefined)
    client.start()
    await vi.advanceTimersByTimeAsync(10)
    expect(client.status).toBe('refused')
    expect(client.refusal).toBe('not_found')
    hub.refuse = undefined
    await vi.advanceTimersByTimeAsync(20_000)
    expect(client.status).toBe('online')
    await client.stop()
  })

  it('goes over to long polls where WebSockets do not get through, and back', async () => {
    const hub = new FakeHub(() => 0.5)
    hub.connectFails = true
    const poll = (stream: string, cursor: string | undefined): Promise<FramesAnswer> =>
      new Promise((resolve) =>
        setTimeout(() => {
          const at = cursor ? Number(cursor.split('@')[1]) : -1
          const head = hub.log.length
          const cursorNow = `${stream}@${head}`
          const serverTime = '2026-01-01T00:00:00Z'
          resolve(
            at < 0
              ? {
                  frames: [],
                  cursor: cursorNow,
                  serverTime,
                  snapshot: { stream, upTo: head, cursor: cursorNow, reason: 'first', state: upTo(head) },
                }
              : { frames: head > at ? [hub.frame(stream, at, head)] : [], cursor: cursorNow, serverTime },
          )
        }, 1_000),
      )
    const tell = vi.fn(() => Promise.resolve())
    const client = clientOf(hub, { poll, tell, renew: () => Promise.resolve(true) })
    client.player = () => ({ state: 'waiting' })
    const followed = client.follow('s/1/screen', collecting, () => undefined)
    client.start()
    for (let i = 0; i < 30; i++) {
      hub.append()
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(client.status).toBe('polling')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(followed.state).toEqual(upTo(30))
    // Without a connection it tells by calls what it plays, every ten seconds, and no more once it is back.
    expect(tell.mock.calls.length).toBeGreaterThanOrEqual(2)
    expect(tell).toHaveBeenCalledWith('1', { player: { state: 'waiting' } })
    hub.connectFails = false
    for (let i = 0; i < 40; i++) {
      await vi.advanceTimersByTimeAsync(1_000)
      if (i === 30) hub.append()
      for (const link of [...hub.links]) link.pump()
    }
    expect(client.status).toBe('online')
    expect(followed.state).toEqual(upTo(31))
    tell.mockClear()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(tell).not.toHaveBeenCalled()
    await client.stop()
  })
})
