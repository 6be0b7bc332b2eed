import { useI18n } from 'vue-i18n'
import { asProblem } from '@/api/problem'

/** What to tell a person of a refusal, in the page's language; the server's own words where the code is not known here. */
export function useProblemText(): (error: unknown) => string {
  const { t, te } = useI18n()
  return (error) => {
    const problem = asProblem(error)
    const key = `problems.${problem.code}`
    if (!te(key)) return problem.message || t('problems.unavailable')
    const seconds = problem.retryAfterMs ? Math.ceil(problem.retryAfterMs / 1000) : undefined
    const text = t(key)
    if (problem.code === 'validation' && problem.message) return `${text} ${problem.message}`
    return seconds ? `${text} ${t('problems.retryIn', { seconds })}` : text
  }
}
