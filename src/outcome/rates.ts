/**
 * AAPOR's outcome rates, each said once. Source: AAPOR, Standard Definitions: Final Dispositions of Case Codes and Outcome
 * Rates for Surveys (10th edition, 2023), «Calculating outcome rates from final disposition distributions».
 */

import type { Unit, Wave } from '../questionnaire/wave.ts'
import type { Interview } from './interview.ts'
import { isShutOut, outOfReachBy } from './out-of-reach.ts'

// What became of each unit and part, from what is known of the answers and of those who are asked.

/**
 * AAPOR's letter of each disposition. Every unit of the wave is on the list of municipalities and districts, and so known
 * to be eligible: none is U. Whoever has come to the chat was contacted.
 */
export const letterOf = {
  complete: 'I',
  partial: 'P',
  break_off: 'R',
  /** Everybody asked has said not to be the one who answers. */
  declined: 'R',
  /** Has shut the bot out (implicit refusal). */
  blocked: 'R',
  /** Has come to the chat or opened the pages on the web, and answered nothing. */
  contacted: 'O',
  /** Was in the chat, and can no longer be written to. */
  unreachable: 'NC',
  /** Was in the chat, and the app is not installed for them any more. */
  not_installed: 'NC',
  /** Asked by letter or mail, and never came to the chat or the pages. */
  not_linked: 'NC',
  /** Nobody is named who could be asked. */
  not_named: 'NC',
} as const satisfies Record<string, keyof DispositionCounts>
export type Disposition = keyof typeof letterOf
export const dispositions = Object.keys(letterOf) as Disposition[]

/** What is known of one person asked. `unreachable`: the channel's code, null when the bot can write to them. */
export type PersonKnown = { linked: boolean; declined: boolean; unreachable: string | null }

const dispositionOfPerson = ({ linked, declined, unreachable }: PersonKnown): Disposition => {
  if (declined) return 'declined'
  if (!linked) return 'not_linked'
  if (unreachable === null) return 'contacted'
  if (isShutOut(unreachable)) return 'blocked'
  const why = outOfReachBy(unreachable)
  return why === 'on_web' ? 'contacted' : why === 'no_app' ? 'not_installed' : 'unreachable'
}

/** Whoever is nearest to answering decides for the unit: one who declines leaves the others. */
const nearestFirst = ['contacted', 'unreachable', 'not_installed', 'not_linked', 'blocked', 'declined'] as const

/** The disposition of one unit and part: its interview, else what is known of those asked. */
export const dispositionOf = (interview: Interview | null, people: readonly PersonKnown[]): Disposition => {
  if (interview !== null) return interview
  const found = new Set(people.map(dispositionOfPerson))
  return nearestFirst.find((one) => found.has(one)) ?? 'not_named'
}

/** How many there are of each, all of them named. */
export const countDispositions = (list: readonly Disposition[]): Record<Disposition, number> => {
  const counts = Object.fromEntries(dispositions.map((one) => [one, 0])) as Record<Disposition, number>
  for (const one of list) counts[one] += 1
  return counts
}

/** By AAPOR's letters. */
export const lettersOf = (counts: Readonly<Record<Disposition, number>>): DispositionCounts => {
  const letters: DispositionCounts = { I: 0, P: 0, R: 0, NC: 0, O: 0, U: 0 }
  for (const one of dispositions) letters[letterOf[one]] += counts[one]
  return letters
}

// The rates.

/**
 * Final dispositions by AAPOR's letters: I complete and P partial interviews, R refusals and break-offs, NC non-contacts,
 * O others that are eligible, U of unknown eligibility (AAPOR's UH and UO).
 */
export type DispositionCounts = { I: number; P: number; R: number; NC: number; O: number; U: number }

/** `count` of `base`; `share` from 0 to 1, null when the base is empty. */
export type Rate = { count: number; base: number; share: number | null }

export const rateOf = (count: number, base: number): Rate => ({ count, base, share: base === 0 ? null : count / base })

export const rateNames = ['rr1', 'rr2', 'rr5', 'rr6', 'coop1', 'coop2', 'coop3', 'coop4', 'ref1', 'con1'] as const
export type RateName = (typeof rateNames)[number]

/**
 * - RR1, RR2: complete; complete and partial interviews, of all that may be eligible. RR5, RR6: the same, those of unknown
 *   eligibility left out; where everybody asked is eligible, they equal RR1 and RR2.
 * - COOP1, COOP2: complete; complete and partial, of those contacted. COOP3, COOP4: others left out.
 * - REF1: refusals and break-offs, of all that may be eligible. CON1: those contacted, of the same.
 */
export const aaporRates = ({ I, P, R, NC, O, U }: DispositionCounts): Record<RateName, Rate> => {
  const interviews = I + P
  const contacted = interviews + R + O
  const eligible = contacted + NC
  return {
    rr1: rateOf(I, eligible + U),
    rr2: rateOf(interviews, eligible + U),
    rr5: rateOf(I, eligible),
    rr6: rateOf(interviews, eligible),
    coop1: rateOf(I, contacted),
    coop2: rateOf(interviews, contacted),
    coop3: rateOf(I, interviews + R),
    coop4: rateOf(interviews, interviews + R),
    ref1: rateOf(R, eligible + U),
    con1: rateOf(contacted, eligible + U),
  }
}

// IMDi's own response rate: of units, not of parts.

/** The municipality whose districts are asked too: its number begins theirs. */
const isDivided = (unit: Unit, units: readonly Unit[]): boolean =>
  unit.kind === 'kommune' && units.some((u) => u.kind === 'bydel' && u.id.startsWith(unit.id))

/**
 * The units that rates are of. `without_oslo`: a municipality that is asked through its districts counts as them (436 in
 * 2018); `with_oslo`: it counts as well (437).
 */
export const unitsOfRate = (units: Iterable<Unit>, rateBase: Wave['rateBase']): Unit[] => {
  const all = [...units]
  return rateBase === 'with_oslo' ? all : all.filter((unit) => !isDivided(unit, all))
}

/** What is known of one unit and part. `held`: its answers are in, sent in by a person or delivered at closing. */
export type PlaceOutcome = { unitId: string; part: string; held: boolean; interview: Interview | null }

/**
 * Whether the part counts as answered in IMDi's rate («minst én del», as in the reports of 2020 and 2021): its answers
 * are in, and are more than a break-off.
 */
export const isAnsweredPart = ({ held, interview }: Pick<PlaceOutcome, 'held' | 'interview'>): boolean =>
  held && (interview === 'complete' || interview === 'partial')
