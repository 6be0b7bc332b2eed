import { ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from 'vue'
import { useProblemText } from './useProblemText'

export interface Loaded<T> {
  data: ShallowRef<T | undefined>
  loading: Ref<boolean>
  /** Why the last try failed; the data of the try before stays. */
  fault: Ref<string>
  load: () => Promise<void>
}

/** Loads at once and whenever a source changes; a late answer never replaces a newer one. */
export function useLoad<T>(get: () => Promise<T>, sources: WatchSource[] = []): Loaded<T> {
  const data = shallowRef<T>()
  const loading = ref(false)
  const fault = ref('')
  const text = useProblemText()
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    loading.value = true
    try {
      const answer = await get()
      if (mine !== turn) return
      data.value = answer
      fault.value = ''
    } catch (error) {
      if (mine === turn) fault.value = text(error)
    } finally {
      if (mine === turn) loading.value = false
    }
  }
  watch(sources, () => void load())
  void load()
  return { data, loading, fault, load }
}
