import { describe, expect, it } from 'vitest'
import { apiQuery, rateOf, sumsTo, there, wishOf, type StateCounts } from './reports'

const counts = (more: Partial<StateCounts>): StateCounts => ({
  expected: 0,
  present: 0,
  late: 0,
  leftEarly: 0,
  partial: 0,
  excused: 0,
  absent: 0,
  unknown: 0,
  madeUp: 0,
  ...more,
})

describe('the figures of a report', () => {
  it('count whoever was there at all, of those who were to come, and none who made it up', () => {
    const c = counts({ expected: 10, present: 4, late: 1, leftEarly: 1, partial: 1, madeUp: 1, excused: 1, absent: 1 })
    expect(there(c)).toBe(7)
    expect(rateOf(c)).toBeCloseTo(7 / 9)
    expect(rateOf(counts({ expected: 1, excused: 1 }))).toBeUndefined()
  })

  it('sum only where every column does', () => {
    const a = counts({ expected: 2, present: 2 })
    const b = counts({ expected: 1, unknown: 1 })
    expect(sumsTo(counts({ expected: 3, present: 2, unknown: 1 }), [a, b])).toBe(true)
    expect(sumsTo(counts({ expected: 3, present: 2, absent: 1 }), [a, b])).toBe(false)
    expect(sumsTo(counts({ expected: 4, present: 2, unknown: 1 }), [a, b])).toBe(false)
  })
})

describe('what a period’s report is asked for', () => {
  const now = new Date('2026-03-15T10:00')

  it('is thirty days where the address says nothing, or nonsense', () => {
    expect(wishOf({}, now)).toEqual({ from: '2026-02-14', to: '2026-03-15' })
    expect(wishOf({ from: 'soon', to: '1', course: '' }, now)).toEqual({ from: '2026-02-14', to: '2026-03-15' })
    expect(wishOf({ from: '2026-01-01', to: '2026-01-31', course: 'c', unit: 'u' }, now)).toEqual({
      from: '2026-01-01',
      to: '2026-01-31',
      course: 'c',
      unit: 'u',
    })
  })

  it('goes to the end of the last day', () => {
    const query = new URLSearchParams(apiQuery({ from: '2026-01-01', to: '2026-01-31', unit: 'u' }))
    expect(query.get('from')).toBe(new Date('2026-01-01T00:00').toISOString())
    expect(query.get('to')).toBe(new Date('2026-02-01T00:00').toISOString())
    expect([query.get('unit'), query.get('course')]).toEqual(['u', null])
  })
})
