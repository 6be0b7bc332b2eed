import type { Schemas } from '@/api/contract'

export type Frame = Schemas['Frame']
export type Snapshot = Schemas['Snapshot']
export type Totals = Schemas['Totals']
export type Bye = Schemas['Bye']
export type JoinAnswer = Schemas['JoinAnswer']
export type HeartbeatAnswer = Schemas['HeartbeatAnswer']
export type HeartbeatRequest = Schemas['HeartbeatRequest']

/** Answer of the long poll: what the hub would have sent. */
export interface FramesAnswer {
  frames: Frame[]
  cursor: string
  serverTime: string
  snapshot?: Snapshot
  totals?: Totals
}

export const streams = {
  screen: (session: string) => `s/${session}/screen`,
  staff: (session: string) => `s/${session}/staff`,
  branch: (session: string, branch: string) => `b/${session}/${branch}`,
  attendance: (session: string, unit: string) => `a/${session}/${unit}`,
} as const
