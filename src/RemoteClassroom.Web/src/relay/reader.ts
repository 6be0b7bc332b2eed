import type { ViewEvent } from '@/api/contract'
import type { Frame, Snapshot, Totals } from './messages'

export interface View<S> {
  /** (state, event) → state; gives the same state for events it does not know. */
  apply: (state: S, event: ViewEvent) => S
  /** (state, totals) → state. */
  total?: (state: S, totals: Totals) => S
  /** What to keep of the state before when a snapshot replaces it: totals are not part of a snapshot. */
  keep?: (snapshot: S, before: S) => S
}

/** Where a view stands: kept over a reload, so that the page can go on where it was. */
export interface Position<S> {
  offset: number
  cursor: string
  state: S
}

export type Accepted = 'applied' | 'ignored' | 'gap'

/**
 * One stream of the relay, by the contract's rule: a frame is applied exactly if it begins at our own offset, ignored if it
 * does not reach beyond it, and is otherwise a gap, after which the stream is joined again with the cursor.
 */
export class StreamReader<S> {
  private position: Position<S> | undefined
  private totalsSeen = new Map<string, { epoch: number; seq: number }>()
  /** Events applied since the last join. */
  eventsSinceJoin = 0

  constructor(
    readonly stream: string,
    private readonly view: View<S>,
    start?: Position<S>,
  ) {
    this.position = start
  }

  get cursor(): string | undefined {
    return this.position?.cursor
  }

  get offset(): number {
    return this.position?.offset ?? 0
  }

  get state(): S | undefined {
    return this.position?.state
  }

  get current(): Position<S> | undefined {
    return this.position
  }

  joined(): void {
    this.eventsSinceJoin = 0
  }

  frame(frame: Frame): Accepted {
    const at = this.position
    if (!at) return 'gap'
    if (frame.upTo <= at.offset) return 'ignored'
    if (frame.after !== at.offset) return 'gap'
    const state = frame.events.reduce((s, event) => this.view.apply(s, event), at.state)
    this.position = { offset: frame.upTo, cursor: frame.cursor, state }
    this.eventsSinceJoin += frame.events.length
    return 'applied'
  }

  snapshot(snapshot: Snapshot): void {
    const before = this.position?.state
    const fresh = snapshot.state as S
    const state = before !== undefined && this.view.keep ? this.view.keep(fresh, before) : fresh
    this.position = { offset: snapshot.upTo, cursor: snapshot.cursor, state }
  }

  /** The latest (epoch, seq) of a key wins; false for an older one. */
  totals(totals: Totals): boolean {
    const seen = this.totalsSeen.get(totals.key)
    if (seen && (totals.epoch < seen.epoch || (totals.epoch === seen.epoch && totals.seq <= seen.seq))) return false
    this.totalsSeen.set(totals.key, { epoch: totals.epoch, seq: totals.seq })
    if (this.position && this.view.total) {
      this.position = { ...this.position, state: this.view.total(this.position.state, totals) }
    }
    return true
  }
}
