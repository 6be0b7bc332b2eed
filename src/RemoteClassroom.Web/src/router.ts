import { createRouter, createWebHistory } from 'vue-router'
import { useAccount } from './account/account'

declare module 'vue-router' {
  interface RouteMeta {
    /** The page works without a sign-in. */
    open?: boolean
  }
}

/** Every page is a chunk of its own: a hall's screen loads nothing of the staff's pages. */
export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? false,
  routes: [
    { path: '/screen', name: 'screen', component: () => import('./screen/ScreenPage.vue'), meta: { open: true } },
    { path: '/sign-in', name: 'sign-in', component: () => import('./account/SignInPage.vue'), meta: { open: true } },
    { path: '/first', name: 'first', component: () => import('./account/FirstPage.vue'), meta: { open: true } },
    {
      path: '/sessions/:session/console',
      name: 'console',
      component: () => import('./console/ConsolePage.vue'),
      props: true,
    },
    {
      path: '/',
      component: () => import('./ui/StaffLayout.vue'),
      children: [
        { path: '', name: 'home', redirect: { name: 'sessions' } },
        { path: 'sessions', name: 'sessions', component: () => import('./sessions/SessionsPage.vue') },
        {
          path: 'sessions/:session/board',
          name: 'board',
          component: () => import('./board/BoardPage.vue'),
          props: true,
        },
        { path: 'hall', name: 'hall', component: () => import('./hall/HallPage.vue') },
        { path: 'organization', name: 'organization', component: () => import('./organization/OrganizationPage.vue') },
        { path: 'imports', name: 'imports', component: () => import('./organization/ImportsPage.vue') },
        { path: 'accounts', name: 'accounts', component: () => import('./account/AccountsPage.vue') },
        { path: 'screens', name: 'screens', component: () => import('./organization/PairScreenPage.vue') },
      ],
    },
    { path: '/:path(.*)*', redirect: { name: 'home' } },
  ],
})

router.beforeEach(async (to) => {
  if (to.meta.open) return true
  const account = useAccount()
  const known = await account.identify()
  if (known === 'nobody') return { name: 'sign-in', query: { next: to.fullPath } }
  if (account.me?.kind === 'screen') return { name: 'screen' }
  if (account.me?.role === 'operator' && to.name === 'sessions') return { name: 'hall' }
  return true
})
