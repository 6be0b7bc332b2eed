import type { ChildCounts, Counts } from '@/api/contract'

export const none: Counts = { expected: 0, present: 0, late: 0, waiting: 0, absent: 0, unknown: 0, excused: 0 }

export const arrived = (c: Counts) => c.present + c.late

/** Of those who were to come; undefined where nobody was. */
export function rate(c: Counts): number | undefined {
  const due = c.expected - c.excused
  return due > 0 ? arrived(c) / due : undefined
}

export function sum(children: ChildCounts[]): Counts {
  const total = { ...none }
  for (const { counts } of children) for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key]
  return total
}

export function same(a: Counts, b: Counts): boolean {
  return (Object.keys(none) as (keyof Counts)[]).every((key) => a[key] === b[key])
}

/** Nothing can be said about anybody here: the halls are out of reach and nobody has checked in. */
export const allUnknown = (c: Counts) => c.expected > 0 && c.unknown === c.expected

/** Five steps, 1 the worst; 0 where there is nothing to judge. */
export function step(c: Counts): 0 | 1 | 2 | 3 | 4 | 5 {
  const r = rate(c)
  if (r === undefined || allUnknown(c)) return 0
  return r < 0.6 ? 1 : r < 0.8 ? 2 : r < 0.9 ? 3 : r < 0.97 ? 4 : 5
}

/** Worst first: out of reach, then by the share that has not come; the larger first among equals. */
export function worstFirst(a: ChildCounts, b: ChildCounts): number {
  const missing = (c: Counts) => c.expected - c.excused - arrived(c)
  const reach = (x: ChildCounts) => (x.unit.online === false || allUnknown(x.counts) ? 0 : 1)
  return (
    Number(a.counts.expected === 0) - Number(b.counts.expected === 0) ||
    reach(a) - reach(b) ||
    (rate(a.counts) ?? 1) - (rate(b.counts) ?? 1) ||
    missing(b.counts) - missing(a.counts)
  )
}
