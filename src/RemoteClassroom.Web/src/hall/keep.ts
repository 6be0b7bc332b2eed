/** What an operator's device keeps of a hall and session, so that it opens and goes on without a link. */
export function keeper(session: string, hall: string) {
  const name = (key: string) => `rc.hall.${session}.${hall}.${key}`
  return {
    recall<T>(key: string): T | undefined {
      try {
        const text = localStorage.getItem(name(key))
        return text === null ? undefined : (JSON.parse(text) as T)
      } catch {
        return undefined
      }
    },
    remember(key: string, value: unknown): void {
      try {
        localStorage.setItem(name(key), JSON.stringify(value))
      } catch {
        canKeep.value = false
      }
    },
  }
}

/** Whether this browser keeps anything; asked before the session, so that nobody learns it when the link is gone. */
export const canKeep = {
  value: (() => {
    try {
      localStorage.setItem('rc.hall.probe', '1')
      localStorage.removeItem('rc.hall.probe')
      return true
    } catch {
      return false
    }
  })(),
}
