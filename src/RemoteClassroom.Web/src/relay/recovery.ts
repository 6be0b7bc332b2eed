import type { JoinAnswer } from './messages'
import type { Recovery, RelayPorts } from './ports'

interface Caught {
  readonly offset: number
  readonly eventsSinceJoin: number
}

const lookEveryMs = 200
const mostLooks = 60

/** Tells once the streams have reached the heads that they had when they were joined, or twelve seconds are over. */
export function whenCaughtUp(
  answer: JoinAnswer,
  reader: (stream: string) => Caught | undefined,
  after: RelayPorts['after'],
  current: () => boolean,
  tell: (recovery: Recovery) => void,
): void {
  // Totals have no log, so that nothing can be missed there.
  const joined = answer.streams.filter((s) => !s.stream.startsWith('a/'))
  if (joined.length === 0) return
  const look = (triesLeft: number) => {
    if (!current()) return
    const behind = joined.some((s) => (reader(s.stream)?.offset ?? s.head) < s.head)
    if (behind && triesLeft > 0) return void after(lookEveryMs, () => look(triesLeft - 1))
    const events = joined.reduce((n, s) => n + (reader(s.stream)?.eventsSinceJoin ?? 0), 0)
    tell({ events, seamless: joined.every((s) => s.recovered) })
  }
  look(mostLooks)
}
