import { createRouter, createWebHistory } from 'vue-router'

/** Every page is a chunk of its own: a hall's screen loads nothing of the staff's pages. */
export const router = createRouter({
  history: createWebHistory(),
  routes: [{ path: '/', name: 'home', component: () => import('./account/HomePage.vue') }],
})
