/** Whether what somebody tells of counts: what the questionnaire says of it, where it says anything. */

import { keptWith } from '../memory.ts'
import type { Asked } from '../questionnaire/schema.ts'
import { saidOf } from './said.ts'
import { hitsOf, namingWords, stemmed, termOf } from './term-words.ts'

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
