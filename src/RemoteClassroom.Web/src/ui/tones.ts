/** What a state means, whatever it is the state of. */
export type Tone = 'good' | 'wait' | 'bad' | 'unknown' | 'off'

/** Each tone's shape, so that nobody needs its colour. */
export const marks: Record<Tone, string> = { good: '●', wait: '◐', bad: '▲', unknown: '▨', off: '○' }
