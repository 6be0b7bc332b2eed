/** What a screen remembers over a restart, so that it can go on without a link. Storage may be full or forbidden: then it simply forgets. */
export function recall<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(`rc.screen.${key}`)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}

export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(`rc.screen.${key}`, JSON.stringify(value))
  } catch {
    forget(key)
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(`rc.screen.${key}`)
  } catch {
    return
  }
}
