import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Me, Schemas } from '@/api/contract'
import { http } from '@/api/http'
import { asProblem } from '@/api/problem'
import { closeRelay } from '@/relay/useRelay'

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

  async function signOut(): Promise<void> {
    await http.post('/auth/logout', {}, { key: false, patienceMs: 0 }).catch(() => undefined)
    await closeRelay()
    me.value = undefined
  }

  return {
    me,
    isAdministrator: computed(() => me.value?.role === 'administrator'),
    mayCreateSessions: computed(() => me.value?.role === 'administrator' || me.value?.role === 'lecturer'),
    isStaff: computed(() => me.value?.role !== undefined && me.value.role !== 'operator'),
    identify,
    signIn,
    createFirst,
    signOut,
  }
})
