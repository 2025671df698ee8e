/**
 * Choices that are ranges of a figure: «6–10 deltakere», «mer enn 50», «under 3 måneder». A figure that was said finds the
 * choice it falls within; one that may be a choice's number as well is asked about by name.
 */

import { readNumeral } from './figures.ts'
import type { Candidate } from './match.ts'
import { bare, tidy, trimOf } from './said.ts'
import { aboutAtStart } from './words.ts'

/** Both ends belong to it. */
type Range = { low: number; high: number }

/** `asNumber`: the choice with that number in the list, when it is another one. */
type Ranged = { id: string; asNumber?: string; sure: boolean }

const figure =
  '(\\d{1,3}(?: \\d{3})+|\\d+(?:[.,]\\d+)?|(?:et |eit )?par (?:hundre|tusen|titalls)|(?:et |eit )?par|[a-z]+)'
const unit = '(?: ?(?:%|[a-z]{2,}))*'
const over = new RegExp(`^(?:over|mer enn|meir enn|flere enn|fleire enn|hoyere enn|hogare enn) ${figure}${unit}$`)
const under = new RegExp(`^(?:under|mindre enn|faerre enn|farre enn|lavere enn|lagare enn) ${figure}${unit}$`)
const least = new RegExp(
  `^(?:minst ${figure}${unit}|${figure}${unit} (?:eller|og) (?:mer|meir|flere|fleire|over|oppover)|${figure} ?\\+${unit})$`,
)
const most = new RegExp(
  `^(?:(?:inntil|opptil|opp til|maks|hoyst|hogst|til og med) ${figure}${unit}|${figure}${unit} (?:eller|og) (?:mindre|farre|faerre|under|nedover))$`,
)
const between = new RegExp(`^(?:(?:fra|mellom) )?${figure}${unit} ?(?:-|til og med|til|og|a) ?${figure}${unit}$`)
const exactly = new RegExp(`^${figure}${unit}$`)

/** Just beside a whole figure; ranges of parts meet at the figure itself. */
const beside = 1e-6

const figureOf = (said: string | undefined): number | undefined => {
  if (said === undefined) return undefined
  if (/^\d/.test(said)) return Number(said.replaceAll(' ', '').replace(',', '.'))
  const couple = /^(?:(?:et|eit) )?par(?: (\w+))?$/.exec(said)
  if (couple !== null) return 2 * (times[couple[1] ?? ''] ?? 1)
  return said === 'ingen' ? 0 : readNumeral(said)
}
/** «Et par hundre» is about two of them. */
const times: Readonly<Record<string, number>> = { titalls: 10, hundre: 100, tusen: 1000 }

function readRange(text: string): Range | undefined {
  const said = trimOf(bare(tidy(text)), ' .!?').replace(/(\d) (?:-|til) (?=\d)/g, '$1-')
  const [above, below] = [figureOf(over.exec(said)?.[1]), figureOf(under.exec(said)?.[1])]
  if (above !== undefined) return { low: above + beside, high: Number.POSITIVE_INFINITY }
  if (below !== undefined) return { low: 0, high: below - beside }
  const [atLeast, atMost] = [firstOf(least.exec(said)), firstOf(most.exec(said))]
  if (atLeast !== undefined) return { low: atLeast, high: Number.POSITIVE_INFINITY }
  if (atMost !== undefined) return { low: 0, high: atMost }
  const pair = between.exec(said)
  const [low, high] = [figureOf(pair?.[1]), figureOf(pair?.[2])]
  if (low !== undefined && high !== undefined && low < high) return { low, high }
  const value = figureOf(exactly.exec(said)?.[1])
  return value === undefined ? undefined : { low: value, high: value }
}

const firstOf = (found: RegExpExecArray | null): number | undefined =>
  figureOf(found?.slice(1).find((each) => each !== undefined))

/** A choice's range from its text, where its questionnaire gives none; choices stay the same from reply to reply. */
const known = new WeakMap<Candidate, Range | null>()

function rangeOf(candidate: Candidate): Range | undefined {
  const { range: given } = candidate
  if (given !== undefined)
    return given.of === 'number'
      ? { low: given.from ?? Number.NEGATIVE_INFINITY, high: given.to ?? Number.POSITIVE_INFINITY }
      : undefined
  const found = known.get(candidate)
  if (found !== undefined) return found ?? undefined
  const range = candidate.plain.map(readRange).find((each) => each !== undefined && each.low !== each.high)
  known.set(candidate, range ?? null)
  return range
}

/** The choice whose range holds what was said; undefined when the choices are no ranges, or it falls within none or several. */
export function nameByRange(text: string, candidates: readonly Candidate[]): Ranged | undefined {
  if (text.length > 60 || candidates.filter((c) => rangeOf(c) !== undefined).length < 2) return undefined
  const plain = bare(tidy(text))
    .replace(/^(?:vi|me|det|kommunen) (?:er|har|blir|var|hadde) /, '')
    .replace(/^(?:det|vi) /, '')
  const core = plain.replace(aboutAtStart, '')
  const said = readRange(core)
  if (said === undefined) return undefined
  const holding = candidates.filter((c) => {
    const range = rangeOf(c)
    return range !== undefined && said.low >= range.low && said.high <= range.high
  })
  const [only, ...more] = holding
  if (only === undefined || more.length > 0) return undefined
  // A bare figure may be a place in the list; a figure with a unit, in words or as a range is none.
  const bareFigure = /^\d+$/.test(trimOf(plain, ' .!?')) ? candidates.find((c) => c.number === said.low) : undefined
  const other = bareFigure !== undefined && bareFigure.id !== only.id ? { asNumber: bareFigure.id } : {}
  return { id: only.id, ...other, sure: core === plain && !/^(?:et |eit )?par\b/.test(core) }
}
