import { reversalsOf } from './reversals'
import { hallStore } from './store'

/** How many ticks, and taps taken back, of any session this device has not handed over yet; 0 where it keeps none. */
export async function waitingTicks(): Promise<number> {
  const store = await hallStore()
  const scopes = await store.scopes()
  const counts = await Promise.all(scopes.map(async (scope) => (await store.ticks(scope)).length))
  return counts.reduce((sum, count) => sum + count, (await reversalsOf(store)).length)
}
