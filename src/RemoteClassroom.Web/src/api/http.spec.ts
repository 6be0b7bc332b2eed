import { describe, expect, it, vi } from 'vitest'
import { ServerClock } from './clock'
import { HttpClient, newKey } from './http'
import { ApiProblem } from './problem'

type Answer = { status: number; body?: unknown } | 'cut'

function client(...answers: Answer[]) {
  const calls: { path: string; headers: Record<string, string>; method: string }[] = []
  let now = 0
  const http = new HttpClient({
    fetch: ((path: string, init: RequestInit) => {
      calls.push({ path, headers: init.headers as Record<string, string>, method: init.method ?? '' })
      const answer = answers.shift() ?? 'cut'
      if (answer === 'cut') return Promise.reject(new TypeError('network'))
      const type = answer.status >= 400 ? 'application/problem+json' : 'application/json'
      return Promise.resolve(
        new Response(JSON.stringify(answer.body ?? {}), { status: answer.status, headers: { 'content-type': type } }),
      )
    }) as typeof fetch,
    random: () => 0.5,
    wait: (ms) => {
      now += ms
      return Promise.resolve()
    },
    now: () => now,
  })
  return { http, calls }
}

const problem = (status: number, code: string, more: object = {}): Answer => ({
  status,
  body: { status, code, detail: code, ...more },
})

describe('HttpClient', () => {
  it('marks changes and keeps the key over retries', async () => {
    const { http, calls } = client('cut', problem(503, 'outcome_unknown'), { status: 200, body: { offset: 7 } })
    await expect(http.post('/sessions/1/start')).resolves.toEqual({ offset: 7 })
    expect(calls).toHaveLength(3)
    expect(new Set(calls.map((c) => c.headers['Idempotency-Key'])).size).toBe(1)
    expect(calls.every((c) => c.headers['X-RC'] === '1')).toBe(true)
  })

  it('sends no mark and no key with a look-up', async () => {
    const { http, calls } = client({ status: 200 })
    await http.get('/sessions')
    expect(calls[0]?.headers).toEqual({ Accept: 'application/json' })
  })

  it('asks for the password where an act wants it, and sends the same command again', async () => {
    const stale = problem(403, 'fresh_sign_in_required')
    const { http, calls } = client(stale, { status: 200, body: { id: 'gone' } }, stale)
    http.onStalePassword = () => Promise.resolve(true)
    await expect(http.call('DELETE', '/accounts/1')).resolves.toEqual({ id: 'gone' })
    expect(new Set(calls.map((c) => c.headers['Idempotency-Key'])).size).toBe(1)
    http.onStalePassword = () => Promise.resolve(false)
    await expect(http.call('DELETE', '/accounts/1')).rejects.toMatchObject({ code: 'fresh_sign_in_required' })
  })

  it('does not repeat what was refused', async () => {
    const { http, calls } = client(problem(409, 'illegal_transition'))
    await expect(http.post('/sessions/1/start')).rejects.toMatchObject({ code: 'illegal_transition', status: 409 })
    expect(calls).toHaveLength(1)
  })

  it('waits as long as the server says, and gives up when that is too long', async () => {
    const { http } = client(problem(429, 'rate_limited', { retryAfterMs: 60_000 }))
    await expect(http.post('/x', {}, { patienceMs: 1_000 })).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 60_000,
    })
  })

  it('refreshes once on 401, for all callers together', async () => {
    const { http, calls } = client(
      problem(401, 'unauthenticated'),
      problem(401, 'unauthenticated'),
      { status: 200 },
      { status: 200, body: 1 },
      { status: 200, body: 2 },
    )
    await expect(Promise.all([http.get('/a'), http.get('/b')])).resolves.toEqual([1, 2])
    expect(calls.filter((c) => c.path.endsWith('/auth/refresh'))).toHaveLength(1)
  })

  it('tells when nobody is signed in any more', async () => {
    const { http } = client(problem(401, 'unauthenticated'), problem(401, 'unauthenticated'))
    http.onSignedOut = vi.fn()
    await expect(http.get('/a')).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(http.onSignedOut).toHaveBeenCalledOnce()
  })

  it('names the lack of an answer, and a proxy’s page', async () => {
    await expect(client('cut').http.get('/a')).rejects.toMatchObject({ code: 'no_network', status: 0 })
    const page = new HttpClient({
      fetch: () =>
        Promise.resolve(
          new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }),
        ),
    })
    await expect(page.get('/a')).rejects.toMatchObject({ code: 'unavailable', status: 502 })
  })

  it('makes keys that are UUIDs', () => {
    expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(new ApiProblem({ code: 'x', status: 503 }).passing).toBe(true)
  })
})

describe('ServerClock', () => {
  const at = (ms: number) => new Date(ms).toISOString()

  it('trusts the sample with the shortest round trip', () => {
    const clock = new ServerClock(
      () => 10_000,
      () => 20_000,
    )
    expect(clock.trusted).toBe(false)
    clock.sample(at(65_000), 0, 8_000)
    expect(clock.offsetMs).toBe(61_000)
    clock.sample(at(70_005), 10_000, 10_010)
    expect(clock.offsetMs).toBe(60_000)
    clock.sample(at(63_000), 0, 9_000)
    expect(clock.offsetMs).toBe(60_000)
    clock.sample('nonsense', 0, 1)
    expect(clock.now()).toBe(70_000)
  })

  it('goes on by the monotonic clock while this device’s clock is set, and is not trusted until the next answer', () => {
    let wall = 0
    let ticks = 500
    const clock = new ServerClock(
      () => wall,
      () => ticks,
    )
    expect(clock.stamp().clockOffsetMs).toBeUndefined()
    clock.sample(at(1_000_000), wall, wall)
    wall = ticks = 60_500
    expect([clock.now(), clock.trusted, clock.stamp().clockOffsetMs]).toEqual([1_060_000, true, 999_500])
    wall += 600_000
    expect([clock.now(), clock.trusted, clock.stamp().clockOffsetMs]).toEqual([1_060_000, false, undefined])
    clock.sample(at(1_060_000), wall, wall)
    expect(clock.trusted).toBe(true)
  })

  it('forgets what it knew when the device slept, and tells of every contact', () => {
    let wall = 0
    let ticks = 0
    const clock = new ServerClock(
      () => wall,
      () => ticks,
    )
    const contacts: number[] = []
    clock.onContact = (c) => contacts.push(c.monotonicMs)
    clock.sample(at(0), wall, wall)
    wall = 3_600_000
    ticks = 1_000
    expect(clock.trusted).toBe(false)
    clock.sample(at(3_600_000), wall - 400, wall)
    expect([clock.trusted, clock.now(), contacts]).toEqual([true, 3_600_200, [0, 800]])
  })
})
