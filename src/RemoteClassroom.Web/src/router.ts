import { createRouter, createWebHistory } from 'vue-router'
import { useAccount } from './account/account'
import { whenLongEnough } from './ui/scroll'

declare module 'vue-router' {
  interface RouteMeta {
    /** The page works without a sign-in. */
    open?: boolean
  }
}

/** Every page is a chunk of its own: a hall's screen loads nothing of the staff's pages. */
export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => (saved ? whenLongEnough(saved) : false),
  routes: [
    { path: '/screen', name: 'screen', component: () => import('./screen/ScreenPage.vue'), meta: { open: true } },
    { path: '/sign-in', name: 'sign-in', component: () => import('./account/SignInPage.vue'), meta: { open: true } },
    { path: '/first', name: 'first', component: () => import('./account/FirstPage.vue'), meta: { open: true } },
    {
      path: '/activate',
      name: 'activate',
      component: () => import('./account/ActivatePage.vue'),
      meta: { open: true },
    },
    {
      path: '/sessions/:session/console',
      name: 'console',
      component: () => import('./console/ConsolePage.vue'),
      props: true,
    },
    {
      path: '/sessions/:session/centre',
      name: 'centre',
      component: () => import('./centre/CentrePage.vue'),
      props: true,
    },
    { path: '/hall', name: 'hall', component: () => import('./hall/HallPage.vue') },
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
        {
          path: 'sessions/:session/desk',
          name: 'desk',
          component: () => import('./desk/DeskPage.vue'),
          props: true,
        },
        {
          path: 'sessions/:session/signals',
          name: 'signals',
          component: () => import('./signals/SignalsPage.vue'),
          props: true,
        },
        {
          path: 'sessions/:session/leaves',
          name: 'leaves',
          component: () => import('./corrections/LeavesPage.vue'),
          props: true,
        },
        {
          path: 'sessions/:session/corrections',
          name: 'corrections',
          component: () => import('./corrections/CorrectionsPage.vue'),
          props: true,
        },
        {
          path: 'sessions/:session/report',
          name: 'report',
          component: () => import('./reports/SessionReportPage.vue'),
          props: true,
        },
        { path: 'reports', name: 'reports', component: () => import('./reports/PeriodReportPage.vue') },
        { path: 'organization', name: 'organization', component: () => import('./organization/OrganizationPage.vue') },
        { path: 'imports', name: 'imports', component: () => import('./organization/ImportsPage.vue') },
        { path: 'accounts', name: 'accounts', component: () => import('./account/AccountsPage.vue') },
        { path: 'me', name: 'me', component: () => import('./account/MyAccountPage.vue') },
        { path: 'slips', name: 'slips', component: () => import('./account/SlipsPage.vue') },
        { path: 'audit', name: 'audit', component: () => import('./audit/AuditPage.vue') },
        { path: 'screens', name: 'screens', component: () => import('./organization/PairScreenPage.vue') },
      ],
    },
    { path: '/:path(.*)*', redirect: { name: 'home' } },
  ],
})

// The page is dark until it is known which room it is, so that a hall's screen never flashes white.
router.afterEach((to) => {
  document.body.style.background = to.name === 'screen' || to.name === 'centre' ? '#0b1526' : ''
})

// A chunk that did not come (the link fell, or the server was renewed) would leave an empty page.
router.onError(() => {
  if (/^\/(screen|hall)(\/|$)/.test(location.pathname)) setTimeout(() => location.reload(), 10_000)
})

router.beforeEach(async (to) => {
  if (to.meta.open) return true
  const account = useAccount()
  const known = await account.identify()
  if (known === 'nobody') return { name: 'sign-in', query: { next: to.fullPath } }
  if (account.me?.kind === 'screen') return { name: 'screen' }
  if (account.me?.role === 'operator' && to.name === 'sessions') return { name: 'hall' }
  if (account.me?.role === 'securityAdministrator' && to.name === 'sessions') return { name: 'accounts' }
  if (account.me?.role === 'platformAdministrator' && to.name === 'sessions') return { name: 'me' }
  return true
})
