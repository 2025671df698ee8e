/**
 * Whether what somebody tells of counts: what the questionnaire says of it, where it says anything. «Muntlig avtale», «bare
 * nettverksmøter», to a yes or no, are asked about with the answer that it comes to.
 */

import { keptWith } from '../memory.ts'
import type { Asked, QuestionOf } from '../questionnaire/schema.ts'
import { type Candidate, choiceWords, isFormOf } from './match.ts'
import { saidOf } from './said.ts'
import { hitsOf, namingWords, stemmed, termOf } from './term-words.ts'
import { choicesFor, wordsAsked } from './yes-no.ts'

type Counting = NonNullable<Asked['counts']>[number]

/** They stay the same from message to message. */
const termsOf = (entry: Counting, isDenied: boolean) => readTerms(entry)[isDenied ? 'all' : 'plain']
const readTerms = keptWith(({ terms }: Counting) => {
  const all = [...terms.nb, ...terms.nn]
  // «Signert» is none of «ikke signert».
  return { all: all.map(termOf), plain: all.filter((term) => !denies.test(term)).map(termOf) }
})
const denies = /(?<!\p{L})(?:ikke|ikkje|itj|ingen|inga|aldri|uten|utan)(?!\p{L})/iu

/** Letters of a term that must be said, as `hitsOf` counts them. */
const leastSaid = 4

/**
 * What a question's `counts` say of the words of a text: the entry that is named best. Undefined: it names none of them, or one that says
 * neither.
 */
export const countsSaidOf = (text: string, question: Asked): 'included' | 'excluded' | undefined => {
  const { counts = [] } = question
  if (counts.length === 0) return undefined
  const words = stemmed(namingWords(saidOf(text)))
  const isDenied = denies.test(text)
  const [best] = counts
    .map((entry) => ({
      entry,
      weight: Math.max(0, ...termsOf(entry, isDenied).map((term) => hitsOf(term, words).weight)),
    }))
    .toSorted((one, other) => other.weight - one.weight)
  if (best === undefined || best.weight < leastSaid || best.entry.included === undefined) return undefined
  return best.entry.included ? 'included' : 'excluded'
}

/** Words; a longer text tells more than one thing. */
const longest = 16
/** Words that turn what stands beside them. */
const turning = new Set(['ikke', 'ingen', 'uten', 'aldri', 'men', 'eller', 'nei', 'ja', 'nok', 'holder'])

/** The id of the yes or no that a text comes to; undefined where none is counted, or some is and some is not. */
export function answerCounted(
  text: string,
  question: QuestionOf<'single'>,
  candidates: readonly Candidate[],
): string | undefined {
  const [yes, no] = [choicesFor('yes', candidates), choicesFor('no', candidates)]
  const typed = choiceWords(text)
  if (yes.length !== 1 || no.length !== 1 || typed.length === 0 || typed.length > longest) return undefined
  if (typed.some((word) => turning.has(word))) return undefined
  const asked = wordsAsked(question)
  const speaks = (term: string): boolean => {
    const words = choiceWords(term).filter(
      (word) => word.length > 2 && word !== 'bare' && !asked.some((other) => isFormOf(word, other)),
    )
    return words.length > 0 && words.every((word) => typed.some((said) => isFormOf(said, word)))
  }
  const counted = (question.counts ?? []).filter(
    ({ included, terms }) => included !== undefined && [...terms.nb, ...terms.nn].some(speaks),
  )
  const included = new Set(counted.map((one) => one.included))
  if (included.size !== 1) return undefined
  return (included.has(true) ? yes : no)[0]?.id
}
