/** What is made of a typed answer at a question of 2018, in a session, with its card open. */
import { step } from '../../src/engine/step.ts'
import { stateBefore } from '../norwegian/in-session.ts'
import { questionnaires, units, worldOf } from './survey.ts'

/** `= v` stored, `? v` asked about by name, a problem's code; the rows of a table as they are stored. */
export const heardAt = (question: string, text: string): unknown => {
  const part = (['raadmann', 'integrering'] as const).find((one) =>
    questionnaires[one].sections.some((section) => section.questions.some(({ id }) => id === question)),
  )
  if (part === undefined) throw new Error(`no question «${question}»`)
  const world = worldOf(questionnaires[part], units.kommune)
  const before = stateBefore({ part, question, lang: 'nb', unit: 'kommune', given: {}, expect: {} } as never, world)
  const { session, seat, replies } = step(world, before, { type: 'text', text })
  const answer = session.entries[question]?.answer
  if (answer !== undefined) return answer.kind === 'matrix' ? answer.value : `= ${answer.value}`
  if (seat.pending?.type === 'confirm') return `? ${seat.pending.answer.value}`
  const [refused] = replies.flatMap(({ reply }) => (reply.type === 'refused' ? [reply.problem.code] : []))
  return refused
}
