import { createI18n } from 'vue-i18n'
import en from '../locales/en.json'
import zh from '../locales/zh-CN.json'

export type Locale = 'zh-CN' | 'en'

const storageKey = 'rc.locale'

/** What was chosen last on this device, else `?lang=` of the address, else the browser's own language. */
export function preferredLocale(): Locale {
  const asked =
    new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(storageKey) ?? navigator.language
  return asked.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

export const i18n = createI18n({
  legacy: false,
  locale: preferredLocale(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh, en },
})

export function setLocale(locale: Locale): void {
  i18n.global.locale.value = locale
  localStorage.setItem(storageKey, locale)
  document.documentElement.lang = locale
}

document.documentElement.lang = preferredLocale()
