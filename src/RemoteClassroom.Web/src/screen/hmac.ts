/**
 * HMAC-SHA256 (RFC 2104, FIPS 180-4) in plain script: a hall's screen may be served over plain HTTP in a local network,
 * where browsers keep WebCrypto away. It runs a few times a minute.
 */
const k = new Uint32Array(64)
const initial = new Uint32Array(8)

function fraction(x: number): number {
  return ((x - Math.floor(x)) * 2 ** 32) | 0
}

for (let n = 2, found = 0; found < 64; n++) {
  let prime = true
  for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false
  if (!prime) continue
  if (found < 8) initial[found] = fraction(Math.sqrt(n))
  k[found++] = fraction(Math.cbrt(n))
}

const rotate = (x: number, n: number) => (x >>> n) | (x << (32 - n))

function compress(hash: Uint32Array, block: DataView, at: number): void {
  const w = new Uint32Array(64)
  for (let i = 0; i < 16; i++) w[i] = block.getUint32(at + i * 4)
  for (let i = 16; i < 64; i++) {
    const a = w[i - 15] as number
    const b = w[i - 2] as number
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
    w[i] = (w[i - 16] as number) + s0 + (w[i - 7] as number) + s1
  }
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (k[i] as number) + (w[i] as number)) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((x, i) => (hash[i] = (hash[i] as number) + x))
}

export function sha256(data: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((data.length + 9) / 64) * 64)
  padded.set(data)
  padded[data.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 4, data.length * 8)
  const hash = initial.slice()
  for (let at = 0; at < padded.length; at += 64) compress(hash, view, at)
  const out = new Uint8Array(32)
  hash.forEach((x, i) => new DataView(out.buffer).setUint32(i * 4, x))
  return out
}

export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(64)
  block.set(key.length > 64 ? sha256(key) : key)
  const keyed = (pad: number, data: Uint8Array) => {
    const joined = new Uint8Array(64 + data.length)
    joined.set(block.map((x) => x ^ pad))
    joined.set(data, 64)
    return sha256(joined)
  }
  return keyed(0x5c, keyed(0x36, message))
}
