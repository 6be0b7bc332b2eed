import type { ServerClock } from '@/api/clock'
import type { PlayerReport } from '@/api/contract'
import { Backoff } from './backoff'
import type { Bye, Frame, FramesAnswer, HeartbeatAnswer, JoinAnswer, Snapshot, Totals } from './messages'
import { StreamReader, type Position, type View } from './reader'
import type { HubTransport } from './transport'

export type RelayStatus = 'connecting' | 'online' | 'polling' | 'offline' | 'refused'

export interface RelayPorts {
  connect: () => HubTransport
  /** The same frames by long poll; absent: no fallback. */
  poll?: (stream: string, cursor: string | undefined, signal: AbortSignal) => Promise<FramesAnswer>
  /** Renews the sign-in before another try; answers whether the server could be reached over HTTP at all. */
  renew?: () => Promise<boolean>
  clock: ServerClock
  random: () => number
  now: () => number
  after: (ms: number, act: () => void) => () => void
}

export interface Recovery {
  /** How many events came in between. */
  events: number
  /** False: a snapshot replaced the state, and what was missed is not known one by one. */
  seamless: boolean
}

export interface Subscription<S> {
  readonly state: S | undefined
  readonly position: Position<S> | undefined
  close(): void
}

interface Entry {
  reader: StreamReader<unknown>
  changed: () => void
  joined: boolean
  joining: boolean
}

const invokeTimeoutMs = 6_000
const failuresBeforePolling = 3

/**
 * A page's one connection to the relay. It comes back for ever: by full-jitter back-off and the server's advice, with the
 * cursor of every stream, and by long poll where WebSockets do not get through.
 */
export class RelayClient {
  status: RelayStatus = 'connecting'
  /** Since when there is no link; undefined while there is one. */
  offlineSince: number | undefined
  /** The refusal of the last join, by its code. */
  refusal: string | undefined
  /** Added to every heartbeat. */
  player: (() => PlayerReport | undefined) | undefined
  onStatus: () => void = () => undefined
  onRecovered: (recovery: Recovery) => void = () => undefined

  private readonly entries = new Map<string, Entry>()
  private readonly backoff: Backoff
  private transport: HubTransport | undefined
  private generation = 0
  private heartbeatMs = 10_000
  private failures = 0
  private wasOnline = false
  private cancelTimer: () => void = () => undefined
  private cancelHeartbeat: () => void = () => undefined
  private polling: AbortController | undefined
  private stopped = true

  constructor(private readonly ports: RelayPorts) {
    this.backoff = new Backoff(500, 15_000, ports.random)
  }

  /**
   * Follows a stream until closed.
   * @param start where an earlier page left off
   */
  follow<S>(stream: string, view: View<S>, changed: (state: S) => void, start?: Position<S>): Subscription<S> {
    const reader = new StreamReader<S>(stream, view, start)
    const notify = () => {
      if (reader.state !== undefined) changed(reader.state)
    }
    const entry: Entry = { reader: reader as StreamReader<unknown>, changed: notify, joined: false, joining: false }
    this.entries.set(stream, entry)
    notify()
    if (this.status === 'online') this.joinNow(entry)
    if (this.status === 'polling') this.pollStream(entry)
    return {
      get state() {
        return reader.state
      },
      get position() {
        return reader.current
      },
      close: () => {
        if (this.entries.get(stream) !== entry) return
        this.entries.delete(stream)
        if (this.status === 'online') this.invoke('Leave', { stream }).catch(() => undefined)
      },
    }
  }

  start(): void {
    if (!this.stopped) return
    this.stopped = false
    void this.connect()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.generation++
    this.cancelTimer()
    this.cancelHeartbeat()
    this.polling?.abort()
    await this.transport?.stop().catch(() => undefined)
  }

  /** The device says that its network changed: drop what may be dead, and try at once. */
  networkChanged(up: boolean): void {
    if (this.stopped) return
    if (!up) {
      this.lost(this.generation)
    } else if (this.status !== 'online') {
      this.cancelTimer()
      this.backoff.reset()
      void this.connect()
    }
  }

  private async connect(): Promise<void> {
    const generation = ++this.generation
    this.cancelTimer()
    const transport = this.ports.connect()
    this.transport = transport
    const current = () => generation === this.generation && !this.stopped
    transport.on('frame', (data) => current() && this.frame(data as Frame))
    transport.on('snapshot', (data) => current() && this.snapshot(data as Snapshot))
    transport.on('totals', (data) => current() && this.totals(data as Totals))
    transport.on('bye', (data) => current() && this.bye(data as Bye))
    transport.onClose(() => this.lost(generation))
    try {
      await this.timed(transport.start())
      if (!current()) return void transport.stop().catch(() => undefined)
      for (const entry of this.entries.values()) entry.joined = false
      const answer = await this.join([...this.entries.values()])
      if (!current()) return
      this.online()
      if (answer) this.announceRecovery(answer)
      // What a page began to follow while the others were being joined.
      for (const entry of this.entries.values()) if (!entry.joined) this.joinNow(entry)
      this.failures = 0
      this.polling?.abort()
      this.polling = undefined
      this.heartbeat(generation)
    } catch {
      if (!current()) return
      this.failures++
      await this.ports.renew?.().then(
        (reachable) => reachable && this.failures >= failuresBeforePolling && this.fallBack(),
        () => undefined,
      )
      this.lost(generation)
    }
  }

  private async join(entries: Entry[]): Promise<JoinAnswer | undefined> {
    if (entries.length === 0) return undefined
    const sentAt = this.ports.now()
    for (const entry of entries) {
      entry.reader.joined()
      entry.joined = true
    }
    const request = entries.map(({ reader }) => ({ stream: reader.stream, cursor: reader.cursor }))
    const answer = await this.invoke<JoinAnswer>('Join', { streams: request })
    if (!answer.ok) {
      this.refusal = answer.error?.code ?? 'unavailable'
      this.setStatus('refused')
      throw new Error(this.refusal)
    }
    this.ports.clock.sample(answer.serverTime, sentAt, this.ports.now())
    this.heartbeatMs = Math.max(1_000, answer.heartbeatMs)
    this.backoff.advise(answer.retry)
    this.refusal = undefined
    return answer
  }

  private joinNow(entry: Entry): void {
    if (entry.joining) return
    entry.joining = true
    const generation = this.generation
    this.join([entry])
      .catch(() => this.lost(generation))
      .finally(() => (entry.joining = false))
  }

  /** Said once the streams have reached the heads that they had when they were joined; not at the first join of all. */
  private announceRecovery(answer: JoinAnswer): void {
    const back = this.wasOnline
    this.wasOnline = true
    // Totals have no log, so that nothing can be missed there.
    const joined = answer.streams.filter((s) => !s.stream.startsWith('a/'))
    if (!back || joined.length === 0) return
    const generation = this.generation
    const look = (triesLeft: number) => {
      if (generation !== this.generation) return
      const behind = joined.some((s) => (this.entries.get(s.stream)?.reader.offset ?? s.head) < s.head)
      if (behind && triesLeft > 0) return void this.ports.after(200, () => look(triesLeft - 1))
      const events = joined.reduce((n, s) => n + (this.entries.get(s.stream)?.reader.eventsSinceJoin ?? 0), 0)
      this.onRecovered({ events, seamless: joined.every((s) => s.recovered) })
    }
    look(60)
  }

  private frame(frame: Frame): void {
    const entry = this.entries.get(frame.stream)
    if (!entry) return
    const accepted = entry.reader.frame(frame)
    if (accepted === 'applied') entry.changed()
    if (accepted === 'gap') this.joinNow(entry)
  }

  private snapshot(snapshot: Snapshot): void {
    const entry = this.entries.get(snapshot.stream)
    if (!entry) return
    entry.reader.snapshot(snapshot)
    entry.changed()
  }

  private totals(totals: Totals): void {
    const entry = this.entries.get(totals.stream)
    if (entry?.reader.totals(totals)) entry.changed()
  }

  private bye(bye: Bye): void {
    this.backoff.notBefore(bye.retryAfterMs)
    this.lost(this.generation)
  }

  private heartbeat(generation: number): void {
    this.cancelHeartbeat()
    this.cancelHeartbeat = this.ports.after(this.heartbeatMs, () => {
      const cursors: Record<string, string> = {}
      for (const { reader } of this.entries.values()) if (reader.cursor) cursors[reader.stream] = reader.cursor
      const sentAt = this.ports.now()
      this.invoke<HeartbeatAnswer>('Heartbeat', { cursors, player: this.player?.() }).then(
        (answer) => {
          this.ports.clock.sample(answer.serverTime, sentAt, this.ports.now())
          if (generation === this.generation) this.heartbeat(generation)
        },
        () => this.lost(generation),
      )
    })
  }

  /** An unanswered call is a dead link: a cut network closes no socket by itself. */
  private invoke<T>(method: string, argument: unknown): Promise<T> {
    const transport = this.transport
    return transport ? this.timed(transport.invoke<T>(method, argument)) : Promise.reject(new Error('no transport'))
  }

  private timed<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.ports.after(invokeTimeoutMs, () => reject(new Error('no answer')))
      work.then(resolve, reject).finally(cancel)
    })
  }

  private lost(generation: number): void {
    if (generation !== this.generation || this.stopped) return
    this.generation++
    this.cancelHeartbeat()
    this.transport?.stop().catch(() => undefined)
    this.transport = undefined
    if (!this.polling) {
      this.offlineSince ??= this.ports.now()
      if (this.status !== 'refused') this.setStatus('offline')
    }
    this.cancelTimer()
    this.cancelTimer = this.ports.after(this.backoff.next(), () => void this.connect())
  }

  private online(): void {
    this.backoff.reset()
    this.offlineSince = undefined
    this.setStatus('online')
  }

  private fallBack(): void {
    if (!this.ports.poll || this.polling || this.stopped) return
    this.polling = new AbortController()
    for (const entry of this.entries.values()) this.pollStream(entry)
  }

  private pollStream(entry: Entry): void {
    const signal = this.polling?.signal
    const poll = this.ports.poll
    if (!signal || !poll) return
    const ended = () => signal.aborted || this.entries.get(entry.reader.stream) !== entry
    const turn = async (): Promise<void> => {
      if (ended()) return
      let pause = 0
      try {
        const sentAt = this.ports.now()
        const answer = await poll(entry.reader.stream, entry.reader.cursor, signal)
        if (ended()) return
        this.polled(answer, sentAt)
      } catch {
        if (ended()) return
        this.offlineSince ??= this.ports.now()
        this.setStatus('offline')
        pause = this.backoff.next()
      }
      this.ports.after(pause, () => void turn())
    }
    void turn()
  }

  private polled(answer: FramesAnswer, sentAt: number): void {
    // The answer waited for news, so only its own end is near the server's clock.
    const now = this.ports.now()
    if (!this.ports.clock.known) this.ports.clock.sample(answer.serverTime, Math.max(sentAt, now - 200), now)
    if (answer.snapshot) this.snapshot(answer.snapshot)
    for (const frame of answer.frames) this.polledFrame(frame)
    if (answer.totals) this.totals(answer.totals)
    this.offlineSince = undefined
    this.wasOnline = true
    this.setStatus('polling')
  }

  private polledFrame(frame: Frame): void {
    const entry = this.entries.get(frame.stream)
    if (entry?.reader.frame(frame) === 'applied') entry.changed()
  }

  private setStatus(status: RelayStatus): void {
    if (this.status === status) return
    this.status = status
    this.onStatus()
  }
}
