import { describe, expect, it } from 'vitest'
import type { Counts } from '@/api/contract'
import { none } from '@/attendance/figures'
import { byNeed, columnsFor, sumsUp, troubleOf, type HallOverview, type Overview, type UnitOverview } from './overview'

const counts = (more: Partial<Counts>): Counts => ({ ...none, ...more })
const unit = (name: string, more: Partial<Counts>): UnitOverview => ({
  unit: { id: name, name, kind: 'unit' },
  counts: counts(more),
  halls: 1,
  hallsOnline: 1,
})
const overview = (whole: Partial<Counts>, units: UnitOverview[], rest?: UnitOverview): Overview => ({
  at: '2026-01-01T08:00:00Z',
  whole: unit('all', whole),
  units,
  halls: [],
  questions: { pending: 0, shown: 0, answered: 0, lately: 0 },
  ...(rest ? { rest } : {}),
})
const hall = (online: boolean, more: Partial<Counts>, picture?: 'silent' | 'playing'): HallOverview => ({
  unit: { id: 'h', name: 'h', kind: 'venue', online, ...(picture ? { picture } : {}) },
  counts: counts(more),
  path: '',
})

describe('what hangs on the wall', () => {
  it('sums only where both the parts and the units do', () => {
    const a = unit('a', { expected: 3, present: 2, waiting: 1 })
    const b = unit('b', { expected: 2, late: 1, unknown: 1 })
    const whole = { expected: 5, present: 2, late: 1, waiting: 1, unknown: 1 }
    expect(sumsUp(overview(whole, [a, b]))).toBe(true)
    expect(sumsUp(overview(whole, [a]))).toBe(false)
    expect(sumsUp(overview(whole, [a], b))).toBe(true)
    expect(sumsUp(overview({ ...whole, expected: 6 }, [a, b]))).toBe(false)
    expect(sumsUp(overview(whole, []))).toBe(true)
  })

  it('names what is wrong with a hall, and low attendance only while a round counts', () => {
    expect(troubleOf(hall(false, { expected: 5, unknown: 5 }), true)).toBe('offline')
    expect(troubleOf(hall(true, { expected: 5, present: 5 }, 'silent'), true)).toBe('silent')
    expect(troubleOf(hall(true, { expected: 5, present: 1, waiting: 4 }, 'playing'), true)).toBe('low')
    expect(troubleOf(hall(true, { expected: 5, present: 1, waiting: 4 }, 'playing'), false)).toBeUndefined()
    expect(troubleOf(hall(false, {}), true)).toBeUndefined()
  })

  it('fills the field with tiles as large as can be', () => {
    expect(columnsFor(1, 1100, 500)).toBe(1)
    expect(columnsFor(0, 1100, 500)).toBe(1)
    for (const tiles of [4, 14, 86, 120]) {
      const columns = columnsFor(tiles, 1100, 500)
      const rows = Math.ceil(tiles / columns)
      expect(columns * rows).toBeGreaterThanOrEqual(tiles)
      // Half a tile more in height than in half the width, at most.
      expect(500 / rows / (1100 / columns / 2)).toBeGreaterThan(0.5)
      expect(500 / rows / (1100 / columns / 2)).toBeLessThan(2)
    }
  })

  it('puts where nothing is known first, then the lowest share, and nobody expected last', () => {
    const list = [
      unit('full', { expected: 2, present: 2 }),
      unit('nobody', {}),
      unit('half', { expected: 2, present: 1, waiting: 1 }),
      unit('unknown', { expected: 9, unknown: 9 }),
    ]
    expect(list.sort(byNeed).map((u) => u.unit.name)).toEqual(['unknown', 'half', 'full', 'nobody'])
  })
})
