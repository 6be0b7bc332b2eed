import type { PlayerReport } from '@/api/contract'
import { Backoff } from './backoff'
import { LongPoll } from './longPoll'
import type { Bye, Frame, FramesAnswer, HeartbeatAnswer, JoinAnswer, Snapshot, Totals } from './messages'
import type { Recovery, RelayPorts, RelayStatus, Subscription } from './ports'
import { StreamReader, type Position, type View } from './reader'
import { whenCaughtUp } from './recovery'
import { timed } from './timed'
import type { HubTransport } from './transport'

export type { Recovery, RelayPorts, RelayStatus, Subscription }

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
  /** Of an operator's page: which version of the roster it holds; added to every heartbeat. */
  roster: (() => string) | undefined
  /** When anything last came from the server, by this device's clock. */
  heardAt: number | undefined
  /** Longest time between heartbeats, for a page that must know soon that its figures stand still. */
  beatAtLeastEveryMs = Infinity
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
  private readonly polling: LongPoll | undefined
  private stopped = true

  constructor(private readonly ports: RelayPorts) {
    this.backoff = new Backoff(500, 15_000, ports.random)
    const { poll, tell, now, after } = ports
    if (!poll) return
    this.polling = new LongPoll({
      poll,
      tell,
      now,
      after,
      followed: (entry) => this.entries.get(entry.reader.stream) === entry,
      answered: (answer, sentAt) => this.polled(answer, sentAt),
      failed: () => {
        this.offlineSince ??= now()
        this.setStatus('offline')
        return this.backoff.next()
      },
      streams: () => this.entries.keys(),
      player: () => this.player,
      heartbeatMs: () => this.heartbeatMs,
    })
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
    if (this.status === 'polling') this.polling?.follow(entry)
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
    this.polling?.stop()
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
    const heard = () => current() && !!(this.heardAt = this.ports.now())
    transport.on('frame', (data) => heard() && this.frame(data as Frame))
    transport.on('snapshot', (data) => heard() && this.snapshot(data as Snapshot))
    transport.on('totals', (data) => heard() && this.totals(data as Totals))
    transport.on('bye', (data) => current() && this.bye(data as Bye))
    transport.onClose(() => this.lost(generation))
    try {
      await timed(transport.start(), invokeTimeoutMs, this.ports.after)
      if (!current()) return void transport.stop().catch(() => undefined)
      for (const entry of this.entries.values()) entry.joined = false
      const answer = await this.join([...this.entries.values()])
      if (!current()) return
      this.online()
      if (answer) this.announceRecovery(answer)
      // What a page began to follow while the others were being joined.
      for (const entry of this.entries.values()) if (!entry.joined) this.joinNow(entry)
      this.failures = 0
      this.polling?.stop()
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

  private announceRecovery(answer: JoinAnswer): void {
    const back = this.wasOnline
    this.wasOnline = true
    if (!back) return
    const generation = this.generation
    const reader = (stream: string) => this.entries.get(stream)?.reader
    whenCaughtUp(answer, reader, this.ports.after, () => generation === this.generation, this.onRecovered)
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

  /** What the player does has changed: the next heartbeat comes at once, a little apart from those of all other screens. */
  beat(): void {
    const soon = this.ports.random() * 400
    if (this.status === 'online') this.heartbeat(this.generation, soon)
    if (this.status === 'polling') this.polling?.tellLater(soon)
  }

  private heartbeat(generation: number, afterMs = Math.min(this.heartbeatMs, this.beatAtLeastEveryMs)): void {
    this.cancelHeartbeat()
    this.cancelHeartbeat = this.ports.after(afterMs, () => {
      const cursors: Record<string, string> = {}
      for (const { reader } of this.entries.values()) if (reader.cursor) cursors[reader.stream] = reader.cursor
      const sentAt = this.ports.now()
      const clockOffsetMs = this.ports.clock.known ? Math.round(this.ports.clock.offsetMs) : undefined
      const told = { cursors, player: this.player?.(), clockOffsetMs, roster: this.roster?.() }
      this.invoke<HeartbeatAnswer>('Heartbeat', told).then(
        (answer) => {
          this.heardAt = this.ports.now()
          this.ports.clock.sample(answer.serverTime, sentAt, this.ports.now())
          if (generation === this.generation) this.heartbeat(generation)
        },
        () => this.lost(generation),
      )
    })
  }

  private invoke<T>(method: string, argument: unknown): Promise<T> {
    const transport = this.transport
    if (!transport) return Promise.reject(new Error('no transport'))
    return timed(transport.invoke<T>(method, argument), invokeTimeoutMs, this.ports.after)
  }

  private lost(generation: number): void {
    if (generation !== this.generation || this.stopped) return
    this.generation++
    this.cancelHeartbeat()
    this.transport?.stop().catch(() => undefined)
    this.transport = undefined
    if (!this.polling?.isRunning) {
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
    if (!this.stopped) this.polling?.start(this.entries.values())
  }

  private polled(answer: FramesAnswer, sentAt: number): void {
    // The answer waited for news, so only its own end is near the server's clock.
    const now = this.ports.now()
    if (!this.ports.clock.known) this.ports.clock.sample(answer.serverTime, Math.max(sentAt, now - 200), now)
    if (answer.snapshot) this.snapshot(answer.snapshot)
    for (const frame of answer.frames) {
      const entry = this.entries.get(frame.stream)
      if (entry?.reader.frame(frame) === 'applied') entry.changed()
    }
    if (answer.totals) this.totals(answer.totals)
    this.offlineSince = undefined
    this.wasOnline = true
    this.setStatus('polling')
  }

  private setStatus(status: RelayStatus): void {
    if (this.status === status) return
    this.status = status
    this.onStatus()
  }
}
