/** A question's card after it was answered, left, or overtaken: the answer as it stands, and a way on. */
import { isSettled } from '../../engine/route.ts'
import { isDelivered, windowAt } from '../../engine/turns/standing-here.ts'
import type { Note } from '../../engine/types.ts'
import type { Question } from '../../questionnaire/schema.ts'
import { answerLines, partlyText } from '../answer-lines.ts'
import type { Words } from '../context.ts'
import { authorText } from '../people.ts'
import { noteLines } from '../say.ts'
import type { Action, Line, View } from '../view.ts'
import { placeText } from './question-view.ts'

/** A question that left the route shows no answer: what was given is set aside. */
export const closedView = (words: Words, question: Question, notes: readonly Note[]): View => {
  const stop = words.stops.find((s) => s.question.id === question.id)
  const position = placeText(words, question.id)
  const given = words.session.entries[question.id]
  const aside = given?.answer !== undefined || given?.missing !== undefined
  const gone: Line[] = [
    { text: words.t('card.gone') },
    ...(aside ? [{ text: words.t('card.set_aside'), subtle: true as const }] : []),
  ]
  return {
    type: 'closed',
    language: words.language,
    summary: position || words.t('panel.review.summary'),
    position,
    title: words.text(question.text),
    notes: [...noteLines(words, notes), ...(stop ? [] : gone)],
    answer: stop ? standing(words, question) : [],
    actions: stop ? wayOn(words, question) : [],
  }
}

/** The card of a question that a newer version, or the person's topics, no longer have. */
export const unknownView = ({ language, t }: Words): View => ({
  ...{ type: 'closed', language, position: '', notes: [], answer: [], actions: [] },
  ...{ summary: t('card.not_here'), title: t('card.not_here') },
})

const standing = (words: Words, question: Question): Line[] => {
  const entry = words.stops.find((s) => s.question.id === question.id)?.entry
  const lines = answerLines(words, question, entry)
  const partly = partlyText(words, question.id)
  if (partly) return [{ text: partly, subtle: true }, ...lines]
  const isMine = entry !== undefined && words.session.people[entry.by] === words.seat.personId
  const author = isMine ? '' : authorText(words, entry)
  if (lines.length > 0 && author !== '') return [...lines, { text: author, own: true, subtle: true }]
  return lines.length > 0 || question.kind === 'info' ? lines : [{ text: words.t('card.unanswered'), subtle: true }]
}

const wayOn = (words: Words, question: Question): Action[] => {
  const { session } = words
  if (windowAt(words) !== 'open' || isDelivered(session) || question.kind === 'info') return []
  const ref = { s: session.id, q: question.id }
  if (session.state === 'submitted' && words.sections !== undefined) return []
  if (session.state === 'submitted') return [{ verb: 'reopen', title: words.t('card.reopen'), ref }]
  const entry = words.stops.find((s) => s.question.id === question.id)?.entry
  return [{ verb: 'change', title: words.t(isSettled(entry) ? 'card.change' : 'card.answer_late'), ref }]
}
