/** What people wrote in their own words in a document: the value of some kinds of answers, and what was specified for «annet». */

import { z } from 'zod'
import { answerKindsOf, gives } from '../questionnaire/shape.ts'
import type { SubmissionDocument, SubmittedAnswer } from './submission.ts'

const isOfWords = answerKindsOf('words').map((kind) => `@.kind == "${kind}"`)

/** SQL's path to any own words in a stored document: what `emptiedOfWords` takes out. */
export const OWN_WORDS_PATH = `$.answers.* ? ((${isOfWords.join(' || ')}) && @.value != "" || exists(@.other) && @.other != "")`

/** The document without them, for whoever may not have them; an answer that is nothing else is left out. */
export function withoutFreeText(document: SubmissionDocument): SubmissionDocument {
  const kept = Object.entries(document.answers).flatMap(([id, answer]): [string, SubmittedAnswer][] => {
    if (gives(answer, 'words')) return []
    if (!('other' in answer)) return [[id, answer]]
    const { other: _, ...rest } = answer
    return [[id, rest]]
  })
  return { ...document, answers: Object.fromEntries(kept) }
}

const withAnswers = z.looseObject({ answers: z.record(z.string(), z.unknown()) })
const oneAnswer = z.looseObject({ kind: z.string().catch('') })

/** A stored document with them emptied, for the end of retention; null when there are none in it. */
export function emptiedOfWords(document: unknown): Record<string, unknown> | null {
  const parsed = withAnswers.safeParse(document)
  if (!parsed.success) return null
  let changed = false
  const answers = Object.fromEntries(
    Object.entries(parsed.data.answers).map(([id, found]) => {
      // One that does not fit hides nobody's words in the others.
      const answer = oneAnswer.safeParse(found).data
      const field = answer === undefined ? null : ownWordsIn(answer)
      if (field === null) return [id, found]
      changed = true
      return [id, Object.assign({}, found, { [field]: '' })]
    }),
  )
  return changed ? { ...parsed.data, answers } : null
}

const ownWordsIn = (answer: { kind: string; value?: unknown; other?: unknown }): 'value' | 'other' | null => {
  const { value, other } = answer
  if (gives(answer, 'words') && value !== '') return 'value'
  return typeof other === 'string' && other !== '' ? 'other' : null
}
