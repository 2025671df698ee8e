import type { SubmissionDocument, SubmittedAnswer } from '../submission-schema.ts'

/** The document without what people wrote in their own words: text answers, and what was specified for «annet». */
export function withoutFreeText(document: SubmissionDocument): SubmissionDocument {
  const kept = Object.entries(document.answers).flatMap(([id, answer]): [string, SubmittedAnswer][] => {
    if (answer.kind === 'text') return []
    if (answer.kind !== 'single' && answer.kind !== 'multiple') return [[id, answer]]
    const { other: _, ...rest } = answer
    return [[id, rest]]
  })
  return { ...document, answers: Object.fromEntries(kept) }
}
