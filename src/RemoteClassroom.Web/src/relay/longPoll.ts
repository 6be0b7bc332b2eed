import type { PlayerReport } from '@/api/contract'
import type { FramesAnswer } from './messages'

/** A stream that is polled: where it stands is asked anew at each turn. */
export interface Polled {
  readonly reader: { readonly stream: string; readonly cursor: string | undefined }
}

export interface LongPollPorts {
  poll: (stream: string, cursor: string | undefined, signal: AbortSignal) => Promise<FramesAnswer>
  /** A screen's sign of life: there is no connection to send a heartbeat over. */
  tell: ((session: string, request: { player: PlayerReport | undefined }) => Promise<unknown>) | undefined
  now: () => number
  after: (ms: number, act: () => void) => () => void
  /** Whether the stream is followed still. */
  followed: (entry: Polled) => boolean
  answered: (answer: FramesAnswer, sentAt: number) => void
  /** Nothing came; answers after how many ms to try again. */
  failed: () => number
  streams: () => Iterable<string>
  /** What the screen's player does; undefined for a page without one. */
  player: () => (() => PlayerReport | undefined) | undefined
  heartbeatMs: () => number
}

/** The same frames by long poll, where a proxy refuses WebSockets: each stream asks in turns until it is stopped. */
export class LongPoll {
  private running: AbortController | undefined
  private cancelTelling: () => void = () => undefined

  constructor(private readonly ports: LongPollPorts) {}

  get isRunning(): boolean {
    return this.running !== undefined
  }

  start(entries: Iterable<Polled>): void {
    if (this.running) return
    this.running = new AbortController()
    for (const entry of entries) this.follow(entry)
    this.tellLater(0)
  }

  stop(): void {
    this.running?.abort()
    this.running = undefined
  }

  follow(entry: Polled): void {
    const signal = this.running?.signal
    if (!signal) return
    const { ports } = this
    const ended = () => signal.aborted || !ports.followed(entry)
    const turn = async (): Promise<void> => {
      if (ended()) return
      let pause = 0
      try {
        const sentAt = ports.now()
        const answer = await ports.poll(entry.reader.stream, entry.reader.cursor, signal)
        if (ended()) return
        ports.answered(answer, sentAt)
      } catch {
        if (ended()) return
        pause = ports.failed()
      }
      ports.after(pause, () => void turn())
    }
    void turn()
  }

  tellLater(afterMs: number): void {
    const signal = this.running?.signal
    const { tell, player, streams, heartbeatMs } = this.ports
    this.cancelTelling()
    if (!tell || !signal) return
    this.cancelTelling = this.ports.after(afterMs, () => {
      if (signal.aborted) return
      const session = [...streams()].find((stream) => stream.startsWith('s/'))?.split('/')[1]
      const report = player()
      if (report && session) void tell(session, { player: report() }).catch(() => undefined)
      this.tellLater(heartbeatMs())
    })
  }
}
