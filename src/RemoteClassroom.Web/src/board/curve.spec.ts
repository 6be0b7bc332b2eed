import { describe, expect, it } from 'vitest'
import { draw, lastMinute, type Arrivals } from './curve'

const arrivals = (counts: number[], expected = 100, stepSeconds = 10): Arrivals => ({
  unitId: 'u',
  expected,
  counts,
  stepSeconds,
})

describe('the curve of arrivals', () => {
  it('begins at the ground and ends at the share that has come', () => {
    expect(draw(arrivals([10, 50]))?.line).toBe('M0,100L150,90L300,50')
  })

  it('closes its ground at both ends', () => {
    expect(draw(arrivals([50]))?.area).toBe('M0,100L0,100L300,50L300,100Z')
  })

  it('never leaves its frame, even where more came than were expected', () => {
    expect(draw(arrivals([5], 2))?.line).toBe('M0,100L300,0')
    expect(draw(arrivals([0], 0))?.line).toBe('M0,100L300,100')
  })

  it('is nothing before a round', () => {
    expect(draw(arrivals([]))).toBeUndefined()
  })

  it('says how many came in the last minute', () => {
    expect(lastMinute(arrivals([1, 2, 3, 4, 5, 6, 9]))).toBe(8)
    expect(lastMinute(arrivals([1, 2]))).toBe(2)
    expect(lastMinute(arrivals([4, 9], 100, 60))).toBe(5)
  })
})
