import type { Schemas, ViewEvent } from '@/api/contract'
import type { Frame, JoinAnswer } from './messages'
import type { HubTransport } from './transport'

/** Numbers in [0, 1) from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A hub with one log that drops, doubles, merges and cuts as told: what a relay's client must survive. */
export class FakeHub {
  readonly log: ViewEvent[] = []
  readonly links = new Set<FakeLink>()
  joins = 0
  refuse: string | undefined
  connectFails = false
  oldestKept = 0

  constructor(readonly random: () => number) {}

  readonly connect = (): HubTransport => new FakeLink(this)

  append(type = 'noted'): void {
    this.log.push({ offset: this.log.length + 1, type, at: '2026-01-01T00:00:00Z', data: { n: this.log.length + 1 } })
  }

  frame(stream: string, after: number, upTo: number): Frame {
    return { stream, after, upTo, cursor: `${stream}@${upTo}`, events: this.log.slice(after, upTo) }
  }
}

class FakeLink implements HubTransport {
  private listeners = new Map<string, (data: unknown) => void>()
  private closed: () => void = () => undefined
  private sent = new Map<string, number>()
  private open = false

  constructor(private readonly hub: FakeHub) {}

  start(): Promise<void> {
    if (this.hub.connectFails) return Promise.reject(new Error('cut'))
    this.open = true
    this.hub.links.add(this)
    return Promise.resolve()
  }

  stop(): Promise<void> {
    this.open = false
    this.hub.links.delete(this)
    return Promise.resolve()
  }

  cut(): void {
    void this.stop()
    this.closed()
  }

  on(message: string, listener: (data: unknown) => void): void {
    this.listeners.set(message, listener)
  }

  onClose(listener: () => void): void {
    this.closed = listener
  }

  emit(message: string, data: unknown): void {
    if (this.open) this.listeners.get(message)?.(data)
  }

  invoke<T>(method: string, argument: unknown): Promise<T> {
    if (!this.open) return Promise.reject(new Error('closed'))
    const serverTime = '2026-01-01T00:00:00Z'
    if (method !== 'Join') return Promise.resolve({ serverTime } as T)
    this.hub.joins++
    const { streams } = argument as Schemas['JoinRequest']
    const answer: JoinAnswer = {
      ok: true,
      streams: [],
      serverTime,
      heartbeatMs: 10_000,
      retry: { baseMs: 100, capMs: 1_000 },
    }
    if (this.hub.refuse)
      return Promise.resolve({ ...answer, ok: false, error: { code: this.hub.refuse, detail: '' } } as T)
    for (const { stream, cursor } of streams) answer.streams.push(this.joinOne(stream, cursor))
    return Promise.resolve(answer as T)
  }

  private joinOne(stream: string, cursor: string | undefined): Schemas['JoinedStream'] {
    const head = this.hub.log.length
    const at = cursor ? Number(cursor.split('@')[1]) : -1
    const recovered = at >= this.hub.oldestKept
    if (recovered) {
      this.sent.set(stream, at)
    } else {
      const state = this.hub.log.map((e) => e.offset)
      this.emit('snapshot', {
        stream,
        upTo: head,
        cursor: `${stream}@${head}`,
        reason: cursor ? 'too_old' : 'first',
        state,
      })
      this.sent.set(stream, head)
    }
    return { stream, head, recovered }
  }

  /** Sends what is due, perhaps merged, doubled, or with a hole. */
  pump(): void {
    for (const [stream, sent] of this.sent) {
      const head = this.hub.log.length
      if (sent >= head) continue
      const upTo = sent + 1 + Math.floor(this.hub.random() * (head - sent))
      const frame = this.hub.frame(stream, sent, upTo)
      const fate = this.hub.random()
      this.sent.set(stream, upTo)
      if (fate < 0.1) continue
      this.emit('frame', frame)
      if (fate > 0.9) this.emit('frame', frame)
    }
  }
}
