import type { InjectionKey } from 'vue'

/** Reads the session's own document again, such as after a command. */
export const reloadKey: InjectionKey<() => Promise<void>> = Symbol('reload')
