import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether the device has a network at all; whether the server answers is another question. */
export function useOnline(): Ref<boolean> {
  const online = ref(navigator.onLine !== false)
  const up = () => (online.value = true)
  const down = () => (online.value = false)
  addEventListener('online', up)
  addEventListener('offline', down)
  onScopeDispose(() => {
    removeEventListener('online', up)
    removeEventListener('offline', down)
  })
  return online
}
