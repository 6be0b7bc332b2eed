export interface Place {
  left: number
  top: number
}

const waitMs = 50
const patienceMs = 3_000

/** Where a page was left, once it is long enough to be scrolled there: what it shows is still on its way when one comes back. */
export async function whenLongEnough(place: Place): Promise<Place> {
  const until = Date.now() + patienceMs
  const room = () => document.documentElement.scrollHeight - innerHeight
  while (room() < place.top && Date.now() < until) await new Promise((go) => setTimeout(go, waitMs))
  return place
}
