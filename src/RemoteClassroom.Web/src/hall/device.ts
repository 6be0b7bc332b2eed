import type { Schemas } from '@/api/contract'
import { http } from '@/api/http'
import { asProblem } from '@/api/problem'
import { pageLoad } from '@/api/pageLoad'
import type { DeviceKey, HallStore, Tick } from './store'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** Browsers keep WebCrypto away from pages over plain HTTP. Without it entries go unsigned, and count only while their round is open. */
export const canSign = typeof crypto.subtle === 'object'

export function base64url(bytes: ArrayBuffer | Uint8Array): string {
  const text = String.fromCharCode(...new Uint8Array(bytes))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The first 16 bytes of the SHA-256 of the public key, as a UUID of version 8: the device knows its id without a link. */
async function deviceIdOf(publicKey: ArrayBuffer): Promise<string> {
  const id = new Uint8Array(await crypto.subtle.digest('SHA-256', publicKey)).slice(0, 16)
  id[6] = ((id[6] as number) & 0x0f) | 0x80
  id[8] = ((id[8] as number) & 0x3f) | 0x80
  return [...id]
    .map((b) => b.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** This device's key for a hall, made at the first need. */
export async function deviceKey(store: HallStore, venue: string): Promise<DeviceKey> {
  const known = await store.key(venue)
  if (known) return known
  if (!canSign) {
    return store.addKey({ venue, deviceId: pageLoad, publicKey: '', keys: undefined, registered: false })
  }
  const keys = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const publicKey = await crypto.subtle.exportKey('raw', keys.publicKey)
  return store.addKey({
    venue,
    deviceId: await deviceIdOf(publicKey),
    publicKey: base64url(publicKey),
    keys,
    registered: false,
  })
}

/** Names the key to the server; once is enough, more does no harm. Answers whether the server knows it. */
export async function register(store: HallStore, key: DeviceKey): Promise<boolean> {
  if (key.registered || !key.keys) return key.registered
  const body: Schemas['RegisterDevice'] = {
    venueId: key.venue,
    publicKey: key.publicKey,
    name: navigator.platform?.slice(0, 40) || undefined,
  }
  try {
    await http.post('/devices', body, { patienceMs: 0 })
    await store.setRegistered(key.venue)
    return true
  } catch (error) {
    // Known and revoked: what it signed before still goes out, and the server says what it thinks of it.
    if (asProblem(error).code !== 'device_revoked') throw error
    await store.setRegistered(key.venue)
    return true
  }
}

/** What is signed, as the contract lays it down: fourteen lines, absent ones empty. */
export function entryText(tick: Tick, device: string, session: string, venue: string): string {
  return [
    'rc1 entry',
    device,
    session,
    venue,
    tick.entryId,
    tick.seq,
    tick.traineeId,
    tick.roundId,
    tick.scannedAt,
    '',
    tick.reason ?? '',
    tick.pageLoad,
    tick.monotonicMs,
    tick.clockOffsetMs ?? '',
  ].join('\n')
}

export async function sign(key: DeviceKey, text: string): Promise<string | undefined> {
  if (!key.keys) return undefined
  const bytes = new TextEncoder().encode(text)
  return base64url(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.keys.privateKey, bytes))
}
