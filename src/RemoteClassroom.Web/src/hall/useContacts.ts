import { onScopeDispose } from 'vue'
import { serverClock } from '@/api/clock'
import type { HallStore } from './store'

/** A contact is kept at most this often; the bounds that it gives are as good as those of its neighbours. */
const everyMs = 20_000

/** Keeps what the server said of its time on the device: by it the server finds later when entries were taken. */
export function useContacts(store: HallStore): void {
  let keptAt = Number.NEGATIVE_INFINITY
  serverClock.onContact = (contact) => {
    if (contact.monotonicMs - keptAt < everyMs) return
    const before = keptAt
    keptAt = contact.monotonicMs
    store.addContact(contact).catch(() => (keptAt = before))
  }
  onScopeDispose(() => (serverClock.onContact = () => undefined))
}
