import type { Me, OrgUnitInfo, Page } from '@/api/contract'
import { http } from '@/api/http'

/** The highest unit that somebody may see: the own one, or the root for who answers for the whole tree; none in an empty tree. */
export async function topUnit(me: Me | undefined): Promise<OrgUnitInfo | undefined> {
  if (me?.unitId) return http.get<OrgUnitInfo>(`/org-units/${me.unitId}`)
  // Units are listed by their paths, so that the root comes first.
  return (await http.get<Page<OrgUnitInfo>>('/org-units?limit=1')).items[0]
}
