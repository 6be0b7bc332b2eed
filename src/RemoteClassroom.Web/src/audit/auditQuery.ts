/** What is looked for, as it stands in the page's address. */
export interface AuditWish {
  action?: string
  actor?: string
  object?: string
  unit?: string
  /** Days in the browser's zone, as `2027-03-01`; `to` is the last one. */
  from?: string
  to?: string
}

const names = ['action', 'actor', 'object', 'unit', 'from', 'to'] as const
const day = /^\d{4}-\d{2}-\d{2}$/

/** Reads an address: what is not text, or no day where a day belongs, is not there. */
export function wishOf(query: Record<string, unknown>): AuditWish {
  const wish: AuditWish = {}
  for (const name of names) {
    const value = query[name]
    if (typeof value !== 'string' || value === '') continue
    if ((name === 'from' || name === 'to') && !day.test(value)) continue
    wish[name] = value
  }
  return wish
}

/** The query of the API: whole days become instants. */
export function apiQuery(wish: AuditWish): string {
  const query = new URLSearchParams()
  for (const name of ['action', 'actor', 'object', 'unit'] as const) {
    const value = wish[name]
    if (value) query.set(name, value)
  }
  if (wish.from) query.set('from', new Date(`${wish.from}T00:00:00`).toISOString())
  if (wish.to) {
    const after = new Date(`${wish.to}T00:00:00`)
    after.setDate(after.getDate() + 1)
    query.set('to', after.toISOString())
  }
  return query.toString()
}
