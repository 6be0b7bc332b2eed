import type { Counts, Schemas } from '@/api/contract'
import { allUnknown, arrived, rate } from '@/attendance/figures'

export type Overview = Schemas['AttendanceOverview']
export type UnitOverview = Schemas['UnitOverview']
export type HallOverview = Schemas['HallOverview']

/** What the expected are made of, in the order of reading; together they are all of them. */
export const parts = ['arrived', 'waiting', 'absent', 'unknown', 'excused'] as const
export type Part = (typeof parts)[number]

export const partOf = (counts: Counts, part: Part): number => (part === 'arrived' ? arrived(counts) : counts[part])

/** Whether the parts are the whole, and the units with the rest the unit above: then, and only then, a ✓ may stand there. */
export function sumsUp({ whole, units, rest }: Overview): boolean {
  const all = [...units, ...(rest ? [rest] : [])]
  const keys = Object.keys(whole.counts) as (keyof Counts)[]
  return (
    parts.reduce((sum, part) => sum + partOf(whole.counts, part), 0) === whole.counts.expected &&
    (all.length === 0 || keys.every((key) => all.reduce((sum, u) => sum + u.counts[key], 0) === whole.counts[key]))
  )
}

export type Trouble = 'offline' | 'silent' | 'frozen' | 'low'

/** What is wrong with a hall; the server lists the worst first. */
export function troubleOf({ unit, counts }: HallOverview, counting: boolean): Trouble | undefined {
  if (counts.expected === 0) return undefined
  if (!unit.online) return 'offline'
  if (unit.picture === 'silent' || unit.picture === 'frozen') return unit.picture
  return counting && (rate(counts) ?? 1) < 0.8 ? 'low' : undefined
}

/** How many columns fill a wide field best with so many tiles, each about twice as wide as high. */
export function columnsFor(tiles: number, width: number, height: number): number {
  let best = 1
  let largest = 0
  for (let columns = 1; columns <= Math.max(1, tiles); columns++) {
    const rows = Math.ceil(tiles / columns)
    // The smaller of what height and width leave decides how large the words can be.
    const size = Math.min(height / rows, width / columns / 2)
    if (size > largest) [best, largest] = [columns, size]
  }
  return best
}

/** The worst first: nothing known at all, then by the share that came; what has nobody comes last. */
export function byNeed(a: UnitOverview, b: UnitOverview): number {
  const none = (u: UnitOverview) => Number(u.counts.expected === 0)
  const known = (u: UnitOverview) => Number(!allUnknown(u.counts))
  return none(a) - none(b) || known(a) - known(b) || (rate(a.counts) ?? 1) - (rate(b.counts) ?? 1)
}
