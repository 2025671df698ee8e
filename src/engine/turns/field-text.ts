/** What stands in a pressed card's fields. */
import { understand } from '../../norwegian/understand.ts'
import type { Answer } from '../../questionnaire/answer.ts'
import { fromCard } from '../kinds/index.ts'
import type { Stop } from '../route.ts'
import type { CardData } from '../types.ts'
import type { Draft } from './draft.ts'
import { hearing } from './hearing.ts'

/** `meant`: to be stored after a «ja» only. `unknown`: the person wrote that there is no answer. */
export type FieldRead = ReturnType<typeof fromCard> | { meant: Answer } | { unknown: 'dont_know' | 'not_applicable' }

/**
 * Reads the fields. Words where a figure belongs («om lag 30», «7 år») are heard as if they had been typed in the chat:
 * the card says that this can be written, and people write it where they are.
 */
export const readFields = (draft: Draft, card: CardData, stop: Stop): FieldRead => {
  const read = fromCard(stop.question, card.values, stop)
  const typed = card.values.answer
  if (!('problem' in read) || read.problem.code !== 'not_a_number' || typed === undefined) return read
  const meaning = understand(typed, hearing(draft, stop))
  switch (meaning.type) {
    case 'answer':
      return { answer: meaning.answer }
    case 'confirm':
      return meaning.answer.kind === 'rows' ? read : { meant: meaning.answer }
    case 'missing':
      return { unknown: meaning.missing }
    case 'ask':
      return { problem: meaning.problem }
    default:
      return read
  }
}
