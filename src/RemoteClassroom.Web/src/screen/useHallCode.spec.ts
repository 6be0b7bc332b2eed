import { effectScope, ref, type Ref } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { serverClock } from '@/api/clock'
import type { RoundInfo } from '@/api/contract'
import { http } from '@/api/http'
import { useHallCode, type CodeSource } from './useHallCode'

const answers: Record<string, unknown> = {
  '/sessions/s1/branches/v1/key': {
    key: 'AAAA',
    stepMs: 15_000,
    serverTime: '2030-01-01T00:00:00Z',
    address: 'https://classroom.example',
  },
  '/sessions/s1/branches/v1/code': { hall: 17 },
}
const scopes: ReturnType<typeof effectScope>[] = []

function open(round: Ref<RoundInfo | undefined> = ref()): CodeSource {
  const scope = effectScope()
  scopes.push(scope)
  return scope.run(() => useHallCode(ref('s1'), ref('v1'), round)) as CodeSource
}

describe('the address in the QR', () => {
  beforeEach(() => localStorage.clear())
  afterEach(() => {
    scopes.splice(0).forEach((scope) => scope.stop())
    vi.restoreAllMocks()
  })

  it('is the one that the server says, not where this screen was opened', async () => {
    vi.spyOn(http, 'get').mockImplementation((path: string) => Promise.resolve(answers[path]))
    const source = open()
    expect(source.address.value).toBe(location.origin)
    await vi.waitFor(() => expect(source.address.value).toBe('https://classroom.example'))
  })

  it('comes with how many of the hall a sample asks, which no screen asks for in a round for everybody', async () => {
    vi.useFakeTimers()
    const get = vi
      .spyOn(http, 'get')
      .mockImplementation((path: string) => Promise.resolve({ ...(answers[path] as object), asked: 3 }))
    const round = ref<RoundInfo | undefined>({ roundId: 'r1', kind: 'signIn', openedAt: '2030-01-01T00:00:00Z' })
    const source = open(round)
    await vi.advanceTimersByTimeAsync(10_000)
    expect([source.asked.value, get.mock.calls.length]).toEqual([undefined, 2])
    round.value = {
      kind: 'spotCheck',
      openedAt: '2030-01-01T00:10:00Z',
      roundId: 'r2',
      sample: { percent: 10, halls: 9, people: 27 },
    }
    await vi.advanceTimersByTimeAsync(5_000)
    expect([source.asked.value, get.mock.calls.length]).toEqual([3, 3])
    round.value = undefined
    await vi.advanceTimersByTimeAsync(5_000)
    expect([source.asked.value, get.mock.calls.length]).toEqual([undefined, 3])
    vi.useRealTimers()
  })

  it('is kept for a screen that starts without a link', async () => {
    vi.spyOn(http, 'get').mockImplementation((path: string) => Promise.resolve(answers[path]))
    const before = open()
    await vi.waitFor(() => expect(before.hall.value).toBe(17))
    vi.spyOn(http, 'get').mockRejectedValue(new Error('no link'))
    const source = open()
    expect([source.hall.value, source.address.value]).toEqual([17, 'https://classroom.example'])
    expect(source.codeAt(source.now())).toBeDefined()
  })

  it('shows no code by a clock that nobody confirmed in this run of the page, or that jumped', async () => {
    vi.spyOn(http, 'get').mockImplementation((path: string) => Promise.resolve(answers[path]))
    const source = open()
    await vi.waitFor(() => expect(source.hall.value).toBe(17))
    expect([source.trusted(), source.codeAt(source.now()) === undefined]).toEqual([true, false])
    vi.spyOn(serverClock, 'trusted', 'get').mockReturnValue(false)
    expect([source.trusted(), source.codeAt(source.now())]).toEqual([false, undefined])
  })
})
