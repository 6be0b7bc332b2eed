import { serverClock, type Contact } from '@/api/clock'
import type { Schemas } from '@/api/contract'
import { http, newKey } from '@/api/http'
import { i18n } from '@/i18n'
import { deviceKey, entryText, register, sign } from './device'
import type { RosterPorts } from './rosterDesk'
import type { HallStore, Tick } from './store'

/** Connects a hall's roster with this device: its key, its clock, its store and the server. */
export function hallDevice(store: HallStore, session: string, venue: string): Omit<RosterPorts, 'store' | 'scope'> {
  async function load(): Promise<Schemas['HallRoster']> {
    const sentAt = Date.now()
    const roster = await http.get<Schemas['HallRoster']>(`/sessions/${session}/branches/${venue}/roster`, {
      patienceMs: 0,
    })
    serverClock.sample(roster.at, sentAt)
    return roster
  }

  /** An entry without a contact around it gets one now, before it leaves: the server then knows when it was taken. */
  async function confirmTime(ticks: Tick[]): Promise<Contact | undefined> {
    const bare = ticks.some(
      (tick) => tick.pageLoad === serverClock.stamp().pageLoad && tick.clockOffsetMs === undefined,
    )
    if (!bare) return undefined
    await load()
    const fresh = serverClock.lastContact
    if (fresh) await store.addContact(fresh)
    return fresh
  }

  async function send(ticks: Tick[], contacts: Contact[]): Promise<Schemas['BatchResults']> {
    const key = await deviceKey(store, venue)
    await register(store, key)
    const fresh = await confirmTime(ticks)
    const body: Schemas['CheckInBatch'] = {
      branchId: venue,
      device: key.deviceId,
      entries: ticks.map((tick) => ({
        entryId: tick.entryId,
        seq: tick.seq ?? 0,
        traineeId: tick.traineeId,
        roundId: tick.roundId,
        scannedAt: new Date(tick.scannedAt).toISOString(),
        reason: tick.reason,
        signature: tick.signature,
        pageLoad: tick.pageLoad,
        monotonicMs: tick.monotonicMs,
        clockOffsetMs: tick.clockOffsetMs,
      })),
      contacts: [...contacts, ...(fresh ? [fresh] : [])].slice(-100).map((contact) => ({
        ...contact,
        deviceAt: new Date(contact.deviceAt).toISOString(),
      })),
    }
    return http.post(`/sessions/${session}/check-ins/batch`, body, { key: false, patienceMs: 0 })
  }

  return {
    load,
    send,
    why: () => i18n.global.t('hall.undoReason'),
    reverse: ({ traineeId, roundId, key, reason }) =>
      http.post(
        `/sessions/${session}/corrections`,
        { traineeId, roundId, act: 'reverse', reason },
        { key, patienceMs: 0 },
      ),
    device: async () => (await deviceKey(store, venue)).deviceId,
    sign: async (tick) => {
      const key = await deviceKey(store, venue)
      return sign(key, entryText(tick, key.deviceId, session, venue))
    },
    stamp: () => serverClock.stamp(),
    newId: newKey,
    random: Math.random,
    async alone(work) {
      // Browsers without locks have no second tab that matters: the server knows an entry by its id.
      if (!navigator.locks) return work()
      await navigator.locks.request(`rc-hall-${venue}`, { ifAvailable: true }, (lock) => (lock ? work() : undefined))
    },
  }
}
