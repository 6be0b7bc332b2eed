import { describe, expect, it } from 'vitest'
import { base64url, deviceKey, entryText, sign } from './device'
import { fitsNumber } from './rosterNumber'
import { passingStore, type Tick } from './store'

const tick: Tick = {
  entryId: '018f0000-0000-7000-8000-000000000003',
  scope: 's/v',
  traineeId: '018f0000-0000-7000-8000-000000000004',
  roundId: '018f0000-0000-7000-8000-000000000005',
  reason: 'noPhone',
  group: 'g',
  seq: 42,
  signature: undefined,
  scannedAt: Date.parse('2026-01-01T09:00:00.123Z'),
  pageLoad: '018f0000-0000-7000-8000-000000000006',
  monotonicMs: 61_500,
  clockOffsetMs: -598_750,
}
const session = '018f0000-0000-7000-8000-000000000001'
const venue = '018f0000-0000-7000-8000-000000000002'

describe('the key of this device', () => {
  it('signs what the contract’s test vector signs', async () => {
    const text = entryText(tick, 'b18b86ce-1389-846d-a87a-a4a5131ce83c', session, venue)
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
    expect([...hash].map((b) => b.toString(16).padStart(2, '0')).join('')).toBe(
      'fe80db01ae077300ce2a85bf6af00b2e3a634ff0d8f190575beb419c22062c7a',
    )
  })

  it('is made once, cannot be read, and its signature holds', async () => {
    const store = passingStore()
    const key = await deviceKey(store, venue)
    expect((await deviceKey(store, venue)).deviceId).toBe(key.deviceId)
    expect(key.publicKey).toHaveLength(87)
    await expect(crypto.subtle.exportKey('pkcs8', key.keys?.privateKey as CryptoKey)).rejects.toThrow()
    const signature = await sign(key, 'abc')
    const bytes = Uint8Array.from(atob((signature ?? '').replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    )
    expect(base64url(bytes)).toBe(signature)
    const good = await crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' },
      key.keys?.publicKey as CryptoKey,
      bytes,
      new TextEncoder().encode('abc'),
    )
    expect(good).toBe(true)
  })
})

describe('a roster number that is typed or scanned', () => {
  it('fits a masked one of the same length whose visible signs agree', () => {
    expect([fitsNumber('N0***07', 'n012307'), fitsNumber('N0***07', 'N012308'), fitsNumber('N0***07', 'N01')]).toEqual([
      true,
      false,
      false,
    ])
    expect(fitsNumber('', '')).toBe(false)
  })
})
