/** «Stemmer det?» is answered, by typing or by its own buttons. */

import { cardValues } from '../kinds/index.ts'
import { hear } from '../norwegian/hear.ts'
import type { Command, Content, Meaning } from '../norwegian/meaning.ts'
import { agreesFirst } from '../norwegian/sending-off.ts'
import type { Topic } from '../norwegian/topics.ts'
import type { Answer } from '../questionnaire/answer.ts'
import { asks, chosenIn, gives, hasChoices } from '../questionnaire/shape.ts'
import {
  answerWith,
  askIfMeant,
  askRow,
  type Confirm,
  give,
  giveMissing,
  howAfter,
  refuse,
  rowAsked,
} from './answering.ts'
import { byCommand } from './commands.ts'
import { type Draft, inPlace, same, sendUntracked, tell, updateOpen, withSeat } from './draft.ts'
import { hearing } from './hearing.ts'
import { hindrance, revisionOf, type Stop, stopFor } from './route.ts'
import type { Note, Pending } from './session.ts'
import { talk, talkNotes } from './talking.ts'
import { afterGiven, resume } from './where-next.ts'

/** The question that waits, when it still applies and nobody has answered it since. */
export const waitingStop = (draft: Draft, pending: Extract<Pending, { question: string }>): Stop | null => {
  const stop = stopFor(draft, pending.question)
  return stop && hindrance(draft) === null && revisionOf(draft.session, pending.question) === pending.r ? stop : null
}

/** Answers «stemmer det?» in words; null when what was asked about is gone, and the text is heard as usual. */
export const byConfirming = (draft: Draft, pending: Confirm, meaning: Meaning, text: string): Draft | null => {
  const stop = waitingStop(draft, pending)
  if (stop === null) return null
  switch (meaning.act) {
    case 'command':
      if (meaning.content.type !== 'command') return draft
      // Whether it is an answer only they know: it is neither stored unsaid nor lost by looking at the answers.
      if (meaning.content.command.name === 'review' && pending.why === 'to_us') return askAgain(draft, pending)
      // «Ja, bare send»: what waits is stored first.
      return meaning.content.command.name === 'submit' && agreesFirst(text)
        ? byCommand(accepted(draft, stop, pending), meaning.content.command)
        : obeyed(draft, pending, meaning.content.command)
    case 'confirmation':
      return accepted(draft, stop, pending)
    case 'denial':
      return denied(draft, stop, pending)
    case 'correction':
      return corrected(draft, stop, meaning.content, meaning.sure)
    case 'question':
      return asksUs(draft, stop, pending, meaning, text)
    case 'situation':
      return askAgain(draft, pending, aside(draft, meaning, 'turn.no_hurry'))
    case 'none':
      if (saysSame(draft, stop, pending, text)) return accepted(draft, stop, pending)
      if (answersOpen(draft, pending, text)) return null
      return meaning.content.type === 'ask' && !gives(pending.answer, 'words')
        ? askAgain(refuse(withSeat(draft, { pending: null }), stop, meaning.content.problem), pending)
        : askAgain(draft, pending)
    case 'answer':
      if (saysSame(draft, stop, pending, text)) return accepted(draft, stop, pending)
      return answersOpen(draft, pending, text) ? null : askAgain(draft, pending)
    case 'hedge':
      return askAgain(draft, pending)
    case 'social':
      // Who comes back, or asks where we were, wants the question read.
      if (meaning.topic === 'returned') return askAgain(draft, pending, [questionAgain(stop)])
      return askAgain(draft, pending, meaning.topic === undefined ? [] : talkNotes(draft, meaning.topic))
  }
}

/** What waits for the open question, given once more in words that leave no doubt of it. */
const saysSame = (draft: Draft, stop: Stop, { why, answer }: Confirm, text: string): boolean => {
  const { content } = hear(text, hearing(draft, stop))
  return why === 'near_miss' && content.type === 'answer' && same(answerWith(stop, content), answer)
}

/** Something of another question waits, and this is plainly an answer to the one that is open. */
const answersOpen = (draft: Draft, { question }: Confirm, text: string): boolean => {
  const { position } = draft.seat
  const open = position.at === 'question' && position.question !== question ? stopFor(draft, position.question) : null
  if (!open || asks(open.question, 'words')) return false
  const { act, content } = hear(text, hearing(draft, open))
  return act === 'answer' && content.type === 'answer'
}

/** What is asked of the question itself is told as it is where the question is open; then the bot asks again. */
const asksUs = (draft: Draft, stop: Stop, pending: Confirm, meaning: Meaning, text: string): Draft => {
  const { topic } = meaning
  if (topic === 'repeat') return askAgain(draft, pending, [questionAgain(stop)])
  const open = topic === undefined || topic === 'explain' ? hear(text, hearing(draft, stop)) : undefined
  return open?.act === 'question' && open.topic === 'explain'
    ? askAgain(talk(draft, 'explain', { stop, about: open.asked, also: open.also }), pending)
    : askAgain(draft, pending, aside(draft, meaning, 'turn.asked_us'))
}

const questionAgain = ({ question }: Stop): Note => ({ key: 'talk.question_again', vars: { question: question.id } })

/** A word to what was said beside the yes or no; how it is answered or what it means is told by the question itself. */
const aside = (draft: Draft, { topic, also }: Meaning, otherwise: string): Note[] =>
  topic === undefined || aboutQuestion.has(topic)
    ? [{ key: otherwise }]
    : talkNotes(draft, topic, undefined, also).slice(0, also === undefined ? 1 : 2)
const aboutQuestion: ReadonlySet<Topic> = new Set<Topic>(['explain', 'how_here', 'what_now', 'must_here', 'not_fit'])

/** Help and the like are given, and what was asked is asked again under it. */
const obeyed = (draft: Draft, pending: Confirm, command: Command): Draft => {
  const done = byCommand(draft, command)
  return reading.has(command.name) && done.seat.pending === draft.seat.pending ? askAgain(done, pending) : done
}
const reading: ReadonlySet<Command['name']> = new Set<Command['name']>([
  'help',
  'commands',
  'privacy',
  'status',
  'all_questions',
])

/** A yes. What a check refuses after all is not asked about again. */
export const accepted = (draft: Draft, stop: Stop, pending: Confirm): Draft =>
  give(withSeat(draft, { pending: null }), stop, pending.answer, asked.has(pending.why) ? 'new' : howAfter(pending))

/** What was heard is asked about before any check of it. */
const asked: ReadonlySet<Confirm['why']> = new Set<Confirm['why']>(['near_miss', 'earlier', 'put_right', 'to_us'])

/** A no: nothing is stored, and the question takes an answer again. */
export const denied = (draft: Draft, stop: Stop, pending: Confirm): Draft => {
  const free = withSeat(draft, { pending: null })
  if (pending.why === 'overtaken') return afterGiven(free, pending.question, [])
  if (pending.why === 'to_us') return toUs(free, stop, pending)
  if (pending.why === 'earlier' || pending.why === 'put_right') return earlierStands(free, pending)
  const row = rowAsked(stop)
  const notes = [{ key: 'turn.try_again' }]
  if (row === undefined) return openAgain(noted(free, notes), stop, pending)
  return draft.pressed
    ? askRow(noted(free, notes), stop.question.id, row, [])
    : openAgain(askRow(free, stop.question.id, row, notes), stop, pending)
}

/** The earlier answer is as it was. Its own message says so when its button was pressed, and the question asked now follows. */
const earlierStands = (draft: Draft, { question }: Confirm): Draft => {
  const notes: Note[] = [{ key: 'turn.earlier_stands', vars: { question } }]
  return draft.pressed ? resume(noted(draft, notes)) : resume(draft, notes)
}

/** It was a question: what can be said to it now, and what the bot waits for still. */
const toUs = (draft: Draft, stop: Stop, pending: Confirm): Draft => {
  const { question, r, answer } = pending
  const choice = specifiedChoice(stop, answer)
  if (choice === undefined || !gives(answer, 'choice', 'choices') || answer.other === undefined) {
    const topic = gives(answer, 'words') ? hear(answer.value, hearing(draft, undefined)).topic : undefined
    return noted(draft, topic === undefined ? [{ key: 'turn.asked_us_here' }] : talkNotes(draft, topic, stop))
  }
  const { other: _other, ...plain } = answer
  return noted(withSeat(draft, { pending: { type: 'specify', question, r, answer: plain } }), [
    { key: 'turn.asked_us' },
    { key: 'turn.specify', vars: { question, choice } },
  ])
}

/** The choice of an answer that takes words of one's own. */
const specifiedChoice = ({ question }: Stop, answer: Answer): string | undefined => {
  if (!hasChoices(question) || !gives(answer, 'choice', 'choices')) return undefined
  return question.choices.find((c) => c.specify && chosenIn(answer).includes(c.id))?.id
}

const noted = (draft: Draft, notes: Note[]): Draft =>
  draft.pressed ? inPlace(draft, { type: 'notes', notes }) : tell(draft, notes)

/** Asked in the question's own card when its button was pressed. */
const asksAgainInCard: ReadonlySet<Confirm['why']> = new Set<Confirm['why']>([
  'soft_check',
  'previous',
  'identity_number',
  'health',
  'person',
])

/** The card that asked «stemmer det?» takes an answer again. */
const openAgain = (draft: Draft, stop: Stop, pending: Confirm): Draft =>
  !draft.pressed && draft.seat.open?.question === stop.question.id && asksAgainInCard.has(pending.why)
    ? updateOpen(draft, {
        type: 'question',
        question: stop.question.id,
        notes: [],
        given: cardValues(stop.question, pending.answer),
      })
    : draft

/** Another value, said instead of the one that was asked about. */
const corrected = (draft: Draft, stop: Stop, content: Content, sure: boolean): Draft => {
  const free = withSeat(draft, { pending: null })
  if (content.type === 'missing') return giveMissing(free, stop, content.missing)
  const answer = answerWith(stop, content)
  if (answer === undefined) return draft
  return sure ? give(free, stop, answer) : askIfMeant(free, stop, answer)
}

/** Asks once more, in other words than the last time. `notes` stand before it. */
const askAgain = (draft: Draft, pending: Confirm, notes: Note[] = []): Draft => {
  const again: Confirm = { ...pending, asked: (pending.asked ?? 0) + 1 }
  return sendUntracked(withSeat(draft, { pending: again }), { type: 'confirm', pending: again, notes })
}
