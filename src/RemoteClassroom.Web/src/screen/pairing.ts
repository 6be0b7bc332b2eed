import { onScopeDispose, ref, type Ref } from 'vue'
import type { Me, Schemas } from '@/api/contract'
import { http } from '@/api/http'
import { asProblem } from '@/api/problem'
import { forget, recall, remember } from './memory'

/** The hall that this screen belongs to. */
export interface Device {
  venueId: string
  name: string
}

export interface Pairing {
  device: Ref<Device | undefined>
  /** The digits to read out while the screen belongs to no hall. */
  userCode: Ref<string | undefined>
  /** No answer from the server at the last try. */
  unreachable: Ref<boolean>
}

const pollMs = 2_500

/** Finds out which hall this screen belongs to, or asks to be paired until somebody approves. Tries for ever. */
export function usePairing(): Pairing {
  const device = ref(recall<Device>('device'))
  const userCode = ref<string>()
  const unreachable = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let started: Schemas['PairingStarted'] | undefined
  let ended = false
  onScopeDispose(() => {
    ended = true
    clearTimeout(timer)
  })

  const again = (ms: number, act: () => Promise<void>) => {
    if (ended) return
    timer = setTimeout(() => void act().catch(() => again(pollMs * 2, act)), ms * (0.8 + Math.random() * 0.4))
  }

  async function identify(): Promise<void> {
    try {
      const me = await http.get<Me>('/auth/me')
      unreachable.value = false
      if (me.kind === 'screen' && me.venueId) {
        device.value = { venueId: me.venueId, name: me.name ?? '' }
        remember('device', device.value)
        userCode.value = undefined
        // A pairing that was taken back shows here.
        again(120_000, identify)
        return
      }
      await ask()
    } catch (error) {
      if (asProblem(error).status === 401) {
        device.value = undefined
        forget('device')
        await ask()
      } else {
        unreachable.value = true
        again(pollMs * 2, identify)
      }
    }
  }

  async function ask(): Promise<void> {
    try {
      started = await http.post<Schemas['PairingStarted']>('/pairings', {}, { key: false, anonymous: true })
      userCode.value = started.userCode
      unreachable.value = false
      again(pollMs, poll)
    } catch {
      unreachable.value = true
      again(pollMs * 2, ask)
    }
  }

  async function poll(): Promise<void> {
    // Whether it has run out is for the server to say: this device's clock may be wrong by years.
    if (!started) return ask()
    try {
      const path = `/pairings/${started.pairingId}/token`
      const response = await http.send(
        'POST',
        path,
        { pollSecret: started.pollSecret },
        { key: false, anonymous: true },
      )
      unreachable.value = false
      if (response.status === 202) again(pollMs, poll)
      else await identify()
    } catch (error) {
      const problem = asProblem(error)
      unreachable.value = problem.passing
      if (problem.passing) again(pollMs * 2, poll)
      else await ask()
    }
  }

  void identify()
  return { device, userCode, unreachable }
}
