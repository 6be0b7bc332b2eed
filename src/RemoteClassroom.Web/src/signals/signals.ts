import type { Schemas } from '@/api/contract'

export type Signal = Schemas['SignalInfo']
export type SignalType = Schemas['SignalType']
export type Finding = Schemas['SignalFinding']

/** Where a signal stands: nobody looked, more people came to it since, somebody is to ask, or there is a good reason. */
export const states = ['open', 'grown', 'followUp', 'explained'] as const
export type SignalState = (typeof states)[number]
export const types: SignalType[] = ['sharedDevice', 'burst', 'twoHalls']

export function stateOf({ judged, people }: Signal): SignalState {
  if (!judged) return 'open'
  return people > judged.people ? 'grown' : judged.finding
}

/** Those that wait for somebody first, then in the order of their beginning. */
export function inOrder(a: Signal, b: Signal): number {
  return states.indexOf(stateOf(a)) - states.indexOf(stateOf(b)) || Date.parse(a.from) - Date.parse(b.from)
}

export interface SignalWish {
  type?: SignalType
  state?: SignalState
}

/** What is asked for by the address; what it does not know it leaves out. */
export function wishOf(query: Record<string, unknown>): SignalWish {
  const type = types.find((t) => t === query['type'])
  const state = states.find((s) => s === query['state'])
  return { ...(type ? { type } : {}), ...(state ? { state } : {}) }
}

export const fits = (signal: Signal, wish: SignalWish): boolean =>
  (!wish.type || signal.type === wish.type) && (!wish.state || stateOf(signal) === wish.state)
