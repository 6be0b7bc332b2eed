import { describe, expect, it } from 'vitest'
import zh from '../../locales/zh-CN.json'
import { factsOf } from './facts'

type Tree = { [key: string]: string | Tree }
function said(key: string): string | undefined {
  const found = key.split('.').reduce<string | Tree | undefined>((at, part) => (at as Tree | undefined)?.[part], zh)
  return typeof found === 'string' ? found : undefined
}
const facts = (detail: Record<string, string>) => factsOf(detail, { said, short: (id) => id.slice(-4) })

describe('what a line of the audit tells beside', () => {
  it('says a role and a kind of round as everywhere', () => {
    expect(facts({ role: 'operator' })).toBe('角色 分课堂管理员')
    expect(facts({ role: 'securityAdministrator' })).toBe('角色 安全管理员')
    expect(facts({ purpose: 'spot_check' })).toBe('轮次 抽查')
  })

  it('says yes by the name and no by nothing', () => {
    expect(facts({ bySlip: 'true' })).toBe('用开通单')
    expect(facts({ rehearsal: 'false' })).toBe('')
  })

  it('shortens ids, and lets stand what it does not know', () => {
    expect(facts({ pairing: '0d6eb9cc-0000-7000-8000-00000000abcd', lines: '12' })).toBe('配对 abcd · 行数 12')
    expect(facts({ novelty: 'x' })).toBe('novelty x')
  })
})
