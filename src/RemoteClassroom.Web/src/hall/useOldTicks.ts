import { onScopeDispose, ref, type Ref } from 'vue'
import { pageLoad } from '@/api/pageLoad'
import { deliver } from './courier'
import { hallDevice } from './hallDevice'
import { reversalsOf, settleReversals } from './reversals'
import { undoMs } from './rosterDesk'
import type { HallStore, Tick } from './store'

/** Not even here does a tick leave while it can be taken back. */
const isOver = (tick: Tick) => tick.pageLoad !== pageLoad || performance.now() - tick.monotonicMs >= undoMs

/** Sessions and halls beside the one that is shown, of which something waits. */
async function othersOf(store: HallStore, shown: string): Promise<string[]> {
  const reversed = (await reversalsOf(store)).map((reversal) => reversal.scope)
  return [...new Set([...(await store.scopes()), ...reversed])].filter((scope) => scope !== shown)
}

/**
 * Ticks of sessions that the page does not show any more: a link that was down until next week's lecture delivers last week's, too.
 * Answers how many still wait.
 */
export function useOldTicks(store: HallStore, shown: () => string, reachable: () => boolean): Ref<number> {
  const waiting = ref(0)
  async function look(): Promise<void> {
    const scopes = await othersOf(store, shown())
    for (const scope of reachable() ? scopes : []) {
      const [session = '', venue = ''] = scope.split('/')
      const device = hallDevice(store, session, venue)
      // Refused as a whole (another hall's account, no link): it stays, and is tried again.
      await device
        .alone(async () => {
          const delivered = await deliver({ store, ...device }, scope, isOver)
          await store.remove(delivered.map(({ tick }) => tick.entryId))
          await settleReversals(store, scope, device.reverse)
        })
        .catch(() => undefined)
    }
    waiting.value = (await othersOf(store, shown())).length
  }
  const timer = setInterval(() => void look(), 15_000)
  void look()
  onScopeDispose(() => clearInterval(timer))
  return waiting
}
