import type { Schemas } from '@/api/contract'

export type ImportFault = Schemas['ImportError']

/** Columns whose values have a rule of their own, told when one is not valid. */
const ruled = new Set(['seats', 'phone', 'operator', 'level', 'code', 'parentCode'])

/** What to do about a fault, as a text's name and the number that stands in it: the server's own words are English. */
export function hintOf(fault: ImportFault): { key: string; n: string } {
  const n = /\d+/.exec(fault.detail)?.[0] ?? ''
  if (fault.code === 'duplicate' && fault.detail.startsWith('Line ')) return { key: 'duplicate_line', n }
  if (fault.code === 'invalid' && ruled.has(fault.column)) return { key: `invalid_${fault.column}`, n }
  if (fault.code === 'invalid' && fault.column === '') return { key: 'invalid_line', n }
  return { key: fault.code, n }
}
