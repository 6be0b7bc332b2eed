/** Full-jitter back-off without an end: a random time between 0 and min(cap, base × 2ⁿ), and never less than the server asked for. */
export class Backoff {
  private attempt = 0
  private floorMs = 0

  constructor(
    private baseMs = 500,
    private capMs = 15_000,
    private readonly random: () => number = Math.random,
  ) {}

  /** The server's advice, with the answer to a join. */
  advise(retry: { baseMs: number; capMs: number }): void {
    this.baseMs = Math.max(50, retry.baseMs)
    this.capMs = Math.max(this.baseMs, retry.capMs)
  }

  /** The next wait takes at least this long, and a jitter on top, so that not everybody is back at the same moment. */
  notBefore(ms: number): void {
    this.floorMs = Math.max(this.floorMs, ms)
  }

  next(): number {
    const ceiling = Math.min(this.capMs, this.baseMs * 2 ** Math.min(this.attempt, 30))
    this.attempt++
    const pause = this.floorMs + this.random() * ceiling
    this.floorMs = 0
    return pause
  }

  reset(): void {
    this.attempt = 0
  }
}
