/**
 * «Muntlig avtale», «bare nettverksmøter», to a yes or no: the questionnaire says whether that is counted, so it is asked
 * about with the answer that it comes to.
 */

import type { QuestionOf } from '../questionnaire/schema.ts'
import { type Candidate, choiceWords, isFormOf } from './match.ts'
import { choicesFor, wordsAsked } from './yes-no.ts'

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
