import { useI18n } from 'vue-i18n'
import { useServerNow } from './useServerNow'

/** How long ago something was, in minutes, and it grows by itself: 刚刚, 10 分钟前. */
export function useAgo(): (at: string) => string {
  const { t, n } = useI18n()
  const now = useServerNow(5_000)
  return (at) => {
    const minutes = Math.floor((now.value - Date.parse(at)) / 60_000)
    return minutes < 1 ? t('board.justNow') : t('board.minutesAgo', { n: n(minutes) })
  }
}
