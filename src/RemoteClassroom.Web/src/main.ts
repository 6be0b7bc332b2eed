import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n'
import { router } from './router'
import './base.css'

createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')

// Only over HTTPS or on the machine itself; elsewhere browsers have no service worker, and the page works without.
if ('serviceWorker' in navigator && import.meta.env.PROD) {
  addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  })
}
