// Keeps the shell of the pages, so that a screen that starts without a link shows its hall's page and never a browser's error page.
// Data is never kept here: what a screen needs without a link it keeps by itself.
const shell = 'rc-shell-1'
const pages = /^\/(screen|sign-in|sessions|organization|imports|accounts|screens|hall)?(\/|$)/

/** The entry and the screen's own chunks, from the build's manifest; the other pages are kept as they are visited. */
async function keepShell() {
  const cache = await caches.open(shell)
  const manifest = await (await fetch('/asset-manifest.json', { cache: 'no-store' })).json()
  const wanted = new Set(['/icon.svg'])
  const visit = (name) => {
    const chunk = manifest[name]
    if (!chunk || wanted.has(`/${chunk.file}`)) return
    wanted.add(`/${chunk.file}`)
    for (const css of chunk.css ?? []) wanted.add(`/${css}`)
    for (const next of chunk.imports ?? []) visit(next)
  }
  visit('index.html')
  visit('src/screen/ScreenPage.vue')
  await cache.put('/', await fetch('/screen', { cache: 'no-store' }))
  await Promise.all([...wanted].map(async (url) => (await cache.match(url)) ?? cache.add(url)))
  const kept = await cache.keys()
  const known = new Set(
    Object.values(manifest).flatMap((c) => [`/${c.file}`, ...(c.css ?? []).map((css) => `/${css}`)]),
  )
  await Promise.all(
    kept
      .filter(({ url }) => new URL(url).pathname.startsWith('/assets/') && !known.has(new URL(url).pathname))
      .map((request) => cache.delete(request)),
  )
}

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

/** Names of built files carry a hash of their content: what is kept is right for ever. */
async function built(request) {
  const cache = await caches.open(shell)
  const kept = await cache.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

/** A page comes from the server while it answers; each answer renews the shell. */
async function page(request) {
  try {
    const answer = await fetch(request)
    if (answer.status < 500) {
      keepShell().catch(() => undefined)
      return answer
    }
  } catch {
    // No link: the kept shell takes over.
  }
  const cache = await caches.open(shell)
  return (await cache.match('/')) ?? Response.error()
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/assets/') || url.pathname === '/icon.svg') event.respondWith(built(request))
  else if (request.mode === 'navigate' && pages.test(url.pathname)) event.respondWith(page(request))
})
