import { createI18n } from 'vue-i18n'
import en from '../locales/en.json'
import zh from '../locales/zh-CN.json'

export type Locale = 'zh-CN' | 'en'

const storageKey = 'rc.locale'

/** `?lang=` of the address, else what was chosen last on this device, else the browser's own language. */
export function preferredLocale(): Locale {
  const asked = new URLSearchParams(location.search).get('lang') ?? chosen() ?? navigator.language
  return asked.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

/** A browser that keeps nothing may refuse even the question. */
function chosen(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

const times = {
  hourMinute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  dayClock: {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
  dayTime: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const

const numbers = { percent: { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } } as const

export const i18n = createI18n({
  legacy: false,
  locale: preferredLocale(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh, en },
  datetimeFormats: { 'zh-CN': times, en: times },
  numberFormats: { 'zh-CN': numbers, en: numbers },
})

export function setLocale(locale: Locale): void {
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
  try {
    localStorage.setItem(storageKey, locale)
  } catch {
    // Chosen until the page is left.
  }
}

document.documentElement.lang = preferredLocale()
