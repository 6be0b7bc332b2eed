import { useI18n } from 'vue-i18n'
import type { RoundInfo } from '@/api/contract'

/** Says how much of a session a round asks; empty where it asks everybody. */
export function useCoverage(): (round: Pick<RoundInfo, 'sample'> | undefined) => string {
  const { t, n } = useI18n()
  return (round) => {
    const sample = round?.sample
    if (!sample) return ''
    const words = { percent: n(sample.percent), halls: n(sample.halls), people: n(sample.people ?? 0) }
    return t(sample.people === undefined ? 'coverage.halls' : 'coverage.people', words)
  }
}
