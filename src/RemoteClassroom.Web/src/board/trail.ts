import { ref, watch, type Ref } from 'vue'
import type { OrgUnitInfo } from '@/api/contract'
import { http } from '@/api/http'

export interface TrailStep {
  id: string
  name: string
}

const known = new Map<string, Promise<OrgUnitInfo>>()

function unitOf(id: string): Promise<OrgUnitInfo> {
  let info = known.get(id)
  if (!info) {
    info = http.get<OrgUnitInfo>(`/org-units/${id}`)
    info.catch(() => known.delete(id))
    known.set(id, info)
  }
  return info
}

/** The way from the top that the caller may see down to a unit. */
export function useTrail(unit: Ref<string | undefined>, top: Ref<string | undefined>): Ref<TrailStep[]> {
  const trail = ref<TrailStep[]>([])
  watch(
    [unit, top],
    async ([to, from]) => {
      const steps: TrailStep[] = []
      try {
        for (let id: string | undefined = to; id;) {
          const info: OrgUnitInfo = await unitOf(id)
          steps.unshift({ id: info.id, name: info.name })
          id = info.id === from ? undefined : info.parentId
        }
      } catch {
        // What lies above the own unit is not shown.
      }
      if (unit.value === to) trail.value = steps
    },
    { immediate: true },
  )
  return trail
}
