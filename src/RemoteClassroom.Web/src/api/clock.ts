import { pageLoad } from './pageLoad'

/** One answer of the server, by which this device's clocks can be compared with its own. */
export interface Contact {
  pageLoad: string
  monotonicMs: number
  /** This device's wall clock at the same moment, ms since 1970. */
  deviceAt: number
  serverAt: string
  roundTripMs: number
}

/** What is noted of the moment at which something is taken down; no field stands for another. */
export interface Stamp {
  /** This device's wall clock, ms since 1970, which may be wrong by decades. */
  scannedAt: number
  pageLoad: string
  monotonicMs: number
  /** Server's clock minus this one's; undefined without a contact in this run, or if a clock jumped since. */
  clockOffsetMs: number | undefined
}

interface Sample {
  server: number
  monotonic: number
  wall: number
  roundTrip: number
}

/** By how much wall and monotonic time may differ and still be taken as uninterrupted; the server uses the same figure. */
const jumpMs = 5_000

/**
 * The server's clock, from samples of its time, carried on by the monotonic clock that nobody sets. The sample with the shortest
 * round trip is the best of the last few, as half its round trip bounds the error. Where wall and monotonic time part, the
 * device slept or its clock was set: then the time is not to be trusted until the next answer.
 */
export class ServerClock {
  /** Told of each sample; the hall's page keeps them to prove when its entries were taken. */
  onContact: (contact: Contact) => void = () => undefined
  /** The last one; undefined before any in this run of the page. */
  lastContact: Contact | undefined
  private samples: Sample[] = []
  private best: Sample | undefined

  constructor(
    private readonly wall: () => number = () => Date.now(),
    private readonly ticks: () => number = () => performance.now(),
  ) {}

  /** Milliseconds to add to this device's clock. */
  get offsetMs(): number {
    return this.now() - this.wall()
  }

  get known(): boolean {
    return this.best !== undefined
  }

  /** Whether codes may be shown by it: asked in this run of the page, and no clock jumped since. */
  get trusted(): boolean {
    return this.best !== undefined && Math.abs(this.apart(this.best)) <= jumpMs
  }

  now(): number {
    return this.best ? this.best.server + (this.ticks() - this.best.monotonic) : this.wall()
  }

  stamp(): Stamp {
    return {
      scannedAt: Math.round(this.wall()),
      pageLoad,
      monotonicMs: Math.round(this.ticks()),
      clockOffsetMs: this.trusted ? Math.round(this.offsetMs) : undefined,
    }
  }

  /**
   * @param serverTime the server's answer, RFC 3339
   * @param sentAt this device's clock when it asked
   * @param receivedAt this device's clock when it was answered
   */
  sample(serverTime: string, sentAt: number, receivedAt: number = this.wall()): void {
    const server = Date.parse(serverTime)
    if (Number.isNaN(server)) return
    const wall = (sentAt + receivedAt) / 2
    const roundTrip = Math.max(0, receivedAt - sentAt)
    const sample: Sample = { server, wall, roundTrip, monotonic: this.ticks() - (this.wall() - wall) }
    if (this.best && this.contradicts(sample, this.best)) this.samples = []
    this.samples.push(sample)
    if (this.samples.length > 8) this.samples.shift()
    this.best = this.samples.reduce((a, b) => (b.roundTrip < a.roundTrip ? b : a))
    if (sample.monotonic < 0) return
    this.lastContact = {
      pageLoad,
      monotonicMs: Math.round(sample.monotonic),
      deviceAt: Math.round(wall),
      serverAt: serverTime,
      roundTripMs: Math.round(roundTrip),
    }
    this.onContact(this.lastContact)
  }

  private contradicts(sample: Sample, best: Sample): boolean {
    const expected = best.server + (sample.monotonic - best.monotonic)
    const slack = (sample.roundTrip + best.roundTrip) / 2 + 1_000
    return (
      Math.abs(expected - sample.server) > slack ||
      Math.abs(sample.wall - best.wall - (sample.monotonic - best.monotonic)) > jumpMs
    )
  }

  private apart(best: Sample): number {
    return this.wall() - best.wall - (this.ticks() - best.monotonic)
  }
}

/** The page's one clock. */
export const serverClock = new ServerClock()
