import type { Schemas } from '@/api/contract'

export type Arrivals = Schemas['Arrivals']

/** A drawing of 300 × 100: the line of a curve, and the ground below it. */
export interface Drawing {
  line: string
  area: string
}

/** Draws how a round filled; the top edge is everybody who is expected. Nothing to draw before a round. */
export function draw(arrivals: Arrivals, width = 300, height = 100): Drawing | undefined {
  const { counts } = arrivals
  if (counts.length === 0) return undefined
  const most = Math.max(1, arrivals.expected, counts.at(-1) ?? 0)
  // Nobody had come when the round began, so the curve starts at the ground.
  const points = [0, ...counts].map((count, i) => {
    const x = (width * i) / counts.length
    const y = height - (height * count) / most
    return `${round(x)},${round(y)}`
  })
  return { line: `M${points.join('L')}`, area: `M0,${height}L${points.join('L')}L${width},${height}Z` }
}

/** How many came in the last minute. */
export function lastMinute({ counts, stepSeconds }: Arrivals): number {
  const steps = Math.max(1, Math.round(60 / stepSeconds))
  return (counts.at(-1) ?? 0) - (counts.at(-1 - steps) ?? 0)
}

const round = (n: number) => Math.round(n * 10) / 10
