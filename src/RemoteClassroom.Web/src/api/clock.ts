/**
 * The server's clock, from samples of its time. The sample with the shortest round trip is the best of the last few,
 * as half its round trip bounds the error.
 */
export class ServerClock {
  private samples: { offset: number; roundTrip: number }[] = []
  private best = 0

  constructor(private readonly local: () => number = () => Date.now()) {}

  /** Milliseconds to add to this device's clock. */
  get offsetMs(): number {
    return this.best
  }

  get known(): boolean {
    return this.samples.length > 0
  }

  now(): number {
    return this.local() + this.best
  }

  /**
   * @param serverTime the server's answer, RFC 3339
   * @param sentAt this device's clock when it asked
   * @param receivedAt this device's clock when it was answered
   */
  sample(serverTime: string, sentAt: number, receivedAt: number = this.local()): void {
    const server = Date.parse(serverTime)
    if (Number.isNaN(server)) return
    this.samples.push({ offset: server - (sentAt + receivedAt) / 2, roundTrip: Math.max(0, receivedAt - sentAt) })
    if (this.samples.length > 8) this.samples.shift()
    this.best = this.samples.reduce((a, b) => (b.roundTrip < a.roundTrip ? b : a)).offset
  }
}

/** The page's one clock. */
export const serverClock = new ServerClock()
