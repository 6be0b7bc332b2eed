import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = process.cwd()
const css = readFileSync(join(root, 'src/ui/tokens.css'), 'utf8')
const group = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((m) => m[1] ?? '')
const light = new Map(
  [...css.slice(0, css.indexOf('.night {')).matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((m) => [m[1] ?? '', m[2] ?? '']),
)
const value = (name: string): string => {
  const text = light.get(name)
  if (!text) throw new Error(`${name} is no token.`)
  const other = /^var\((--[\w-]+)\)$/.exec(text)
  return other?.[1] ? value(other[1]) : text
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return files(path)
    return /\.(vue|css)$/.test(entry.name) && entry.name !== 'tokens.css' ? [path] : []
  })
}

/** Of the standard: (lighter + 0.05) / (darker + 0.05). */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((i) => {
      const c = parseInt(hex.slice(i, i + 2), 16) / 255
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [x, y] = [luminance(value(a)), luminance(value(b))].sort((p, q) => q - p) as [number, number]
  return (x + 0.05) / (y + 0.05)
}

describe('the design system', () => {
  it('is the only place where a colour is written', () => {
    const strays = files(join(root, 'src')).flatMap((path) => {
      const code = readFileSync(path, 'utf8')
      const style = path.endsWith('.vue') ? code.slice(code.indexOf('<style')) : code
      return code.includes('<style') || path.endsWith('.css')
        ? [...style.matchAll(/#[0-9a-f]{3,8}\b|\brgba?\(/gi)].map((m) => `${path.slice(root.length + 1)}: ${m[0]}`)
        : []
    })
    expect(strays, 'Use a token of src/ui/tokens.css, or add one there.').toEqual([])
  })

  it('knows every token that a page names', () => {
    const declared = new Set(light.keys())
    const codes = files(join(root, 'src')).map((path) => readFileSync(path, 'utf8'))
    for (const code of codes) for (const name of group(code, /(--[\w-]+)['"]?\s*:/g)) declared.add(name)
    const asked = codes.flatMap((code) => group(code, /var\((--[\w-]+)/g))
    expect([...new Set(asked)].filter((name) => !declared.has(name))).toEqual([])
  })

  it('is what the trainee’s phone is painted with', () => {
    const phone = readFileSync(join(root, '../RemoteClassroom.Server/Phone/PhoneLayout.cs'), 'utf8')
    const long = (hex: string) => (hex.length === 4 ? `#${[...hex.slice(1)].map((c) => c + c).join('')}` : hex)
    const known = new Set([...light.values()])
    const strays = [...phone.matchAll(/#[0-9a-f]{3,6}\b/gi)].map((m) => long(m[0].toLowerCase()))
    expect(
      [...new Set(strays)].filter((hex) => !known.has(hex)),
      'Enter it as a --phone- token.',
    ).toEqual([])
  })

  it.each([
    ['--ink', '--paper'],
    ['--ink', '--ground'],
    ['--ink-soft', '--ground'],
    ['--ink-faint', '--paper'],
    ['--ink-mid', '--ground-off'],
    ['--blue', '--paper'],
    ['--blue', '--blue-wash'],
    ['--red', '--paper'],
    ['--red-deep', '--red-pale'],
    ['--green', '--paper'],
    ['--green-ink', '--green-wash'],
    ['--brown', '--paper'],
    ['--amber-ink', '--amber'],
    ['--amber-ink', '--amber-soft'],
    ['--amber-ink', '--amber-pale'],
    ['--on-colour', '--blue'],
    ['--on-colour', '--red'],
    ['--on-colour', '--brown'],
    ['--on-colour', '--grey'],
    ['--on-colour', '--green-deep'],
    ['--step-ink-1', '--step-1'],
    ['--step-ink', '--step-2'],
    ['--step-ink', '--step-3'],
    ['--step-ink', '--step-4'],
    ['--step-ink-5', '--step-5'],
    ['--night-ink', '--night'],
    ['--night-soft', '--night-lit'],
    ['--amber', '--night'],
    ['--mint', '--night'],
    ['--coral', '--night'],
  ])('%s on %s can be read: 4.5:1', (ink, ground) => {
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each([
    '--phone-ink',
    '--phone-frame',
    '--phone-act',
    '--phone-bad',
    '--phone-bad-ink',
    '--phone-good',
    '--phone-good-ink',
  ])('%s can be read in the sun: 7:1', (ink) => {
    expect(contrast(ink, '--on-colour')).toBeGreaterThanOrEqual(7)
  })
})
