import type { Schemas } from '@/api/contract'
import { http } from '@/api/http'

export type MissingPerson = Schemas['MissingPerson']

const mostNames = 1_000

/** Everybody missing at and below a unit, or in one hall, masked, page by page; at most a thousand, since nobody reads more in a group. */
export async function missingNames(
  session: string,
  of: { unit: string } | { branch: string },
): Promise<{ people: MissingPerson[]; more: boolean }> {
  const people: MissingPerson[] = []
  let cursor: string | undefined
  do {
    const query = new URLSearchParams({ ...of, limit: '500', ...(cursor ? { cursor } : {}) })
    const page = await http.get<Schemas['MissingPeople']>(`/sessions/${session}/attendance/missing?${query}`)
    people.push(...page.items)
    cursor = page.next
  } while (cursor && people.length < mostNames)
  return { people, more: !!cursor }
}

/** Hall by hall, in the order in which they came; names of a hall out of reach stand apart, for they may be there. */
export function byHall(people: MissingPerson[]): { venue: string; unknown: boolean; names: string[] }[] {
  const halls = new Map<string, { venue: string; unknown: boolean; names: string[] }>()
  for (const p of people) {
    const hall = halls.get(p.branchId) ?? { venue: p.venue, unknown: p.status === 'unknown', names: [] }
    hall.names.push(p.name)
    halls.set(p.branchId, hall)
  }
  return [...halls.values()].sort((a, b) => Number(a.unknown) - Number(b.unknown))
}
