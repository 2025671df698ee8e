/** What is made of typed answers at a question of 2018, in a session, with its card open. */
import type { State } from '../../src/engine/draft.ts'
import { step } from '../../src/engine/step.ts'
import type { Answer, Problem } from '../../src/questionnaire/answer.ts'
import type { Language } from '../../src/questionnaire/schema.ts'
import { stateBefore } from '../norwegian/in-session.ts'
import { questionnaires, units, worldOf } from './survey.ts'

/** `stored`: the answer that stands after all was said; `missing`: that it is none, and why; `asked`: the one that «stemmer det?» is asked of; `refused`: the code of the last problem, and the problem. */
type After = {
  stored: Answer | undefined
  missing: string | undefined
  asked: Answer | undefined
  refused: string | undefined
  problem: Problem | undefined
}

/** Says one text after the other at a question. */
export const afterSaying = (question: string, texts: readonly string[], lang: Language = 'nb'): After => {
  const part = (['raadmann', 'integrering'] as const).find((one) =>
    questionnaires[one].sections.some((section) => section.questions.some(({ id }) => id === question)),
  )
  if (part === undefined) throw new Error(`no question «${question}»`)
  const world = worldOf(questionnaires[part], units.kommune)
  let state: State = stateBefore({ part, question, lang, unit: 'kommune', given: {}, expect: {} } as never, world)
  let problem: Problem | undefined
  for (const text of texts) {
    const { session, seat, replies } = step(world, state, { type: 'text', text })
    problem = replies.flatMap(({ reply }) => (reply.type === 'refused' ? [reply.problem] : []))[0]
    state = { session, seat }
  }
  const { session, seat } = state
  return {
    stored: session.entries[question]?.answer,
    missing: session.entries[question]?.missing,
    asked: seat.pending?.type === 'confirm' && seat.pending.question === question ? seat.pending.answer : undefined,
    refused: problem?.code,
    problem,
  }
}

/** What a text is refused for at a question, with what it names. */
export const refusedAt = (question: string, text: string): Problem | undefined => afterSaying(question, [text]).problem

/** `= v` stored, as what is missing is, `? v` asked about by name, a problem's code; the rows of a table as they are stored. */
export const heardAt = (question: string, text: string): unknown => {
  const { stored, missing, asked, refused } = afterSaying(question, [text])
  if (missing !== undefined) return `= ${missing}`
  if (stored !== undefined) return stored.kind === 'matrix' ? stored.value : `= ${stored.value}`
  return asked === undefined ? refused : `? ${asked.value}`
}

/** `= v`, `? v` or a problem's code, as `heardAt`; rows as «row:value», and words of one's own in quotes. */
export const heardAfter = (question: string, texts: readonly string[], lang: Language = 'nb'): string => {
  const { stored, asked, refused } = afterSaying(question, texts, lang)
  if (asked !== undefined) return `? ${shown(asked)}`
  return stored === undefined ? (refused ?? 'nothing') : `= ${shown(stored)}`
}

const shown = (answer: Answer): string => {
  if (answer.kind !== 'matrix') return `${answer.value}${'other' in answer && answer.other ? ` «${answer.other}»` : ''}`
  return Object.entries({ ...answer.value, ...answer.missing })
    .map(([row, value]) => `${row}:${value}`)
    .toSorted()
    .join(' ')
}
