import { useI18n } from 'vue-i18n'
import type { Counts, Schemas } from '@/api/contract'
import { http } from '@/api/http'
import { ApiProblem, asProblem } from '@/api/problem'

export type HallLine = Schemas['HallLine']
export type LastReminder = Schemas['LastReminder']
export type ReminderInfo = Schemas['ReminderInfo']
export type ReminderDelivery = Schemas['ReminderDelivery']
export type UnitChased = Schemas['UnitChased']

/** Who has to be asked about: not checked in, whether that is known or not. */
export const open = (c: Counts) => c.waiting + c.absent + c.unknown

/** What is told of a chase that is refused because the last one was moments ago. */
export function restMinutes(error: unknown): number | undefined {
  const problem = asProblem(error)
  return problem.code === 'conflict' && problem.retryAfterMs ? Math.ceil(problem.retryAfterMs / 60_000) : undefined
}

/** Sends reminders; a refusal says in the page's words until when a hall is left alone, or that nobody is missing. */
export function useChasing(session: () => string) {
  const { t, n } = useI18n()
  async function send<T>(path: string, body: unknown, key: string): Promise<T> {
    try {
      return await http.post<T>(`/sessions/${session()}${path}`, body, { key })
    } catch (error) {
      const minutes = restMinutes(error)
      if (minutes) throw new ApiProblem({ code: 'chased_lately', detail: t('chase.recent', { n: n(minutes) }) })
      if (asProblem(error).code === 'conflict')
        throw new ApiProblem({ code: 'nobody_missing', detail: t('board.nobodyMissing') })
      throw error
    }
  }
  return {
    hall: (branch: string, key: string) => send<Schemas['HallChased']>(`/branches/${branch}/reminders`, {}, key),
    unit: (unitId: string, key: string) => send<UnitChased>('/reminders', { unitId }, key),
  }
}
