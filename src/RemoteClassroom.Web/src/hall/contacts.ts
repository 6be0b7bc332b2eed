import type { Contact } from '@/api/clock'
import type { Tick } from './store'

/** Of all contacts those that bound the ticks' times: for each the last before it and the first after it, in the same run of the page. */
export function nextTo(ticks: Tick[], contacts: Contact[]): Contact[] {
  const wanted = new Set<Contact>()
  for (const tick of ticks) {
    const same = contacts.filter((c) => c.pageLoad === tick.pageLoad)
    const before = same.filter((c) => c.monotonicMs <= tick.monotonicMs)
    const after = same.filter((c) => c.monotonicMs > tick.monotonicMs)
    const later = (a: Contact, b: Contact) => (b.monotonicMs > a.monotonicMs ? b : a)
    if (before.length > 0) wanted.add(before.reduce(later))
    if (after.length > 0) wanted.add(after.reduce((a, b) => (b.monotonicMs < a.monotonicMs ? b : a)))
  }
  return [...wanted]
}
