import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { percentOf, useExports } from './exports'

const calls: { path: string; key: string | null; body: unknown }[] = []
let answers: Record<string, unknown>[] = []

function answer(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  calls.length = 0
  URL.createObjectURL = () => 'blob:x'
  URL.revokeObjectURL = () => undefined
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    calls.push({
      path,
      key: new Headers(init.headers).get('Idempotency-Key'),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    })
    if (path.endsWith('/file')) return Promise.resolve(new Response('x'))
    if (path.endsWith('/exports')) return Promise.resolve(answer({ exportId: 'e1' }, 201))
    return Promise.resolve(answer(answers.length > 1 ? answers.shift() : answers[0]))
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('a file made in the background', () => {
  it('is asked for once, followed until it is done, and then taken', async () => {
    answers = [
      { state: 'waiting', rows: 0 },
      { state: 'running', rows: 30, expectedRows: 120 },
      { state: 'done', format: 'xlsx' },
    ]
    const exports = useExports()
    const made = exports.start('一课', { format: 'xlsx', sessionId: 's' })
    await vi.advanceTimersByTimeAsync(1_600)
    expect(exports.all[0]).toMatchObject({ state: 'running', rows: 30, expected: 120 })
    expect(percentOf(exports.all[0] ?? {})).toBe(25)
    await vi.advanceTimersByTimeAsync(1_600)
    await made
    expect(exports.all[0]?.state).toBe('done')
    expect(calls.map((call) => call.path)).toEqual([
      '/api/v1/exports',
      ...Array(3).fill('/api/v1/exports/e1'),
      '/api/v1/exports/e1/file',
    ])
    expect(calls[0]?.key).toBe(exports.all[0]?.key)
  })

  it('that could not be made says so, and is asked for anew under another key', async () => {
    answers = [{ state: 'failed', fault: 'lost' }]
    const exports = useExports()
    await exports.start('一课', { format: 'csv', sessionId: 's' })
    expect(exports.all[0]).toMatchObject({ state: 'failed', fault: 'lost' })
    answers = [{ state: 'done', format: 'csv' }]
    await exports.again(exports.all[0]?.key ?? '')
    expect(exports.all).toHaveLength(1)
    expect(exports.all[0]?.state).toBe('done')
    const asked = calls.filter((call) => call.path === '/api/v1/exports')
    expect(new Set(asked.map((call) => call.key)).size).toBe(2)
  })

  it('is never shown as whole before it is done', () => {
    expect(percentOf({ rows: 500, expected: 100 })).toBe(99)
    expect(percentOf({ rows: 5 })).toBeUndefined()
  })
})
