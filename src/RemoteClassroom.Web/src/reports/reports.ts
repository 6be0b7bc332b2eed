import type { Schemas } from '@/api/contract'

export type StateCounts = Schemas['StateCounts']
export type SessionReport = Schemas['SessionReport']
export type PeriodReport = Schemas['PeriodReport']

/** How a person can stand; together they are all who were expected. */
export const statuses = [
  'present',
  'late',
  'leftEarly',
  'partial',
  'excused',
  'absent',
  'unknown',
  'madeUp',
] as const satisfies (keyof StateCounts)[]

/** Who was there at all, if not all the time. Who made it up later (补训) was not there: he is counted apart. */
export const there = (c: StateCounts) => c.present + c.late + c.leftEarly + c.partial

/** Of those who were to come; undefined where nobody was. */
export function rateOf(c: StateCounts): number | undefined {
  const due = c.expected - c.excused
  return due > 0 ? there(c) / due : undefined
}

/** Whether parts are their whole, in every column, and each whole the sum of its statuses. */
export function sumsTo(whole: StateCounts, parts: StateCounts[]): boolean {
  const keys = ['expected', ...statuses] as const
  return (
    statuses.reduce((sum, key) => sum + whole[key], 0) === whole.expected &&
    keys.every((key) => parts.reduce((sum, part) => sum + part[key], 0) === whole[key])
  )
}

export interface PeriodWish {
  from: string
  to: string
  course?: string
  unit?: string
}

const day = /^\d{4}-\d{2}-\d{2}$/
const dayOf = (at: Date) =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`

/** What the address asks for; without days the thirty that end today. */
export function wishOf(query: Record<string, unknown>, now: Date): PeriodWish {
  const text = (key: string) => (typeof query[key] === 'string' && query[key] ? query[key] : undefined)
  const to = text('to') && day.test(text('to') ?? '') ? (text('to') as string) : dayOf(now)
  const first = new Date(`${to}T00:00`)
  first.setDate(first.getDate() - 29)
  const from = text('from') && day.test(text('from') ?? '') ? (text('from') as string) : dayOf(first)
  const course = text('course')
  const unit = text('unit')
  return { from, to, ...(course ? { course } : {}), ...(unit ? { unit } : {}) }
}

/** The days as instants of this place: from the first one's beginning to the last one's end. */
export function apiQuery({ from, to, course, unit }: PeriodWish): string {
  const end = new Date(`${to}T00:00`)
  end.setDate(end.getDate() + 1)
  const query = new URLSearchParams({ from: new Date(`${from}T00:00`).toISOString(), to: end.toISOString() })
  if (course) query.set('course', course)
  if (unit) query.set('unit', unit)
  return query.toString()
}
