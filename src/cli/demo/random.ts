import type { Stop } from '../../engine/route.ts'
import type { Entry } from '../../engine/session.ts'
import type { Answer, GivenMissing } from '../../questionnaire/answer.ts'
import type { Unit } from '../../questionnaire/wave.ts'

// Chance from a seed: the same seed gives the same answers on every machine.

export type Random = {
  /** 0 ≤ x < 1. */
  next: () => number
  /** A copy in arbitrary order. */
  shuffled: <T>(items: readonly T[]) => T[]
}

/** mulberry32, a 32-bit generator; good enough to draw a survey, for nothing else. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const shuffled = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  return { next, shuffled }
}

/** What one unit gives to one question. */
export type Drawn = { answer: Answer } | { missing: GivenMissing }
/** Where a unit stands at a question. */
export type Seat = { unit: Unit; entries: Record<string, Entry>; stop: Stop }
