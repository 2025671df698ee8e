/** What is nearly the text of a choice: with slips of spelling, or in one word. */

import { keptWith } from '../memory.ts'
import { editDistance, slipsAllowed } from './said.ts'

/** What a choice is called: each text in words. */
type Called = { id: string; texts: readonly (readonly string[])[] }

/**
 * The candidates with the fewest slips between their whole text and the typed one, none where there are too many; «uviktig» is no
 * slip of «viktig». `sure`: so few that there is nothing to ask about.
 */
export function closest<C extends Called>(
  words: readonly string[],
  candidates: readonly C[],
): { found: C[]; sure: boolean } {
  const typed = words.join('')
  const told = figuresIn(words)
  let best = slipsAllowed(typed.length)
  let found: C[] = []
  if (best === 0 || typed.length > 120) return { found, sure: false }
  for (const candidate of candidates) {
    let distance = best + 1
    for (const { letters, figures } of closed(candidate))
      if (figures === told && letters !== `u${typed}` && typed !== `u${letters}`)
        distance = Math.min(distance, editDistance(typed, letters, best))
    if (distance > best) continue
    if (distance < best) found = []
    best = distance
    found.push(candidate)
  }
  return { found, sure: words.length === 1 && isPlainSlip(typed, best) }
}

/** Whether a word is written in figures only. */
export const isFigure = (word: string): boolean => /^\d+$/.test(word)

/** A candidate's texts without spaces, each once. */
const closed = keptWith(({ texts }: Called) => {
  const all = texts.map((text) => ({ letters: text.join(''), figures: figuresIn(text) }))
  return [...new Map(all.map((each) => [`${each.letters} ${each.figures}`, each])).values()]
})

/** One slip in a word of seven letters, two in one of fourteen, leave nothing to ask about. */
const isPlainSlip = (typed: string, slips: number): boolean => typed.length >= 7 * slips
/** «2 ganger» is no slip of «1 gang»: numbers must be the same. */
function figuresIn(list: readonly string[]): string {
  return list.filter(isFigure).join(' ')
}

// Norwegian writes in one word what a choice may say in several: «barnehageplass», «spørreundersøkelse», «boligmarkedet».

/** Letters of the shortest last and first part that tell which choice is meant, and of what may follow the first. */
const shortest = { head: 7, start: 5, rest: 4 }
const ending = /^(?:er|ar|en|a|ene|ane)?$/

/** Ids of the choices that a single word is a compound of: by the whole of it, by its last part, or by its first. */
export function namedByCompound(
  word: string,
  candidates: readonly Called[],
  tellsNothing: ReadonlySet<string>,
): string[] {
  const isHead = (last: string) => last.length >= shortest.head && last !== word && word.endsWith(last)
  const isStart = (first: string) =>
    first.length >= shortest.start && word.startsWith(first) && word.length - first.length >= shortest.rest
  const saying = (isPart: (part: string) => boolean) => (text: readonly string[]) =>
    text.some((part) => !tellsNothing.has(part) && isPart(part))
  const ways = [(text: readonly string[]) => isJoined(word, text), saying(isHead), saying(isStart)]
  const found = ways.map((says) => candidates.filter((c) => c.texts.some(says)).map((c) => c.id))
  return found.find((ids) => ids.length > 0) ?? []
}

/** «barnehage» and the «plass» before it, with or without an «s» between. */
const isJoined = (word: string, text: readonly string[]): boolean =>
  text.some((first, i) =>
    text
      .slice(i + 1)
      .flatMap((later) => [later + first, `${later}s${first}`])
      .some((whole) => word.startsWith(whole) && ending.test(word.slice(whole.length))),
  )

// Choices that are told apart by one word, so that it is no slip: «intern evaluering» beside «ekstern evaluering».

const says = (candidate: Called, word: string): boolean => candidate.texts.some((text) => text.includes(word))

/** Ids of the choices that say a typed word as it stands, which the choice nearest in spelling does not say. */
export function saidByOthers(told: readonly string[], nearest: string, candidates: readonly Called[]): string[] {
  const unsaid = told.filter((word) => !candidates.some((c) => c.id === nearest && says(c, word)))
  return candidates.filter((c) => unsaid.some((word) => says(c, word))).map((c) => c.id)
}
