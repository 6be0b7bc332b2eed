import { ApiProblem, problemOf } from './problem'
import { asScreen, isScreen } from './room'

export type Method = 'GET' | 'POST' | 'DELETE'

export interface CallOptions {
  /** Of the command: the same one is sent with every retry. Left out: a new one. `false`: the call takes none. */
  key?: string | false
  /** How long to go on trying while nothing or only a passing refusal comes back; 0: once. */
  patienceMs?: number
  signal?: AbortSignal
  /** A file instead of JSON. */
  file?: Blob
  /** Do not try to refresh the sign-in on 401. */
  anonymous?: boolean
}

export interface HttpPorts {
  fetch: typeof fetch
  random: () => number
  wait: (ms: number, signal?: AbortSignal) => Promise<void>
  newKey: () => string
  now: () => number
}

const base = '/api/v1'

/** UUIDv4; `crypto.randomUUID` exists only in secure contexts, and a hall's server may be plain HTTP. */
export function newKey(): string {
  const b = crypto.getRandomValues(new Uint8Array(16))
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x40
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const aborted = () => {
      clearTimeout(timer)
      reject(new ApiProblem({ code: 'cancelled' }))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', aborted)
      resolve()
    }, ms)
    if (signal?.aborted) aborted()
    else signal?.addEventListener('abort', aborted, { once: true })
  })
}

/** The HTTP door: cookies, `X-RC: 1` and an idempotency key on changes, retries with the same key, one refresh on 401. */
export class HttpClient {
  private refreshing: Promise<boolean> | undefined
  private readonly ports: HttpPorts
  /** Called when a refresh was refused: nobody is signed in any more. */
  onSignedOut: () => void = () => undefined
  /** Called when a dangerous act wants the password once more; true: it was given, and the act is sent again with the same key. */
  onStalePassword: () => Promise<boolean> = () => Promise.resolve(false)

  constructor(ports: Partial<HttpPorts> = {}) {
    this.ports = {
      fetch: (input, init) => fetch(input, init),
      random: Math.random,
      wait,
      newKey,
      now: () => Date.now(),
      ...ports,
    }
  }

  get<T>(path: string, options: CallOptions = {}): Promise<T> {
    return this.call<T>('GET', path, undefined, options)
  }

  post<T>(path: string, body: unknown = {}, options: CallOptions = {}): Promise<T> {
    return this.call<T>('POST', path, body, options)
  }

  async call<T>(method: Method, path: string, body?: unknown, options: CallOptions = {}): Promise<T> {
    const response = await this.send(method, path, body, options)
    return (response.status === 204 ? undefined : await response.json()) as T
  }

  /** As {@link call}, with the answer itself: for statuses and headers that matter. */
  async send(method: Method, path: string, body?: unknown, options: CallOptions = {}): Promise<Response> {
    const init = this.request(method, body, options)
    const until = this.ports.now() + (options.patienceMs ?? (method === 'GET' ? 0 : 10_000))
    for (let attempt = 0, refreshed = false; ; attempt++) {
      let problem: ApiProblem
      try {
        const response = await this.ports.fetch(base + path, init)
        if (response.ok) return response
        problem = await problemOf(response)
      } catch (error) {
        if (options.signal?.aborted) throw new ApiProblem({ code: 'cancelled' })
        if (error instanceof ApiProblem) throw error
        problem = new ApiProblem({ code: 'no_network' })
      }
      if (problem.status === 401 && !options.anonymous && !refreshed) {
        refreshed = true
        if (await this.refresh()) continue
      }
      if (problem.code === 'fresh_sign_in_required' && (await this.onStalePassword())) continue
      const pause = Math.max(problem.retryAfterMs ?? 0, this.ports.random() * Math.min(4_000, 250 * 2 ** attempt))
      if (!problem.passing || this.ports.now() + pause > until) throw problem
      await this.ports.wait(pause, options.signal)
    }
  }

  /** Renews the sign-in by the cookie; all callers share one try. False: it was refused, or nothing answered. */
  refresh(): Promise<boolean> {
    this.refreshing ??= this.renew().finally(() => {
      this.refreshing = undefined
    })
    return this.refreshing
  }

  private async renew(): Promise<boolean> {
    try {
      const response = await this.ports.fetch(base + '/auth/refresh', this.request('POST', {}, { key: false }))
      if (response.status === 401 || response.status === 403) this.onSignedOut()
      return response.ok
    } catch {
      return false
    }
  }

  private request(method: Method, body: unknown, options: CallOptions): RequestInit {
    const headers: Record<string, string> = { Accept: 'application/json' }
    if (isScreen()) headers[asScreen.name] = asScreen.value
    if (method !== 'GET') {
      headers['X-RC'] = '1'
      if (options.key !== false) headers['Idempotency-Key'] = options.key ?? this.ports.newKey()
    }
    const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' }
    if (options.signal) init.signal = options.signal
    if (options.file) {
      headers['Content-Type'] = options.file.type || 'text/csv'
      init.body = options.file
    } else if (method === 'POST') {
      headers['Content-Type'] = 'application/json'
      init.body = JSON.stringify(body)
    }
    return init
  }
}

/** The page's one door. */
export const http = new HttpClient()
