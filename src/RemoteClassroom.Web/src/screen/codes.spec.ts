import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { crockfordBase32, deriveCode } from './codes'
import { hmacSha256, sha256 } from './hmac'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('HMAC-SHA256', () => {
  it('agrees with FIPS 180-4 and RFC 4231', () => {
    expect(hex(sha256(new TextEncoder().encode('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
    const key = new Uint8Array(20).fill(0x0b)
    expect(hex(hmacSha256(key, new TextEncoder().encode('Hi There')))).toBe(
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    )
  })

  it('agrees with another implementation for all lengths around a block', () => {
    for (let n = 0; n < 140; n++) {
      const key = new Uint8Array(n).map((_, i) => i * 7 + n)
      const message = new Uint8Array(140 - n).map((_, i) => i * 11 + n)
      expect(hex(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'))
    }
  })
})

describe('a hall’s codes', () => {
  it('are spelt in Crockford’s base 32, most significant bits first', () => {
    expect(crockfordBase32(new Uint8Array([0, 0, 4, 0]))).toBe('0000800')
    expect(crockfordBase32(new Uint8Array([255, 255, 255, 255, 255]))).toBe('ZZZZZZZZ')
    expect(crockfordBase32(new Uint8Array(12))).toHaveLength(20)
  })

  it('follow the contract’s formula', () => {
    const key = new Uint8Array(32).map((_, i) => i)
    const now = 1_767_225_601_234
    const step = Buffer.alloc(8)
    step.writeBigUInt64BE(BigInt(Math.floor(now / 15_000)))
    const mac = (letter: string) =>
      createHmac('sha256', key)
        .update(Buffer.concat([Buffer.from(letter), step]))
        .digest()
        .subarray(0, 8)
    const hall = Buffer.alloc(4)
    hall.writeUInt32BE(1024)
    const derived = deriveCode(key, 1024, 15_000, now)
    expect(derived.code).toBe(crockfordBase32(Buffer.concat([hall, mac('C')])))
    expect(derived.digits).toBe((mac('D').readBigUInt64BE() % 1_000_000n).toString().padStart(6, '0'))
    expect(derived.validUntil).toBe(1_767_225_615_000)
    expect(deriveCode(key, 1024, 15_000, derived.validUntil - 1)).toEqual(derived)
    expect(deriveCode(key, 1024, 15_000, derived.validUntil).code).not.toBe(derived.code)
  })
})
