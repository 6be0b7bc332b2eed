import type { Counts, Schemas } from '@/api/contract'
import { arrived, none } from '@/attendance/figures'

export type Breakdown = Schemas['AttendanceBreakdown']

/** Most halls that the server lists. */
export const mostSeats = 1_000

/** Every figure of the categories added up: it must be the unit's own. */
export function sumOfCategories(breakdown: Breakdown): Counts {
  const total = { ...none }
  for (const { counts } of breakdown.categories)
    for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key]
  return total
}

/** Whether those who sit in the unit's halls are as many as those of the unit who came: over the whole session always, below it where nobody sits elsewhere. */
export const seatsAgree = (breakdown: Breakdown): boolean => breakdown.seated === arrived(breakdown.counts)
