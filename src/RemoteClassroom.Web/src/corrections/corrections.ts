import type { Schemas, SessionInfo } from '@/api/contract'
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
    case 'makeUp':
      return 'unmakeUp'
    case 'present':
    case 'late':
      return standing === act ? 'reverse' : undefined
    case 'reverse':
      return standing === 'missing' ? 'present' : undefined
    default:
      return undefined
  }
}

/** A correction's text for people: the session that shows a make-up stands there by its title; its id is for whoever verifies the file. */
export const textFor = (text: string | null | undefined): string | undefined =>
  text?.replace(/ · session [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, '')

/** Whether the person has made the session up (补训), by what was decided last. */
export const isMadeUp = (story: History): boolean =>
  story.entries.filter((entry) => entry.act === 'makeUp' || entry.act === 'unmakeUp').at(-1)?.act === 'makeUp'

/** What can be said of the whole session: a make-up only once it is over and missed. */
export function sessionActs(story: History, ended: boolean): Act[] {
  const acts: Act[] = [story.excused ? 'unexcuse' : 'excuse']
  const there = story.rounds.some((round) => round.standing === 'present' || round.standing === 'late')
  if (isMadeUp(story)) acts.push('unmakeUp')
  else if (ended && !there) acts.push('makeUp')
  return acts
}

/** The later sessions of the same course that are over: where somebody can have made this one up. */
export const laterOfCourse = (all: SessionInfo[], missed: SessionInfo | undefined): SessionInfo[] =>
  missed?.courseId
    ? all.filter(
        (other) =>
          other.courseId === missed.courseId &&
          Date.parse(other.startsAt) > Date.parse(missed.startsAt) &&
          other.phase !== 'scheduled' &&
          !other.rehearsal,
      )
    : []
