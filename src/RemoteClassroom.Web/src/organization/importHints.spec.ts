import { describe, expect, it } from 'vitest'
import zh from '../../locales/zh-CN.json'
import { hintOf } from './importHints'

const fault = (code: string, column: string, detail: string) =>
  hintOf({ line: 3, column, code, detail } as Parameters<typeof hintOf>[0])

describe('what to do about a fault of an import', () => {
  it('names the line that has the value already', () => {
    expect(fault('duplicate', 'code', 'Line 12 has this code already.')).toEqual({ key: 'duplicate_line', n: '12' })
    expect(fault('duplicate', 'operator', 'There is an account of this name already; choose another.').key).toBe(
      'duplicate',
    )
  })

  it('tells a column’s own rule, and how long a value may be', () => {
    expect(fault('invalid', 'seats', 'Give a whole number from 0 to 100000.').key).toBe('invalid_seats')
    expect(fault('invalid', '', 'The line has 5 values, the heading 7').key).toBe('invalid_line')
    expect(fault('invalid', 'name', 'The value holds a line break').key).toBe('invalid')
    expect(fault('too_long', 'name', 'Use at most 60 characters.')).toEqual({ key: 'too_long', n: '60' })
  })

  it('has a text for each', () => {
    const hints = zh.imports.hints as Record<string, string>
    const codes = Object.keys(zh.imports.faults)
    for (const column of ['seats', 'phone', 'operator', 'level', 'code', 'parentCode', 'name', '']) {
      for (const code of codes) expect(hints[fault(code, column, 'Line 1').key], `${code} ${column}`).toBeTruthy()
    }
  })
})
