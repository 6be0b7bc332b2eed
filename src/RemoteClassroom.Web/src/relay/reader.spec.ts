import { describe, expect, it } from 'vitest'
import type { ViewEvent } from '@/api/contract'
import { Backoff } from './backoff'
import { StreamReader } from './reader'
import { seeded } from './testing'

const event = (offset: number): ViewEvent => ({ offset, type: 'noted', at: '', data: {} })
const frame = (after: number, upTo: number, ...offsets: number[]) => ({
  stream: 's',
  after,
  upTo,
  cursor: `c${upTo}`,
  events: offsets.map(event),
})

describe('StreamReader', () => {
  const reader = () => {
    const r = new StreamReader<number[]>('s', { apply: (seen, e) => [...seen, e.offset] })
    r.snapshot({ stream: 's', upTo: 5, cursor: 'c5', reason: 'first', state: [] })
    return r
  }

  it('applies a frame that begins at its offset, though some of its events are hidden', () => {
    const r = reader()
    expect(r.frame(frame(5, 9, 7))).toBe('applied')
    expect([r.offset, r.cursor, r.state]).toEqual([9, 'c9', [7]])
  })

  it('ignores what does not reach beyond its offset', () => {
    const r = reader()
    expect(r.frame(frame(3, 5, 4, 5))).toBe('ignored')
    expect(r.state).toEqual([])
  })

  it.each([
    [6, 9],
    [4, 7],
  ])('takes (%i, %i] for a gap at offset 5', (after, upTo) => {
    const r = reader()
    expect(r.frame(frame(after, upTo))).toBe('gap')
    expect([r.offset, r.cursor]).toEqual([5, 'c5'])
  })

  it('takes any frame for a gap before it has a position', () => {
    expect(new StreamReader('s', { apply: (s) => s }).frame(frame(0, 1, 1))).toBe('gap')
  })

  it('lets the latest epoch and sequence win', () => {
    const r = new StreamReader<number>('s', { apply: (s) => s, total: (_, t) => t.data as number })
    r.snapshot({ stream: 's', upTo: 0, cursor: '', reason: 'first', state: 0 })
    const totals = (epoch: number, seq: number, data: number) => r.totals({ stream: 's', key: 'k', epoch, seq, data })
    expect([totals(1, 5, 10), totals(1, 4, 11), totals(1, 5, 12), totals(2, 1, 13), totals(1, 9, 14)]).toEqual([
      true,
      false,
      false,
      true,
      false,
    ])
    expect(r.state).toBe(13)
  })
})

describe('Backoff', () => {
  it('stays between the floor and floor plus ceiling, and never ends', () => {
    const backoff = new Backoff(100, 2_000, seeded(7))
    for (let n = 0; n < 200; n++) {
      const pause = backoff.next()
      expect(pause).toBeGreaterThanOrEqual(0)
      expect(pause).toBeLessThanOrEqual(Math.min(2_000, 100 * 2 ** n))
    }
    backoff.notBefore(5_000)
    expect(backoff.next()).toBeGreaterThanOrEqual(5_000)
    expect(backoff.next()).toBeLessThanOrEqual(2_000)
  })
})
