/** What the bench and its driver tell each other. */
import type { Manner, WalkTurn } from './walks.ts'

/** Somebody who answers: a person of the register, their session, and which of the walks they take. */
export type Walker = { objectId: string; sessionId: string; walk: string }

/** A while of load on one bot. `pid`: the bot's, for its processor time. `walk`: null for an echo. */
export type Round = {
  type: 'round'
  url: string
  /** More processes of the same service: activities go to all of them in turn. */
  others?: string[]
  pid: number
  manner: Manner | null
  ms: number
  people: number
  authorization: string | null
  walkers: Walker[]
  /** True: everybody walks to the end, once, however long it takes. */
  toTheEnd?: true
}

export type Told = { type: 'walks'; walks: Record<string, WalkTurn[]> } | Round | { type: 'end' }

/** What became of a round. `latencies`: ms from the activity leaving to the next card reaching the connector. */
export type Result = {
  type: 'result'
  turns: number
  seconds: number
  latencies: number[]
  calls: number
  /** Processor time of the bot in the round, ms; null where the system does not tell. */
  cpuMs: number | null
  /** The driver's own share of one processor, so that one can see who was waited for. */
  driverLoad: number
}
export type Heard = { type: 'ready'; serviceUrl: string } | Result | { type: 'failed'; reason: string }
