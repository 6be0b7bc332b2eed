import type { Schemas } from '@/api/contract'
import type { Tone } from '@/ui/tones'

export type Leave = Schemas['LeaveInfo']
export type Correction = Schemas['CorrectionItem']
export type Act = Schemas['CorrectionAct']
export type History = Schemas['PersonHistory']
export type Standing = Schemas['PersonStanding']

export const leaveTones: Record<Schemas['LeaveState'], Tone> = { waiting: 'wait', granted: 'good', refused: 'off' }
export const standingTones: Record<Standing, Tone> = {
  missing: 'unknown',
  present: 'good',
  late: 'wait',
  absent: 'bad',
  excused: 'off',
}

/** What a round's standing can be corrected to; what counts already is not offered. */
export function actsFor(standing: Standing): Act[] {
  const marks: Act[] = (['present', 'late', 'absent'] as const).filter((mark) => mark !== standing)
  return standing === 'present' || standing === 'late' ? ['reverse', ...marks] : marks
}

/** What takes a correction back, by another entry: nothing that stands is ever changed. */
export function undoOf(act: Act, standing: Standing | undefined): Act | undefined {
  switch (act) {
    case 'excuse':
      return 'unexcuse'
    case 'unexcuse':
      return 'excuse'
    case 'present':
    case 'late':
      return standing === act ? 'reverse' : undefined
    case 'reverse':
      return standing === 'missing' ? 'present' : undefined
    default:
      return undefined
  }
}
