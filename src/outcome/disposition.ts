/** What became of each unit and part, from what is known of the answers and of those who are asked. */

import type { Interview } from './interview.ts'
import { isShutOut } from './out-of-reach.ts'
import type { DispositionCounts } from './rates.ts'

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
  /** Has come to the chat, and answered nothing. */
  contacted: 'O',
  /** Was in the chat, and can no longer be written to. */
  unreachable: 'NC',
  /** Linked, but the bot was never installed for them: there is no conversation to write in. */
  not_installed: 'NC',
  /** Asked by letter or mail, and never came to the chat. */
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
  return unreachable === 'no_conversation' ? 'not_installed' : 'unreachable'
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
