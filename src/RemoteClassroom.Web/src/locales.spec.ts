import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '../locales/en.json'
import zh from '../locales/zh-CN.json'

type Tree = { [key: string]: string | Tree }

function flat(tree: Tree, prefix = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') all.set(prefix + key, value)
    else flat(value, `${prefix}${key}.`).forEach((v, k) => all.set(k, v))
  }
  return all
}

const zhTexts = flat(zh as Tree)
const enTexts = flat(en as Tree)
const named = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort()

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.(vue|ts)$/.test(entry.name) && !entry.name.endsWith('.spec.ts') ? [readFileSync(path, 'utf8')] : []
  })
}

describe('the texts', () => {
  it('are the same in both languages, with the same names in them', () => {
    expect([...enTexts.keys()].sort()).toEqual([...zhTexts.keys()].sort())
    for (const [key, text] of zhTexts) expect(named(enTexts.get(key) ?? ''), key).toEqual(named(text))
  })

  it('hold every key that the pages ask for', () => {
    const asked = sources(join(process.cwd(), 'src')).flatMap((code) =>
      [...code.matchAll(/\bt\('([\w.]+)'/g)].map((m) => m[1] as string),
    )
    expect(asked.length).toBeGreaterThan(100)
    expect(asked.filter((key) => !zhTexts.has(key))).toEqual([])
  })

  it('are all asked for, by a page or by the phone', () => {
    const code = sources(join(process.cwd(), 'src')).join('\n')
    const said = new Set([...code.matchAll(/['"`]([a-zA-Z]\w*(?:\.\w+)+)['"`]/g)].map((m) => m[1] as string))
    // `phases.${phase}` asks for every text one level down, and for no other.
    const families = new Set([...code.matchAll(/`([a-zA-Z][\w.]*\.(?:\w+_)?)\$\{/g)].map((m) => m[1] as string))
    const ofFamily = (key: string) => [...families].some((f) => key.startsWith(f) && !key.slice(f.length).includes('.'))
    const phone = readdirSync(join(process.cwd(), '../RemoteClassroom.Server/Phone'))
      .map((name) => readFileSync(join(process.cwd(), '../RemoteClassroom.Server/Phone', name), 'utf8'))
      .join('\n')
    const byPhone = (key: string) => key.startsWith('phone.') && phone.includes(`"${key.slice(6)}"`)
    expect([...zhTexts.keys()].filter((key) => !said.has(key) && !ofFamily(key) && !byPhone(key))).toEqual([])
  })
})
