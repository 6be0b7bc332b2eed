import type { Schemas } from '@/api/contract'
import type { Tone } from '@/ui/tones'

export type DeskHall = Schemas['DeskHall']
export type DeskBoard = Schemas['DeskBoard']
export type Check = keyof Schemas['HallChecks']

/** The six checks, the gravest first. */
export const checks: Check[] = ['link', 'picture', 'sound', 'clock', 'operator', 'roster']

export const faultsOf = (hall: DeskHall): Check[] => checks.filter((check) => hall.checks[check] === 'bad')

export function toneOf(result: Schemas['CheckResult']): Tone {
  return result === 'good' ? 'good' : result === 'bad' ? 'bad' : 'off'
}
