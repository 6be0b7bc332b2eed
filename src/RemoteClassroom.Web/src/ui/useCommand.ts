import { onScopeDispose, ref, type Ref } from 'vue'
import { newKey } from '@/api/http'
import { asProblem } from '@/api/problem'
import { useProblemText } from './useProblemText'

export type CommandState = 'idle' | 'pending' | 'done' | 'refused'

export interface Command<A extends unknown[]> {
  state: Ref<CommandState>
  /** Why it was refused, to stand beside its button. */
  refusal: Ref<string>
  run: (...args: A) => Promise<boolean>
}

/**
 * A press: pending until the server says that it is on disk, then a ✓ for a while, or the refusal. When the outcome is
 * not known, the next press sends the same key again, so that nothing happens twice.
 */
export function useCommand<A extends unknown[]>(act: (key: string, ...args: A) => Promise<unknown>): Command<A> {
  const state = ref<CommandState>('idle')
  const refusal = ref('')
  const text = useProblemText()
  let unsettled: { key: string; args: string } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))

  async function run(...args: A): Promise<boolean> {
    if (state.value === 'pending') return false
    clearTimeout(timer)
    const same = JSON.stringify(args)
    const key = unsettled?.args === same ? unsettled.key : newKey()
    state.value = 'pending'
    refusal.value = ''
    try {
      await act(key, ...args)
      unsettled = undefined
      state.value = 'done'
      timer = setTimeout(() => (state.value = 'idle'), 2_000)
      return true
    } catch (error) {
      unsettled = asProblem(error).passing ? { key, args: same } : undefined
      state.value = 'refused'
      refusal.value = text(error)
      return false
    }
  }
  return { state, refusal, run }
}
