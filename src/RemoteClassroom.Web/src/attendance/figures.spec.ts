import { describe, expect, it } from 'vitest'
import type { ChildCounts, Counts } from '@/api/contract'
import { none, rate, same, step, sum, worstFirst } from './figures'

const counts = (expected: number, present: number, more: Partial<Counts> = {}): Counts => ({
  ...none,
  expected,
  present,
  ...more,
})
const child = (name: string, c: Counts, online?: boolean): ChildCounts => ({
  unit: { id: name, name, kind: 'venue', online },
  counts: c,
})

describe('attendance figures', () => {
  it('rate those who were to come', () => {
    expect(rate(counts(10, 4, { late: 2, excused: 2 }))).toBe(0.75)
    expect(rate(counts(2, 0, { excused: 2 }))).toBeUndefined()
  })

  it.each([
    [0, counts(0, 0)],
    [0, counts(10, 0, { unknown: 10 })],
    [1, counts(10, 5, { unknown: 5 })],
    [2, counts(10, 7)],
    [3, counts(100, 85)],
    [4, counts(100, 96)],
    [5, counts(100, 97)],
  ])('fall into step %i', (expected, c) => {
    expect(step(c)).toBe(expected)
  })

  it('sum over children in every column', () => {
    const a = counts(10, 4, { late: 1, waiting: 2, absent: 1, unknown: 1, excused: 1 })
    expect(
      same(
        sum([child('a', a), child('b', a)]),
        counts(20, 8, { late: 2, waiting: 4, absent: 2, unknown: 2, excused: 2 }),
      ),
    ).toBe(true)
    expect(same(a, { ...a, unknown: 2 })).toBe(false)
  })

  it('put the worst first', () => {
    const order = [
      child('full', counts(10, 10), true),
      child('empty', counts(0, 0), true),
      child('half', counts(10, 5), true),
      child('half of many', counts(100, 50), true),
      child('dark', counts(10, 9, { unknown: 1 }), false),
    ].sort(worstFirst)
    expect(order.map((c) => c.unit.name)).toEqual(['dark', 'half of many', 'half', 'full', 'empty'])
  })
})
