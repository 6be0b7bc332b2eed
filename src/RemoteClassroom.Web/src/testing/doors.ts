import { vi } from 'vitest'
import { computed, reactive, shallowReactive } from 'vue'
import { ApiProblem } from '@/api/problem'

/** What the server says to a GET, by path without its query; a path that nobody prepared never answers. */
export const answers = new Map<string, (query: URLSearchParams) => unknown>()
/** What it says to a change; a path that nobody prepared answers `{}`. */
export const replies = new Map<string, (body: unknown) => unknown>()
/** Every change that was sent. */
export const sent: { path: string; body: unknown; key: unknown }[] = []
export const streams = shallowReactive(new Map<string, unknown>())
export const client = {
  status: 'online',
  heardAt: Date.now(),
  beatAtLeastEveryMs: Infinity,
  roster: undefined,
  beat: vi.fn(),
}
export const health = reactive<Record<string, unknown>>({ status: 'online', offlineSince: undefined })

/** A refusal of the server's. */
export const refuse = (code: string, status = 409, detail = '') => {
  throw new ApiProblem({ status, code, detail })
}
/** No answer at all. */
export const gone = () => refuse('no_network', 0)

async function get(path: string): Promise<unknown> {
  const [name, query] = path.split('?')
  const answer = answers.get(name ?? '')
  return answer ? await answer(new URLSearchParams(query)) : await new Promise(() => undefined)
}

async function post(path: string, body: unknown, options?: { key?: unknown }): Promise<unknown> {
  sent.push({ path, body, key: options?.key })
  return (await replies.get(path)?.(body)) ?? {}
}

/** A file or a deletion: what was sent is noted like any other change. */
async function call(_method: string, path: string, body: unknown, options?: { key?: unknown; file?: Blob }) {
  sent.push({ path, body: options?.file ?? body, key: options?.key })
  return (await replies.get(path)?.(body)) ?? {}
}

/** To stand in the place of `@/api/http`. */
export const httpDoor = { newKey: () => 'key', wait: () => Promise.resolve(), http: { get, post, call } }

/** To stand in the place of `@/relay/useRelay`. */
export const relayDoor = {
  useRelay: () => ({ client, health }),
  closeRelay: () => Promise.resolve(),
  useStream: (name: () => string | undefined) =>
    computed(() => {
      const of = name()
      return of ? streams.get(of.slice(0, 1) + of.slice(of.lastIndexOf('/'))) : undefined
    }),
}

/** As if nothing had been asked or said. */
export function shutDoors(): void {
  answers.clear()
  replies.clear()
  sent.length = 0
  streams.clear()
  Object.assign(health, { status: 'online', offlineSince: undefined })
  Object.assign(client, { status: 'online', heardAt: Date.now() })
}
