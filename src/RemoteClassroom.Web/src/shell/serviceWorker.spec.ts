import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const origin = 'http://hall.example'
const manifest = {
  'index.html': { file: 'assets/index-1.js', imports: ['_vue.js'], dynamicImports: ['src/board/BoardPage.vue'] },
  '_vue.js': { file: 'assets/vue-1.js' },
  'src/screen/ScreenPage.vue': { file: 'assets/screen-1.js', css: ['assets/screen-1.css'], imports: ['index.html'] },
  'src/hall/HallPage.vue': { file: 'assets/hall-1.js', dynamicImports: ['src/hall/scanner.ts'] },
  'src/hall/scanner.ts': { file: 'assets/scanner-1.js' },
  'src/board/BoardPage.vue': { file: 'assets/board-1.js' },
}

/** One cache of a browser, by path. */
class FakeCache {
  readonly kept = new Map<string, Response>()
  path = (key: string | Request) => new URL(typeof key === 'string' ? key : key.url, origin).pathname
  match = (key: string | Request) => Promise.resolve(this.kept.get(this.path(key))?.clone())
  put = (key: string | Request, value: Response) => Promise.resolve(void this.kept.set(this.path(key), value))
  delete = (key: string | Request) => Promise.resolve(this.kept.delete(this.path(key)))
  keys = () => Promise.resolve([...this.kept.keys()].map((path) => ({ url: origin + path })))
}

type Listener = (event: Record<string, unknown>) => void

let cache: FakeCache
let listeners: Record<string, Listener>
let server: (path: string) => Promise<Response>

beforeEach(() => {
  vi.useFakeTimers()
  cache = new FakeCache()
  listeners = {}
  const self = {
    addEventListener: (name: string, listener: Listener) => (listeners[name] = listener),
    skipWaiting: () => Promise.resolve(),
    clients: { claim: () => Promise.resolve() },
    location: { origin },
  }
  const caches = {
    open: () => Promise.resolve(cache),
    keys: () => Promise.resolve([]),
    delete: () => Promise.resolve(),
  }
  const fetched = (target: string | Request) => server(cache.path(target))
  server = answersAll
  const source = readFileSync('public/sw.js', 'utf8')
  new Function('self', 'caches', 'fetch', source)(self, caches, fetched)
})

afterEach(() => vi.useRealTimers())

function answersAll(path: string): Promise<Response> {
  return Promise.resolve(path === '/asset-manifest.json' ? Response.json(manifest) : new Response(`new ${path}`))
}

async function install(): Promise<void> {
  let done: Promise<unknown> = Promise.resolve()
  listeners['install']?.({ waitUntil: (work: Promise<unknown>) => (done = work) })
  await done
}

function navigate(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    listeners['fetch']?.({
      request: { method: 'GET', url: origin + path, mode: 'navigate' },
      waitUntil: () => undefined,
      respondWith: (answer: Promise<Response>) => void answer.then((r) => r.text()).then(resolve, reject),
    })
  })
}

it('keeps the screen and the hall page with all that they import, and no other page', async () => {
  await install()
  const kept = [...cache.kept.keys()]
  for (const file of ['index-1.js', 'vue-1.js', 'screen-1.js', 'screen-1.css', 'hall-1.js', 'scanner-1.js'])
    expect(kept).toContain(`/assets/${file}`)
  expect(kept).not.toContain('/assets/board-1.js')
})

it('keeps the former page while a file of the new one is missing', async () => {
  cache.kept.set('/', new Response('former'))
  server = (path) =>
    path === '/assets/hall-1.js' ? Promise.resolve(new Response('', { status: 502 })) : answersAll(path)
  await expect(install()).rejects.toThrow()
  server = () => Promise.reject(new TypeError('no network'))
  expect(await navigate('/hall')).toBe('former')
})

it('drops the files of a former build', async () => {
  cache.kept.set('/assets/screen-0.js', new Response('former'))
  await install()
  expect(cache.kept.has('/assets/screen-0.js')).toBe(false)
})

it.each([
  ['nothing answers', () => Promise.reject(new TypeError('no network'))],
  ['a proxy answers for a server that is away', () => Promise.resolve(new Response('Bad Gateway', { status: 502 }))],
  ['a portal redirects', () => Promise.resolve(Object.assign(new Response(), { type: 'opaqueredirect', ok: false }))],
])('shows the kept page where %s', async (_, answer) => {
  await install()
  server = answer
  expect(await navigate('/screen')).toBe('new /screen')
})

it('does not wait for a server that keeps silent', async () => {
  await install()
  server = () => new Promise(() => undefined)
  const shown = navigate('/screen')
  await vi.advanceTimersByTimeAsync(4_000)
  expect(await shown).toBe('new /screen')
})

it('answers for no call of the API', () => {
  const respondWith = vi.fn()
  listeners['fetch']?.({
    request: { method: 'GET', url: `${origin}/api/v1/sessions`, mode: 'cors' },
    respondWith,
  })
  expect(respondWith).not.toHaveBeenCalled()
})
