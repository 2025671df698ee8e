/** Takes an answer the whole way: is it valid, does a check fire, store it, go on. */

import { accept, cardValues, complete, ownWords } from '../kinds/index.ts'
import { mergeRows, openRows } from '../kinds/matrix.ts'
import type { Content } from '../norwegian/meaning.ts'
import { type Personal, personalIn, personalKinds } from '../norwegian/personal.ts'
import { asTyped } from '../norwegian/written.ts'
import type { Answer, GivenMissing, Problem } from '../questionnaire/answer.ts'
import type { Previous } from '../questionnaire/last-wave.ts'
import { asks, gives, isAsked, isLongText, rowsGiven } from '../questionnaire/shape.ts'
import { type Draft, inPlace, momentOf, same, sendTracked, sendUntracked, tell, updateOpen, withSeat } from './draft.ts'
import { counted, firingCheck, revisionOf, routeOf, type Stop, stopFor, stopOf, stopsOf, withAnswer } from './route.ts'
import type { Entry, Note, Pending, Prefill, Session } from './session.ts'
import { afterGiven, askInPlace } from './where-next.ts'

/** What a text says as the answer that would then stand, its rows laid over those that stand there; undefined: it says no value. */
export const answerWith = ({ entry }: Stop, content: Content): Answer | undefined => {
  const before = gives(entry?.answer, 'rows') ? entry.answer : undefined
  if (content.type === 'rows') return mergeRows(before, content.value, content.missing)
  if (content.type !== 'answer' && content.type !== 'confirm') return undefined
  return content.answer.kind === 'rows'
    ? mergeRows(before, content.answer.value, content.answer.missing)
    : content.answer
}

export type Confirm = Extract<Pending, { type: 'confirm' }>

/** Refuses what was given: beside the field of the pressed card, with what was filled in, or as a plain message. */
export const refuse = (draft: Draft, stop: Stop, problem: Problem, answer?: Answer): Draft => {
  const question = stop.question.id
  if (draft.pressed) {
    return inPlace(draft, { type: 'question', question, notes: [], problem, given: draft.pressed.values })
  }
  const row = rowAsked(stop)
  const refused = sendUntracked(draft, {
    type: 'refused',
    question,
    problem,
    ...(row === undefined ? {} : { row }),
    ...(answer ? { answer } : {}),
  })
  // A «ja» that comes next must be about the last thing asked.
  const { pending } = draft.seat
  return pending?.type === 'confirm' && pending.question === question
    ? sendUntracked(refused, { type: 'confirm', pending })
    : refused
}

/** The row of a matrix that is asked about now; undefined when none is, or all rows are filled in. */
export const rowAsked = (stop: Stop): string | undefined => {
  if (!asks(stop.question, 'rows')) return undefined
  const answer = stop.entry?.answer
  return openRows(rowsGiven(answer), stop)[0]
}

/** `personal`: what stands there of a person is to stand there. `confirmed`: the person has said «ja, det stemmer». */
type How = 'new' | 'personal' | 'confirmed'

/** Takes an answer. `personal` skips the question about persons, `confirmed` the soft checks too. `beside`: what is told with it. */
export const give = (
  draft: Draft,
  stop: Stop,
  heard: Answer,
  how: How = 'new',
  beside: readonly Note[] = [],
): Draft => {
  const { question } = stop
  const answer = how === 'new' ? asTyped(heard, draft.written) : heard
  const accepted = accept(question, answer, stop)
  if ('problem' in accepted) {
    const { problem } = accepted
    if (problem.code === 'specify_missing' && !draft.pressed) return askToSpecify(draft, stop, answer, problem.choice)
    return refuse(draft, stop, problem)
  }
  if (!complete(question, accepted.ok, stop)) return giveRows(draft, stop, accepted.ok, beside)
  const personal = how === 'new' ? personalIn(ownWords(accepted.ok)) : undefined
  if (personal !== undefined) return askAboutPerson(draft, stop, accepted.ok, personal)
  const entries = withAnswer(counted(stopsOf(draft)), question.id, accepted.ok)
  const check = firingCheck(question, entries, draft.world.unit)
  if (check?.level === 'hard') return refuse(draft, stop, { code: 'check', check: check.id }, accepted.ok)
  if (check?.level === 'soft' && how !== 'confirmed') {
    return askToConfirm(draft, stop, accepted.ok, { why: 'soft_check', check: check.id })
  }
  if (how !== 'confirmed' && isToBeConfirmed(draft, stop, accepted.ok))
    return askToConfirm(draft, stop, accepted.ok, { why: 'previous' })
  const notes = [...rowsGivenNote(draft, stop, accepted.ok), ...beside]
  return settled(keep(draft, question.id, { answer: accepted.ok }), question.id, 'turn.saved', notes)
}

/** How an answer is taken after a «ja» to what was asked about it. */
export const howAfter = ({ why }: Confirm): How => {
  if (why === 'overtaken') return 'new'
  return personalKinds.has(why) ? 'personal' : 'confirmed'
}

/** Another answer than in the last wave, at a question where that is asked about; or the same as of a unit divided since. */
const isToBeConfirmed = ({ world }: Draft, stop: Stop, answer: Answer): boolean => {
  const last = lastAnswers(stop, world.previous)
  if (last.length === 0 || !isAsked(stop.question)) return false
  return stop.question.prefill === 'after' ? !isAsBefore(stop, last, answer) : isTakenOver(stop, last, answer)
}

/** Only a unit that was divided has answered so: whether it holds for this part of it is not certain. */
export const isTakenOver = (stop: Stop, last: readonly Last[], answer: Answer): boolean => {
  const same = last.filter((one) => isAsBefore(stop, [one], answer))
  return same.length > 0 && same.every(({ became }) => became === 'split')
}

/** Takes a choice with «annet» although it was not specified: the person was asked and passed it by. */
export const giveUnspecified = (draft: Draft, stop: Stop, answer: Answer): Draft =>
  settled(keep(draft, stop.question.id, { answer }), stop.question.id, 'turn.saved')

/** Takes «vet ikke», «ikke aktuelt» or «hopp over» for a whole question, if the question allows it. */
export const giveMissing = (draft: Draft, stop: Stop, missing: GivenMissing): Draft => {
  const { question } = stop
  if (!isAsked(question)) return giveRead(draft, stop)
  if (missing === 'skipped' && question.required) return refuse(draft, stop, { code: 'required' })
  if (missing === 'dont_know' && !question.dontKnow) return refuse(draft, stop, { code: 'no_dont_know' })
  if (missing === 'not_applicable' && !question.notApplicable) return refuse(draft, stop, { code: 'no_not_applicable' })
  const note = missing !== 'skipped' ? 'turn.saved' : isLongText(question) ? 'turn.no_remark' : 'turn.skipped'
  return settled(keep(draft, question.id, { missing }), question.id, note)
}

export const giveRead = (draft: Draft, stop: Stop): Draft =>
  afterGiven(keep(draft, stop.question.id, { read: true }), stop.question.id, [])

const settled = (draft: Draft, question: string, note: string, more: readonly Note[] = []): Draft =>
  afterGiven(withSeat(draft, { pending: null }), question, [{ key: note, vars: { question } }, ...more])

/** Some rows of a matrix, typed: stored as far as they go, and the next row asked for. */
const giveRows = (draft: Draft, stop: Stop, answer: Answer, beside: readonly Note[]): Draft => {
  const question = stop.question.id
  const kept = withSeat(keep(draft, question, { answer, partial: true }), { pending: null })
  const now = stopFor(kept, question)
  const row = now && rowAsked(now)
  if (row === undefined) return kept
  const notes = [rowsNote(draft, stop, answer), ...beside]
  if (draft.pressed?.do === 'answer') return nextRows(kept, question, notes)
  // «Det stemmer», pressed in the chat, is answered in its own message.
  return draft.pressed
    ? shownAnew(askRow(inPlace(kept, { type: 'notes', notes }), question, row, []), question)
    : shownAnew(askRow(kept, question, row, notes), question)
}

/** The rows of one card are stored; the next ones stand in its place. */
const nextRows = (draft: Draft, question: string, notes: Note[]): Draft => {
  const { position, open } = draft.seat
  const from = position.at === 'question' && position.question === question ? position : undefined
  const r = revisionOf(draft.session, question)
  const followed = open?.question === question ? withSeat(draft, { open: { ...open, r } }) : draft
  return askInPlace(followed, question, {
    notes,
    back: from?.back,
    ...(from?.over === undefined ? {} : { over: from.over }),
  })
}

/** Who presses a card sees its rows; who types is told which rows were meant, and «alle» is told what it took the place of. */
const rowsNote = (draft: Draft, stop: Stop, answer: Answer): Note => {
  const { given, changed } = rowsSaid(stop, answer)
  const vars = { question: stop.question.id, rows: given.join(',') }
  if (changed > 0) return { key: 'turn.rows_changed', vars: { ...vars, count: changed } }
  return given.length === 0 || draft.pressed?.do === 'answer'
    ? { key: 'turn.rows_saved' }
    : { key: 'turn.rows_named', vars }
}

/** The rows by name under what is told of the whole answer. */
const rowsGivenNote = (draft: Draft, stop: Stop, answer: Answer): Note[] => {
  const { given } = rowsSaid(stop, answer)
  if (draft.pressed || given.length === 0) return []
  return [{ key: 'turn.rows_given', vars: { question: stop.question.id, rows: given.join(',') } }]
}

/** `given`: ids of the rows that get a value, or another one; `changed`: how many of them had one. */
const rowsSaid = ({ entry }: Stop, answer: Answer): { given: string[]; changed: number } => {
  if (!gives(answer, 'rows')) return { given: [], changed: 0 }
  const stored = rowsGiven(entry?.answer)
  const before: Record<string, string> = { ...stored?.missing, ...stored?.value }
  const now: Record<string, string> = { ...answer.missing, ...answer.value }
  const given = Object.keys(now).filter((row) => before[row] !== now[row])
  return { given, changed: given.filter((row) => Object.hasOwn(before, row)).length }
}

export const askRow = (draft: Draft, question: string, row: string, notes: Note[]): Draft =>
  sendUntracked(draft, { type: 'row', question, row, notes })

/** The open card follows what was typed: same question, new revision. */
const shownAnew = (draft: Draft, question: string): Draft => {
  const { position, open } = draft.seat
  const r = revisionOf(draft.session, question)
  if (position.at !== 'question' || position.question !== question) return draft
  const standing = withSeat(draft, { position: { ...position, r } })
  if (open?.view !== 'question' ? !position.over : open.question !== question) return standing
  const followed = open?.view === 'question' ? withSeat(standing, { open: { ...open, r } }) : standing
  return updateOpen(followed, { type: 'question', question, notes: [] })
}

/** A question about persons has buttons also when the answer was typed: the message takes the open card's place. */
const askAboutPerson = (draft: Draft, stop: Stop, answer: Answer, why: Personal): Draft => {
  if (draft.pressed) return askToConfirm(draft, stop, answer, { why })
  const question = stop.question.id
  const r = revisionOf(draft.session, question)
  const pending: Confirm = { type: 'confirm', question, r, answer, why }
  const reply = { type: 'question' as const, question, notes: [], pending }
  return sendTracked(withSeat(draft, { pending }), reply, { view: 'question', question, r })
}

/** Asks for a «ja» before the answer is stored: in the pressed card, or in plain text. */
export const askToConfirm = (
  draft: Draft,
  stop: Stop,
  answer: Answer,
  why: { why: Exclude<Confirm['why'], 'soft_check'> } | { why: 'soft_check'; check: string },
  notes: Note[] = [],
): Draft => {
  const question = stop.question.id
  const pending: Confirm = { type: 'confirm', question, r: revisionOf(draft.session, question), answer, ...why }
  const waiting = withSeat(draft, { pending })
  return draft.pressed
    ? inPlace(waiting, { type: 'question', question, notes: [], pending, given: draft.pressed.values })
    : sendUntracked(waiting, { type: 'confirm', pending, ...(notes.length === 0 ? {} : { notes }) })
}

/** «Er dette et svar, eller et spørsmål til oss?» `notes`: what can be said to the question at once. */
export const askWhether = (draft: Draft, stop: Stop, heard: Answer, notes: Note[] = []): Draft =>
  askToConfirm(draft, stop, asTyped(heard, draft.written), { why: 'to_us' }, notes)

/** «Stemmer det?», unless a «ja» to it would only be refused: then the reason at once. */
export const askIfMeant = (
  draft: Draft,
  stop: Stop,
  heard: Answer,
  why: 'near_miss' | 'earlier' | 'put_right' = 'near_miss',
  notes: Note[] = [],
): Draft => {
  const answer = asTyped(heard, draft.written)
  const accepted = accept(stop.question, answer, stop)
  const isHopeless = 'problem' in accepted && accepted.problem.code !== 'specify_missing'
  const against = 'ok' in accepted ? hardCheck(draft, stop, accepted.ok) : undefined
  if (against !== undefined) return refuse(draft, stop, { code: 'check', check: against.id }, answer)
  return isHopeless ? refuse(draft, stop, accepted.problem) : askToConfirm(draft, stop, answer, { why }, notes)
}

const hardCheck = (draft: Draft, stop: Stop, answer: Answer) => {
  const { question } = stop
  if (!complete(question, answer, stop)) return undefined
  const check = firingCheck(question, withAnswer(counted(stopsOf(draft)), question.id, answer), draft.world.unit)
  return check?.level === 'hard' ? check : undefined
}

const askToSpecify = (draft: Draft, stop: Stop, answer: Answer, choice: string): Draft => {
  const question = stop.question.id
  const pending: Pending = { type: 'specify', question, r: revisionOf(draft.session, question), answer }
  return tell(withSeat(draft, { pending }), [{ key: 'turn.specify', vars: { question, choice } }])
}

// Stores what was given to one question.

type Given = { answer: Answer; partial?: true } | { missing: GivenMissing } | { read: true }

/** Longer than this between two answers makes a new sitting: half an hour, the usual length of a web session. */
const sittingGapMs = 30 * 60_000
/** Time on one question is counted up to this: after ten minutes the person is doing something else. */
const maxSecondsPerQuestion = 600

/**
 * Stores an answer, a missing value or «read». The same again changes nothing. Otherwise the question's revision rises,
 * the person is noted as its author, and time and changes are counted.
 */
const keep = (draft: Draft, question: string, given: Given): Draft => {
  const before = Object.hasOwn(draft.session.entries, question) ? draft.session.entries[question] : undefined
  if (before !== undefined && same(contents(before), given)) return draft
  const { people, by } = seated(draft.session.people, draft.seat.personId)
  const over = before !== undefined && isGiven(before) && before.by !== by ? { over: before.by } : {}
  const at = momentOf(draft)
  const entry: Entry = { r: (before?.r ?? 0) + 1, ...given, by, at, ...over }
  // A longer deadline opens what was closed under way and not delivered.
  const begins = draft.session.state === 'not_started' || draft.session.state === 'closed_partial'
  return {
    ...draft,
    session: {
      ...draft.session,
      people,
      ...modeOf(draft.world),
      state: begins ? 'started' : draft.session.state,
      startedAt: draft.session.startedAt ?? at,
      entries: { ...draft.session.entries, [question]: entry },
      paradata: withPrefill(draft, question, given, withTimeCounted(draft, question, before)),
    },
  }
}

/** Once entered by an administrator, always marked so. */
export const modeOf = ({ mode }: Draft['world']): Pick<Session, 'mode'> => (mode === undefined ? {} : { mode })

const contents = ({ r: _r, by: _by, at: _at, over: _over, ...rest }: Entry): unknown => rest

/** Something was given before; rows under way are nobody's finished answer. */
const isGiven = (entry: Entry): boolean => !entry.partial && (entry.answer !== undefined || entry.missing !== undefined)

const seated = (people: string[], personId: string): { people: string[]; by: number } => {
  const at = people.indexOf(personId)
  return at >= 0 ? { people, by: at } : { people: [...people, personId], by: people.length }
}

/** Notes whether the last wave's answer, where it was shown, was given again. */
const withPrefill = (
  { world, session }: Draft,
  question: string,
  given: Given,
  paradata: Session['paradata'],
): Session['paradata'] => {
  const { questionnaire, unit, previous } = world
  const stop = previous === undefined ? undefined : stopOf(routeOf(questionnaire, unit, session.entries), question)
  if (stop === undefined) return paradata
  const prefill = prefillOf(stop, lastAnswers(stop, previous), 'answer' in given ? given.answer : undefined)
  return prefill === undefined ? paradata : { ...paradata, prefill: { ...paradata.prefill, [question]: prefill } }
}

const withTimeCounted = (draft: Draft, question: string, before: Entry | undefined): Session['paradata'] => {
  const { paradata } = draft.session
  const { now } = draft.world
  const { position, askedAt } = draft.seat
  const newSitting = paradata.sittings === 0 || now - paradata.lastAt > sittingGapMs
  const timed = position.at === 'question' && position.question === question && askedAt !== null
  const spent = timed ? Math.min(Math.max(0, Math.round((now - askedAt) / 1000)), maxSecondsPerQuestion) : 0
  const wasGiven = before !== undefined && isGiven(before)
  return {
    sittings: paradata.sittings + (newSitting ? 1 : 0),
    lastAt: now,
    seconds: timed ? { ...paradata.seconds, [question]: (paradata.seconds[question] ?? 0) + spent } : paradata.seconds,
    ...(paradata.prefill === undefined ? {} : { prefill: paradata.prefill }),
    changed: wasGiven && !paradata.changed.includes(question) ? [...paradata.changed, question] : paradata.changed,
  }
}

// What the unit answered in the last wave, as far as it still fits the question.

/** One predecessor's answer. */
export type Last = Pick<Previous, 'name' | 'year' | 'became' | 'borders'> & { answer: Answer }

/** The answers that can be shown beside this question: none where it is `hidden` or nothing fits; several after a merger. */
export const lastAnswers = (stop: Stop, previous: readonly Previous[] | undefined): Last[] => {
  const { question } = stop
  if (!isAsked(question) || question.prefill === 'hidden' || previous === undefined) return []
  return previous.flatMap(({ answers, unit: _, ...about }): Last[] => {
    const given = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined
    const accepted = given === undefined ? undefined : accept(question, given, stop)
    return accepted !== undefined && 'ok' in accepted ? [{ ...about, answer: accepted.ok }] : []
  })
}

/** Whether one of the last answers was this one; «om lag» makes no difference. */
const isAsBefore = (stop: Stop, last: readonly Last[], answer: Answer): boolean =>
  last.some((one) => same(cardValues(stop.question, one.answer), cardValues(stop.question, answer)))

/** For the paradata: how the last answer was shown, and whether this one is the same. Undefined: it was not shown. */
const prefillOf = (stop: Stop, last: readonly Last[], answer: Answer | undefined): Prefill | undefined => {
  const { question } = stop
  if (!isAsked(question) || question.prefill === 'hidden' || last.length === 0) return undefined
  return `${question.prefill}_${answer !== undefined && isAsBefore(stop, last, answer) ? 'same' : 'changed'}`
}
