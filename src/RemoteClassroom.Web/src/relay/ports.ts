import type { ServerClock } from '@/api/clock'
import type { PlayerReport } from '@/api/contract'
import type { FramesAnswer } from './messages'
import type { Position } from './reader'
import type { HubTransport } from './transport'

export type RelayStatus = 'connecting' | 'online' | 'polling' | 'offline' | 'refused'

export interface RelayPorts {
  connect: () => HubTransport
  /** The same frames by long poll; absent: no fallback. */
  poll?: (stream: string, cursor: string | undefined, signal: AbortSignal) => Promise<FramesAnswer>
  /** A screen's sign of life where it polls: there is no connection to send a heartbeat over. */
  tell?: (session: string, request: { player: PlayerReport | undefined }) => Promise<unknown>
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
