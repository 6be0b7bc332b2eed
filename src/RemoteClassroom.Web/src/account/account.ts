import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Me, Role, Schemas } from '@/api/contract'
import { http } from '@/api/http'
import { asProblem } from '@/api/problem'
import { closeRelay } from '@/relay/useRelay'

/** Whether somebody holds a role, be it his own or one that the first administrator holds beside it. */
const holds = (me: Me | undefined, role: Role) => me?.role === role || (me?.also ?? []).includes(role)

/** Who is signed in at this browser. */
export const useAccount = defineStore('account', () => {
  const me = ref<Me>()

  /** Asks the server unless it is known; without an answer the page opens and shows its own state for "no network". */
  async function identify(): Promise<'somebody' | 'nobody' | 'unreachable'> {
    if (me.value) return 'somebody'
    try {
      me.value = await http.get<Me>('/auth/me')
      return 'somebody'
    } catch (error) {
      return asProblem(error).status === 401 ? 'nobody' : 'unreachable'
    }
  }

  async function signIn(user: string, password: string): Promise<void> {
    await http.post<Schemas['Tokens']>(
      '/auth/login',
      { user, password },
      { key: false, anonymous: true, patienceMs: 0 },
    )
    await closeRelay()
    me.value = await http.get<Me>('/auth/me')
  }

  async function createFirst(secret: string, user: string, password: string): Promise<void> {
    await http.post('/auth/first', { secret, user, password }, { key: false, anonymous: true, patienceMs: 0 })
    await signIn(user, password)
  }

  /** Redeems an activation slip, which signs in. */
  async function activate(code: string, password: string): Promise<void> {
    await http.post('/auth/activate', { code, password }, { key: false, anonymous: true, patienceMs: 0 })
    await closeRelay()
    me.value = await http.get<Me>('/auth/me')
  }

  async function signOut(): Promise<void> {
    await http.post('/auth/logout', {}, { key: false, patienceMs: 0 }).catch(() => undefined)
    await closeRelay()
    me.value = undefined
  }

  return {
    me,
    isAdministrator: computed(() => me.value?.role === 'administrator'),
    mayCreateSessions: computed(() => me.value?.role === 'administrator' || me.value?.role === 'lecturer'),
    isSecurity: computed(() => holds(me.value, 'securityAdministrator')),
    answersForOthers: computed(() => me.value?.role === 'administrator' || holds(me.value, 'securityAdministrator')),
    isStaff: computed(() => ['administrator', 'lecturer', 'assistant'].includes(me.value?.role ?? '')),
    identify,
    signIn,
    createFirst,
    activate,
    signOut,
  }
})
