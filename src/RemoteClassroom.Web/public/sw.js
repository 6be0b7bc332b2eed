// The shell: the first page and the chunks of the pages that must open without a link, /screen and /hall. A screen that starts in a power cut's wake, a
// phone in a cellar: both show their own page and never a white one or the browser's error page.
//
// To build on it:
// - A page that must open without a link is named in `kept`, by its component's file. Its chunks come along, with everything that it imports, lazily too
//   (so `import('./scanner')` inside it is safe). Its address must be matched by `pages`.
// - Data is never kept here, and /api and /live are never answered here: a page keeps by itself what it needs (localStorage, IndexedDB), and its calls fail
//   as they would without this worker.
// - Whether the shell is complete on this device says `shell` in src/shell/shell.ts; nothing here has to be asked.
// - Names of built files carry a hash of their content, so what is kept is right for ever; the first page is put in last, when all it names is there.
const cacheName = 'rc-shell-2'
const kept = ['src/screen/ScreenPage.vue', 'src/hall/HallPage.vue']
const pages = /^\/(screen|sign-in|sessions|organization|imports|accounts|screens|hall)?(\/|$)/
const entry = 'index.html'
const firstPage = '/'
const always = ['/icon.svg', '/manifest.webmanifest', '/hall.webmanifest', '/icon-192.png']

/** So long a page waits for a server that does not answer before the kept one takes over. */
const patienceMs = 4_000

/** The files of a build that the shell needs. */
function filesOf(manifest) {
  const wanted = new Set(always)
  const seen = new Set()
  const visit = (name, lazily) => {
    const chunk = manifest[name]
    if (!chunk || seen.has(name)) return
    seen.add(name)
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) wanted.add(`/${file}`)
    for (const next of chunk.imports ?? []) visit(next, lazily)
    // The entry names every page lazily; only those that are kept come along.
    if (lazily && name !== entry) for (const next of chunk.dynamicImports ?? []) visit(next, true)
  }
  for (const name of kept) visit(name, true)
  visit(entry, false)
  return wanted
}

async function fresh(url) {
  const answer = await fetch(url, { cache: 'no-store' })
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  return answer
}

async function renew() {
  const cache = await caches.open(cacheName)
  const manifest = await (await fresh('/asset-manifest.json')).json()
  const page = await fresh('/screen')
  const wanted = filesOf(manifest)
  await Promise.all(
    [...wanted].map(async (url) => {
      if (always.includes(url) || !(await cache.match(url))) await cache.put(url, await fresh(url))
    }),
  )
  await cache.put(firstPage, page)
  const built = new Set(
    Object.values(manifest).flatMap((c) => [c.file, ...(c.css ?? []), ...(c.assets ?? [])].map((file) => `/${file}`)),
  )
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname
    if (path.startsWith('/assets/') && !built.has(path)) await cache.delete(request)
  }
}

let renewing
/** Fetches what is new; one after another, since two at once could take away each other's files. */
function keepShell() {
  renewing = (renewing ?? Promise.resolve()).catch(() => undefined).then(renew)
  return renewing
}

async function dropOthers() {
  for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name)
  await self.clients.claim()
}

async function built(request) {
  const cache = await caches.open(cacheName)
  const known = await cache.match(request)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

/** A page comes from the server while it answers in time; whatever else comes – nothing, an error of a proxy, a portal's redirect – the kept page is shown. */
async function page(event) {
  const network = fetch(event.request)
  event.waitUntil(network.then((answer) => (answer.ok ? keepShell() : undefined)).catch(() => undefined))
  const shell = await (await caches.open(cacheName)).match(firstPage)
  if (!shell) return network
  const late = new Promise((resolve) => setTimeout(() => resolve(shell), patienceMs))
  return Promise.race([network.then((answer) => (answer.ok ? answer : shell)).catch(() => shell), late])
}

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/assets/') || always.includes(url.pathname)) event.respondWith(built(request))
  else if (request.mode === 'navigate' && pages.test(url.pathname)) event.respondWith(page(event))
})
