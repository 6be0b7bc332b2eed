import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Page, Schemas } from '@/api/contract'
import { http, newKey, wait } from '@/api/http'
import { asProblem } from '@/api/problem'

export type ExportInfo = Schemas['ExportInfo']
export type ExportWish = Schemas['MakeExport']

/** A file on its way: asked for, made by the server in the background, taken when it is done. */
export interface Export {
  /** Of this page; also the key under which it is asked for, so that asking again makes no second one. */
  key: string
  title: string
  state: 'asking' | 'running' | 'taking' | 'done' | 'failed'
  wish: ExportWish
  /** The server's, once it took the order. */
  id?: string
  rows?: number
  expected?: number
  /** The server's code of what went wrong. */
  fault?: string
}

const lookEveryMs = 1_500

/** Hands a file to the browser as if a link to it had been followed. */
function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** How far it is, in whole percent; never all of it before it is done. */
export function percentOf(it: Pick<Export, 'rows' | 'expected'>): number | undefined {
  return it.expected ? Math.min(99, Math.floor((100 * (it.rows ?? 0)) / it.expected)) : undefined
}

/** Files on their way: they belong to no page, so that one may leave it; the server makes them even when the browser is closed. */
export const useExports = defineStore('exports', () => {
  const all = ref<Export[]>([])

  function set(key: string, change: Partial<Export>): void {
    all.value = all.value.map((x) => (x.key === key ? { ...x, ...change } : x))
  }

  /** Waits until the server has made it, or can say that it will not. */
  async function follow(key: string, id: string): Promise<ExportInfo> {
    for (;;) {
      const info = await http.get<ExportInfo>(`/exports/${id}`, { patienceMs: 600_000 })
      if (info.state !== 'waiting' && info.state !== 'running') return info
      set(key, { state: 'running', rows: info.rows, ...(info.expectedRows ? { expected: info.expectedRows } : {}) })
      await wait(lookEveryMs)
    }
  }

  async function take(id: string, title: string, format: ExportInfo['format']): Promise<void> {
    const answer = await http.send('GET', `/exports/${id}/file`, undefined, { patienceMs: 60_000 })
    save(await answer.blob(), `${title}.${format}`)
  }

  async function run(it: Export): Promise<void> {
    set(it.key, { state: 'asking' })
    try {
      const id = it.id ?? (await http.post<Schemas['ExportStarted']>('/exports', it.wish, { key: it.key })).exportId
      set(it.key, { id, state: 'running' })
      const info = await follow(it.key, id)
      if (info.state !== 'done') return set(it.key, { state: 'failed', fault: info.fault ?? info.state })
      set(it.key, { state: 'taking' })
      await take(id, it.title, info.format)
      set(it.key, { state: 'done' })
      setTimeout(() => close(it.key), 10_000)
    } catch (error) {
      set(it.key, { state: 'failed', fault: asProblem(error).code })
    }
  }

  function start(title: string, wish: ExportWish): Promise<void> {
    const it: Export = { key: newKey(), title, state: 'asking', wish }
    all.value = [...all.value, it]
    return run(it)
  }

  /** Once more: a file that is there is taken again, one that was not made is asked for anew. */
  function again(key: string): Promise<void> {
    const it = all.value.find((x) => x.key === key)
    if (!it) return Promise.resolve()
    close(key)
    return start(it.title, it.wish)
  }

  function close(key: string): void {
    all.value = all.value.filter((x) => x.key !== key)
  }

  /** What was asked for before, on this or another device. */
  async function recent(session: string): Promise<ExportInfo[]> {
    return (await http.get<Page<ExportInfo>>('/exports')).items.filter((x) => x.sessionId === session)
  }

  return { all, start, again, take, close, recent }
})
