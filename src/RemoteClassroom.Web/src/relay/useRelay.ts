import { onScopeDispose, reactive, shallowRef, toValue, watch, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import { serverClock } from '@/api/clock'
import { http } from '@/api/http'
import { RelayClient, type Recovery, type RelayStatus } from './client'
import type { FramesAnswer } from './messages'
import type { Position, View } from './reader'
import { signalrTransport } from './transport'

export interface RelayHealth {
  status: RelayStatus
  offlineSince: number | undefined
  refusal: string | undefined
  recovery: (Recovery & { at: number }) | undefined
}

export interface Relay {
  client: RelayClient
  health: RelayHealth
}

let shared: Relay | undefined

async function renew(): Promise<boolean> {
  try {
    await http.get('/auth/me')
    return true
  } catch (error) {
    return (error as { status?: number }).status !== 0
  }
}

function poll(stream: string, cursor: string | undefined, signal: AbortSignal): Promise<FramesAnswer> {
  const query = new URLSearchParams({ stream })
  if (cursor) query.set('cursor', cursor)
  return http.get<FramesAnswer>(`/sessions/${stream.split('/')[1]}/frames?${query}`, { signal })
}

/** The page's one connection, started at its first use. */
export function useRelay(): Relay {
  if (shared) return shared
  const client = new RelayClient({
    connect: () => signalrTransport(),
    poll,
    tell: (session, request) => http.post(`/sessions/${session}/heartbeat`, request, { key: false, patienceMs: 0 }),
    renew,
    clock: serverClock,
    random: Math.random,
    now: () => Date.now(),
    after: (ms, act) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
  })
  const health = reactive<RelayHealth>({
    status: client.status,
    offlineSince: undefined,
    refusal: undefined,
    recovery: undefined,
  })
  client.onStatus = () => {
    health.status = client.status
    health.offlineSince = client.offlineSince
    health.refusal = client.refusal
  }
  client.onRecovered = (recovery) => {
    health.recovery = { ...recovery, at: Date.now() }
  }
  addEventListener('online', () => client.networkChanged(true))
  addEventListener('offline', () => client.networkChanged(false))
  client.start()
  shared = { client, health }
  return shared
}

/** Ends the page's connection, such as when somebody else signs in. */
export async function closeRelay(): Promise<void> {
  const relay = shared
  shared = undefined
  await relay?.client.stop()
}

/** The state of a stream, followed while the component lives; `undefined` as the name: none. */
export function useStream<S>(
  stream: MaybeRefOrGetter<string | undefined>,
  view: View<S>,
  options: {
    start?: (stream: string) => Position<S> | undefined
    keep?: (stream: string, at: Position<S>) => void
  } = {},
): ShallowRef<S | undefined> {
  const { client } = useRelay()
  const state = shallowRef<S>()
  let close: () => void = () => undefined
  watch(
    () => toValue(stream),
    (name) => {
      close()
      close = () => undefined
      state.value = undefined
      if (!name) return
      const subscription = client.follow<S>(
        name,
        view,
        (next) => {
          state.value = next
          queueMicrotask(() => {
            const at = subscription.position
            if (at) options.keep?.(name, at)
          })
        },
        options.start?.(name),
      )
      close = () => subscription.close()
    },
    { immediate: true },
  )
  onScopeDispose(() => close())
  return state
}
