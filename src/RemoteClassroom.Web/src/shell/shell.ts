import { shallowReadonly, shallowRef } from 'vue'

/**
 * Whether this device opens the pages of the shell without a link.
 * - `impossible`: the browser has no service worker, or gives none to a page over plain HTTP from another machine; say so before it matters.
 * - `preparing`: being fetched.
 * - `kept`: everything is on the device.
 */
export type ShellState = 'impossible' | 'preparing' | 'kept'

const state = shallowRef<ShellState>('serviceWorker' in navigator ? 'preparing' : 'impossible')

/** The shell's state on this device; what is in it, and how a page gets into it, says `public/sw.js`. */
export const shell = shallowReadonly(state)

/** Asks for the worker once the page stands, so that it takes no bandwidth from the first view. */
export function keepShell(): void {
  if (state.value === 'impossible') return
  // An active worker has fetched everything before it became active.
  void navigator.serviceWorker.ready.then(() => (state.value = 'kept'))
  const register = () =>
    navigator.serviceWorker.register('/sw.js').catch(() => {
      state.value = 'impossible'
    })
  if (document.readyState === 'complete') void register()
  else addEventListener('load', () => void register(), { once: true })
}
