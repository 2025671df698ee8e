/** «sammen med Voss og Vik», «gjennom nabokommunen»: who the others are, where a choice only says that there are others. */
import type { Candidate } from './candidates.ts'
import { tidy } from './normalise.ts'

const together = '(?:sammen|saman|i lag) med'
const through = '(?:gjennom|via)'
const ways = [together, through].map((way) => ({
  /** At most a «ja», a subject and a verb before it. */
  typed: new RegExp(`^(?:(?:ja|jo|jau)[ ,]+)?(?:(?:vi|me) \\p{L}+ (?:(?:det|dette|programmet) )?)?${way} (.+)$`, 'u'),
  shown: new RegExp(`(?<!\\p{L})${way} andre$`, 'u'),
}))
/** Words that make it something else than a name. */
const turning = /\d|(?<!\p{L})(?:ikke|ikkje|ingen|men|eller|uten|utan|selv|sjølv|sjølve|alene|åleine)(?!\p{L})/u

/** The one choice that says «sammen med andre» or «gjennom andre» of what the text says of somebody in particular. */
export function nameWithOthers(text: string, candidates: readonly Candidate[]): string | undefined {
  const said = tidy(text).replace(/[.!]+$/, '')
  const way = ways.find(({ typed }) => typed.test(said))
  const who = way?.typed.exec(said)?.[1]
  if (way === undefined || who === undefined || turning.test(who)) return undefined
  const [only, ...others] = candidates.filter((c) => c.plain.some((text) => way.shown.test(text)))
  return others.length === 0 ? only?.id : undefined
}
