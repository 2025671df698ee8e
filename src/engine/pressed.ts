/** A button was pressed. A card carries references, never authority: everything is checked again. */

import { accept, cardValues, fromCard } from '../kinds/index.ts'
import { mergeRows, openRows, rowsOnCard } from '../kinds/matrix.ts'
import { understand } from '../norwegian/understand.ts'
import type { Answer, AnswerOf } from '../questionnaire/answer.ts'
import type { QuestionOf } from '../questionnaire/schema.ts'
import { asks, gives, isAsked } from '../questionnaire/shape.ts'
import { askIfMeant, askToConfirm, give, giveMissing, giveRead, refuse } from './answering.ts'
import { accepted, denied } from './confirming.ts'
import { type Draft, inPlace, same, withSeat } from './draft.ts'
import { hearing } from './hearing.ts'
import { byPanel, pageOf } from './pressed-panel.ts'
import {
  hinderedNote,
  hindrance,
  isAnswered,
  isSettled,
  previousTo,
  questionNamed,
  revisionOf,
  type Stop,
  stopFor,
} from './route.ts'
import type { CardData, CardVerb, Note, Reply } from './session.ts'
import { ask, askInPlace, backAtReview, goOn, resume, review, reviewInPlace } from './where-next.ts'

type AboutQuestion =
  | 'answer'
  | 'dont_know'
  | 'not_applicable'
  | 'skip'
  | 'read'
  | 'confirm_yes'
  | 'confirm_no'
  | 'back'
  | 'change'
// biome-ignore format: words of a kind share a line
const aboutQuestion: ReadonlySet<CardVerb> = new Set<AboutQuestion>([
  'answer', 'dont_know', 'not_applicable', 'skip', 'read', 'confirm_yes', 'confirm_no', 'back', 'change',
])

/** Every press is answered in place, exactly once. A card of another session, and rubbish, change nothing. */
export const byCard = (draft: Draft, card: CardData): Draft => {
  if (card.s !== draft.session.id) return inPlace(draft, { type: 'notes', notes: [{ key: 'turn.foreign_card' }] })
  const onQuestion = aboutQuestion.has(card.do) || (card.do === 'continue' && card.q !== undefined)
  if (!onQuestion) return byPanel(draft, card)
  const known = questionNamed(draft, card.q)
  if (known === undefined) return resume(inPlace(draft, unknown(draft, card.q)))
  const question = known.id
  const hindered = hindrance(draft)
  if (hindered) return inPlace(draft, { type: 'closed', question, notes: [hinderedNote(draft, hindered)] })
  const stop = stopFor(draft, question)
  if (stop === undefined) return gone(draft, question)
  if (card.do === 'change') return change(draft, card, question)
  if (card.r !== revisionOf(draft.session, question)) return stale(draft, card, stop)
  return byQuestion(draft, card, stop)
}

/** The card that stands open may be of a question that a new version no longer has; others never came from here. */
const unknown = ({ before }: Draft, question: string | undefined): Reply =>
  question !== undefined && before.seat.open?.question === question
    ? { type: 'closed', question }
    : { type: 'notes', notes: [{ key: 'turn.unknown_card' }] }

/** A refresh of an old card: the present state, and nothing changes. */
export const byRefresh = (draft: Draft, card: CardData): Draft => {
  const known = card.s === draft.session.id ? questionNamed(draft, card.q) : undefined
  return known === undefined ? draft : inPlace(draft, presentState(draft, known.id))
}

const presentState = (draft: Draft, question: string, notes: Note[] = []): Reply => {
  const stop = stopFor(draft, question)
  return stop === undefined || isSettled(stop.entry) || hindrance(draft) !== null
    ? { type: 'closed', question, notes }
    : { type: 'question', question, notes }
}

/** The question left the route after its card was sent. */
const gone = (draft: Draft, question: string): Draft => {
  const closed = inPlace(draft, { type: 'closed', question })
  const { position } = draft.seat
  return position.at === 'question' && position.question === question ? goOn(closed, question) : closed
}

const change = (draft: Draft, card: CardData, question: string): Draft => {
  if (card.values.from === 'review')
    return askInPlace(draft, question, { back: 'review', over: pageOf(card) ?? { page: 0 } })
  const { position } = draft.seat
  const back =
    position.at === 'review' || (position.at === 'question' && position.back === 'review') ? 'review' : undefined
  return askInPlace(draft, question, { back })
}

/** The answer has changed since the card was shown. A second click on the same button is no reason for words. */
const stale = (draft: Draft, card: CardData, stop: Stop): Draft => {
  const { question, entry } = stop
  const read = card.do === 'answer' ? readFields(draft, card, stop) : null
  const asStored =
    (read !== null &&
      'answer' in read &&
      entry?.answer !== undefined &&
      same(cardValues(question, read.answer), cardValues(question, entry.answer))) ||
    (read !== null && 'rows' in read && hasRows(entry?.answer, read)) ||
    (read !== null && 'unknown' in read && entry?.missing === read.unknown) ||
    (card.do === 'skip' ? entry?.missing === 'skipped' : entry?.missing === card.do) ||
    (card.do === 'read' && entry?.read === true)
  if (asStored) return inPlace(draft, presentState(draft, question.id))
  const instead = card.do === 'answer' && byColleague(draft, stop) ? givenOn(draft, card, stop) : undefined
  if (instead !== undefined) return askToConfirm(draft, stop, instead, { why: 'overtaken' })
  return inPlace(draft, presentState(draft, question.id, [{ key: 'turn.stale_card', vars: { question: question.id } }]))
}

/** The answer as it stands is somebody else's. */
const byColleague = (draft: Draft, { entry }: Stop): boolean =>
  entry !== undefined && isSettled(entry) && draft.session.people[entry.by] !== draft.seat.personId

/** The answer on a card, if it could be stored; rows left open are skipped, as usual. */
const givenOn = (draft: Draft, card: CardData, stop: Stop): Answer | undefined => {
  const read = readFields(draft, card, stop)
  if ('problem' in read || 'meant' in read || 'unknown' in read) return undefined
  const answer = 'answer' in read ? read.answer : withSkippedRows(read, stop)
  const accepted = 'open' in answer ? undefined : accept(stop.question, answer, stop)
  return accepted !== undefined && 'ok' in accepted ? accepted.ok : undefined
}

type Rows = Extract<ReturnType<typeof fromCard>, { rows: unknown }>
/** The rows as they stand with those of the card, and which of the card's are still open. */
const withRows = (read: Rows, { question, entry, ...facts }: Stop & { question: QuestionOf<'matrix'> }) => {
  const before = gives(entry?.answer, 'rows') && question.rowsPerCard !== undefined ? entry.answer : undefined
  const here = rowsOnCard(question, before, facts)
  const rows = mergeRows(before, read.rows, read.missing)
  return { rows, open: openRows(rows, facts).filter((row) => here.includes(row)) }
}

/** Rows left open on the card are skipped, if they may be; those of the question's other cards stay as they are. */
const withSkippedRows = (read: Rows, stop: Stop): Answer | { open: string[] } => {
  const { question } = stop
  if (!asks(question, 'rows')) return { open: [] }
  const { rows, open } = withRows(read, { ...stop, question })
  return question.required && open.length > 0 ? { open } : skipping(rows, open)
}

const skipping = (answer: AnswerOf<'matrix'>, rows: readonly string[]): AnswerOf<'matrix'> =>
  mergeRows(answer, {}, Object.fromEntries(rows.map((row) => [row, 'skipped' as const])))

/** A second click on a card whose rows are stored. */
const hasRows = (answer: Answer | undefined, read: Rows): boolean =>
  gives(answer, 'rows') &&
  Object.entries(read.rows).every(([row, choice]) => answer.value[row] === choice) &&
  Object.entries(read.missing).every(([row, why]) => answer.missing?.[row] === why)

/** «Hopp over» on a later card of a matrix leaves what the earlier ones have stored. */
const skip = (draft: Draft, stop: Stop): Draft => {
  const { question, entry } = stop
  if (isAnswered(entry)) return keepAsItIs(draft, stop)
  const begun = asks(question, 'rows') && question.rowsPerCard !== undefined ? entry?.answer : undefined
  if (!gives(begun, 'rows') || (asks(question, 'rows') && question.required)) return giveMissing(draft, stop, 'skipped')
  return give(draft, stop, skipping(begun, openRows(begun, stop)))
}

const byQuestion = (draft: Draft, card: CardData, stop: Stop): Draft => {
  const { pending } = draft.seat
  const waits =
    pending?.type === 'confirm' && pending.question === stop.question.id && pending.r === card.r ? pending : null
  const free =
    pending && 'question' in pending && pending.question === stop.question.id
      ? withSeat(draft, { pending: null })
      : draft
  switch (card.do) {
    case 'answer':
      return answer(free, card, stop)
    case 'dont_know':
    case 'not_applicable':
      return giveMissing(free, stop, card.do)
    case 'skip':
      // Where an answer stands, no card of ours offers it.
      return skip(free, stop)
    case 'read':
      return !isAsked(stop.question) ? giveRead(free, stop) : refuse(free, stop, { code: 'not_understood' })
    case 'confirm_yes':
      return waits ? accepted(free, stop, waits) : inPlace(free, presentState(free, stop.question.id))
    case 'confirm_no':
      if (waits?.why === 'overtaken') return keepAsItIs(free, stop)
      if (waits && card.values.from === 'chat') return denied(free, stop, waits)
      return inPlace(free, {
        type: 'question',
        question: stop.question.id,
        notes: [],
        ...(waits ? { given: cardValues(stop.question, waits.answer) } : {}),
      })
    case 'back':
      return back(free, stop)
    default:
      return keepAsItIs(free, stop)
  }
}

const answer = (draft: Draft, card: CardData, stop: Stop): Draft => {
  const { question, entry } = stop
  const read = readFields(draft, card, stop)
  if ('problem' in read) return refuse(draft, stop, read.problem)
  if ('unknown' in read) return giveMissing(draft, stop, read.unknown)
  if ('meant' in read) return askIfMeant(draft, stop, read.meant)
  if ('answer' in read) {
    // The field shows 30 for «om lag 30»: sent back untouched, it is still about 30.
    const untouched = entry?.answer && same(cardValues(question, entry.answer), cardValues(question, read.answer))
    return give(draft, stop, untouched && entry.answer ? entry.answer : read.answer)
  }
  const rows = withSkippedRows(read, stop)
  return 'open' in rows ? refuse(draft, stop, { code: 'rows_missing', rows: rows.open }) : give(draft, stop, rows)
}

/** One question back; the one left behind can be answered from its closed card or when its turn comes. */
const back = (draft: Draft, stop: Stop): Draft => {
  const before = previousTo(draft, stop.question.id)
  if (before === undefined) {
    return inPlace(draft, { type: 'question', question: stop.question.id, notes: [{ key: 'turn.is_first' }] })
  }
  return ask(inPlace(draft, { type: 'closed', question: stop.question.id }), before.question.id)
}

/** «Behold svaret»: the change is called off. */
const keepAsItIs = (draft: Draft, stop: Stop): Draft => {
  const question = stop.question.id
  const { position } = draft.seat
  const here = position.at === 'question' && position.question === question
  if (here && position.over) return reviewInPlace(backAtReview(draft), [], position.over)
  const closed = inPlace(draft, { type: 'closed', question })
  if (!here) return closed
  return position.back === 'review' ? review(closed) : goOn(closed, question)
}

// What stands in a pressed card's fields.

/** `meant`: to be stored after a «ja» only. `unknown`: the person wrote that there is no answer. */
type FieldRead = ReturnType<typeof fromCard> | { meant: Answer } | { unknown: 'dont_know' | 'not_applicable' }

/**
 * Reads the fields. Words where a figure belongs («om lag 30», «7 år») are heard as if they had been typed in the chat:
 * the card says that this can be written, and people write it where they are.
 */
const readFields = (draft: Draft, card: CardData, stop: Stop): FieldRead => {
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
