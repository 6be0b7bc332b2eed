import { useAccount } from '@/account/account'
import type { SessionInfo } from '@/api/contract'
import { http } from '@/api/http'
import { asProblem } from '@/api/problem'
import { useLoad, type Loaded } from '@/ui/useLoad'

/** The unit at the top of what one may see of a session: all of it for those who hold it; for an administrator further down the own unit. */
export function useTopUnit(session: () => string): Loaded<string> {
  const account = useAccount()
  return useLoad(async () => {
    const owner = (await http.get<SessionInfo>(`/sessions/${session()}`)).ownerUnitId
    try {
      await http.get(`/sessions/${session()}/attendance?unit=${owner}`)
      return owner
    } catch (error) {
      if (asProblem(error).status === 404 && account.me?.unitId) return account.me.unitId
      throw error
    }
  }, [session])
}
