import { hmacSha256 } from './hmac'

/** What a hall's screen shows during one step. */
export interface HallCode {
  /** For the QR: Crockford base 32 of the hall's number and a truncated MAC. */
  code: string
  /** Six digits to type. */
  digits: string
  /** When this step ends, in the server's time, ms since 1970. */
  validUntil: number
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function crockfordBase32(data: Uint8Array): string {
  let out = ''
  let bits = 0
  let held = 0
  for (const byte of data) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += crockford[(held >>> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? out + crockford[(held << (5 - bits)) & 31] : out
}

export function decodeBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
}

function mac(key: Uint8Array, letter: string, step: bigint): Uint8Array {
  const message = new Uint8Array(9)
  message[0] = letter.charCodeAt(0)
  new DataView(message.buffer).setBigUint64(1, step)
  return hmacSha256(key, message).slice(0, 8)
}

/** The code of a moment, as the contract's section "Codes" lays down; needs no link. */
export function deriveCode(branchKey: Uint8Array, hall: number, stepMs: number, now: number): HallCode {
  const step = Math.floor(now / stepMs)
  const content = new Uint8Array(12)
  new DataView(content.buffer).setUint32(0, hall)
  content.set(mac(branchKey, 'C', BigInt(step)), 4)
  const number = new DataView(mac(branchKey, 'D', BigInt(step)).buffer).getBigUint64(0)
  return {
    code: crockfordBase32(content),
    digits: (number % 1_000_000n).toString().padStart(6, '0'),
    validUntil: (step + 1) * stepMs,
  }
}
