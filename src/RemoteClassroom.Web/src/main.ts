import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n'
import { router } from './router'
import { keepShell } from './shell/shell'
import './base.css'

createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')

if (import.meta.env.PROD) keepShell()
