import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Contact, Stamp } from '@/api/clock'
import type { Schemas } from '@/api/contract'

/** A tick on this device, from the tap until the server said what became of it. */
export interface Tick extends Stamp {
  entryId: string
  /** Session and hall. */
  scope: string
  traineeId: string
  roundId: string
  reason: Schemas['VouchReason'] | undefined
  /** Ticks of one tap, taken back together. */
  group: string
  /** Given when it counts, after the seconds in which it can be taken back: so undoing leaves no hole. */
  seq: number | undefined
  signature: string | undefined
}

/** The key by which this device signs for a hall; its private half cannot be read by anybody, not even by this page. */
export interface DeviceKey {
  venue: string
  deviceId: string
  publicKey: string
  keys: CryptoKeyPair | undefined
  registered: boolean
}

/** What an operator's device keeps over reloads and restarts. */
export interface HallStore {
  /** Whether it outlives the page. */
  readonly lasting: boolean
  get<T>(key: string): Promise<T | undefined>
  put(key: string, value: unknown): Promise<void>
  /** All values whose key begins so. */
  list<T>(prefix: string): Promise<T[]>
  drop(key: string): Promise<void>
  ticks(scope: string): Promise<Tick[]>
  /** The scopes of all ticks that wait. */
  scopes(): Promise<string[]>
  addTicks(ticks: Tick[]): Promise<void>
  /** Takes back what does not count yet; answers what was taken back. */
  takeBack(group: string): Promise<string[]>
  /** Makes a tick count: its running number is given out in the same transaction. Undefined if it was taken back. */
  count(entryId: string, device: string): Promise<Tick | undefined>
  sign(entryId: string, signature: string): Promise<void>
  remove(entryIds: string[]): Promise<void>
  contacts(): Promise<Contact[]>
  addContact(contact: Contact): Promise<void>
  /** Forgets contacts of runs that no waiting tick belongs to. */
  prune(current: string): Promise<void>
  key(venue: string): Promise<DeviceKey | undefined>
  /** Keeps the key unless another tab was faster; answers the one that stands. */
  addKey(key: DeviceKey): Promise<DeviceKey>
  setRegistered(venue: string): Promise<void>
}

interface Shape extends DBSchema {
  values: { key: string; value: unknown }
  ticks: { key: string; value: Tick; indexes: { scope: string; group: string } }
  contacts: { key: number; value: Contact }
  keys: { key: string; value: DeviceKey }
}

const mostContacts = 400

class LastingStore implements HallStore {
  readonly lasting = true
  constructor(private readonly db: IDBPDatabase<Shape>) {}

  async get<T>(key: string): Promise<T | undefined> {
    return (await this.db.get('values', key)) as T | undefined
  }

  async put(key: string, value: unknown): Promise<void> {
    // Plain data only, and a copy: what a page shows is watched, and the database takes no watched objects.
    await this.db.put('values', JSON.parse(JSON.stringify(value)), key)
  }

  async list<T>(prefix: string): Promise<T[]> {
    return (await this.db.getAll('values', IDBKeyRange.bound(prefix, `${prefix}\uffff`))) as T[]
  }

  async drop(key: string): Promise<void> {
    await this.db.delete('values', key)
  }

  ticks(scope: string): Promise<Tick[]> {
    return this.db.getAllFromIndex('ticks', 'scope', scope)
  }

  async scopes(): Promise<string[]> {
    return [...new Set((await this.db.getAll('ticks')).map((tick) => tick.scope))]
  }

  async addTicks(ticks: Tick[]): Promise<void> {
    const tx = this.db.transaction('ticks', 'readwrite', { durability: 'strict' })
    await Promise.all(ticks.map((tick) => tx.store.put(tick)))
    await tx.done
  }

  async takeBack(group: string): Promise<string[]> {
    const tx = this.db.transaction('ticks', 'readwrite')
    const back = (await tx.store.index('group').getAll(group)).filter((tick) => tick.seq === undefined)
    await Promise.all(back.map((tick) => tx.store.delete(tick.entryId)))
    await tx.done
    return back.map((tick) => tick.entryId)
  }

  async count(entryId: string, device: string): Promise<Tick | undefined> {
    const tx = this.db.transaction(['ticks', 'values'], 'readwrite', { durability: 'strict' })
    const tick = await tx.objectStore('ticks').get(entryId)
    if (tick && tick.seq === undefined) {
      const last = ((await tx.objectStore('values').get(`seq/${device}`)) as number | undefined) ?? 0
      tick.seq = last + 1
      await tx.objectStore('values').put(tick.seq, `seq/${device}`)
      await tx.objectStore('ticks').put(tick)
    }
    await tx.done
    return tick
  }

  async sign(entryId: string, signature: string): Promise<void> {
    const tx = this.db.transaction('ticks', 'readwrite')
    const tick = await tx.store.get(entryId)
    if (tick && !tick.signature) await tx.store.put({ ...tick, signature })
    await tx.done
  }

  async remove(entryIds: string[]): Promise<void> {
    const tx = this.db.transaction('ticks', 'readwrite')
    await Promise.all(entryIds.map((id) => tx.store.delete(id)))
    await tx.done
  }

  contacts(): Promise<Contact[]> {
    return this.db.getAll('contacts')
  }

  async addContact(contact: Contact): Promise<void> {
    await this.db.add('contacts', contact)
  }

  async prune(current: string): Promise<void> {
    const tx = this.db.transaction(['ticks', 'contacts'], 'readwrite')
    const runs = new Set([current, ...(await tx.objectStore('ticks').getAll()).map((tick) => tick.pageLoad)])
    const contacts = tx.objectStore('contacts')
    let spare = (await contacts.count()) - mostContacts
    for (let at = await contacts.openCursor(); at; at = await at.continue()) {
      if (!runs.has(at.value.pageLoad) || spare-- > 0) await at.delete()
    }
    await tx.done
  }

  key(venue: string): Promise<DeviceKey | undefined> {
    return this.db.get('keys', venue)
  }

  async addKey(key: DeviceKey): Promise<DeviceKey> {
    const tx = this.db.transaction('keys', 'readwrite', { durability: 'strict' })
    const stands = await tx.store.get(key.venue)
    if (!stands) await tx.store.put(key)
    await tx.done
    return stands ?? key
  }

  async setRegistered(venue: string): Promise<void> {
    const tx = this.db.transaction('keys', 'readwrite')
    const key = await tx.store.get(venue)
    if (key) await tx.store.put({ ...key, registered: true })
    await tx.done
  }
}

/** Where a browser keeps nothing (a private window, storage forbidden): the page works and forgets at a reload, and says so. */
export function passingStore(): HallStore {
  const values = new Map<string, unknown>()
  const ticks = new Map<string, Tick>()
  const keys = new Map<string, DeviceKey>()
  let contacts: Contact[] = []
  return {
    lasting: false,
    get: <T>(key: string) => Promise.resolve(values.get(key) as T | undefined),
    put: async (key, value) => void values.set(key, value),
    list: async <T>(prefix: string) =>
      [...values].filter(([key]) => key.startsWith(prefix)).map(([, value]) => value as T),
    drop: async (key) => void values.delete(key),
    ticks: async (scope) => [...ticks.values()].filter((tick) => tick.scope === scope),
    scopes: async () => [...new Set([...ticks.values()].map((tick) => tick.scope))],
    addTicks: async (added) => added.forEach((tick) => ticks.set(tick.entryId, tick)),
    async takeBack(group) {
      const back = [...ticks.values()].filter((tick) => tick.group === group && tick.seq === undefined)
      back.forEach((tick) => ticks.delete(tick.entryId))
      return back.map((tick) => tick.entryId)
    },
    async count(entryId, device) {
      const tick = ticks.get(entryId)
      if (!tick || tick.seq !== undefined) return tick
      const seq = ((values.get(`seq/${device}`) as number | undefined) ?? 0) + 1
      values.set(`seq/${device}`, seq)
      const counted = { ...tick, seq }
      ticks.set(entryId, counted)
      return counted
    },
    async sign(entryId, signature) {
      const tick = ticks.get(entryId)
      if (tick && !tick.signature) ticks.set(entryId, { ...tick, signature })
    },
    remove: async (ids) => ids.forEach((id) => ticks.delete(id)),
    contacts: async () => contacts,
    addContact: async (contact) => void (contacts = [...contacts, contact].slice(-mostContacts)),
    prune: () => Promise.resolve(),
    key: async (venue) => keys.get(venue),
    async addKey(key) {
      if (!keys.has(key.venue)) keys.set(key.venue, key)
      return keys.get(key.venue) as DeviceKey
    },
    async setRegistered(venue) {
      const key = keys.get(venue)
      if (key) keys.set(venue, { ...key, registered: true })
    },
  }
}

let opened: Promise<HallStore> | undefined

/** The device's store, opened once; a passing one where the browser keeps nothing. */
export function hallStore(): Promise<HallStore> {
  return (opened ??= open())
}

/** For tests: the next call opens anew, as after a reload. */
export function closeHallStore(): void {
  opened = undefined
}

async function open(): Promise<HallStore> {
  try {
    const db = await openDB<Shape>('rc-hall', 1, {
      upgrade(db) {
        db.createObjectStore('values')
        const ticks = db.createObjectStore('ticks', { keyPath: 'entryId' })
        ticks.createIndex('scope', 'scope')
        ticks.createIndex('group', 'group')
        db.createObjectStore('contacts', { autoIncrement: true })
        db.createObjectStore('keys', { keyPath: 'venue' })
      },
      blocking: (_now, _next, event) => (event.target as IDBDatabase).close(),
    })
    // Asked for, not insisted on: without it a full device may clear what waits.
    navigator.storage?.persist?.().catch(() => false)
    return new LastingStore(db)
  } catch {
    return passingStore()
  }
}
