/** What is told of the question that comes next, with the answer to this one, is asked about when that question is asked. */

import { type Clauses, clausesOf, figureAhead, isMeantFor, mayTellAhead, totalTold } from '../norwegian/ahead.ts'
import { readAlone } from '../norwegian/clauses.ts'
import { hear } from '../norwegian/hear.ts'
import { type Said, saidOf } from '../norwegian/said.ts'
import { sentencesIn } from '../norwegian/sentences.ts'
import { understand } from '../norwegian/understand.ts'
import { answerTestsIn } from '../questionnaire/condition.ts'
import type { Asked, Question, Section } from '../questionnaire/schema.ts'
import { asks, choicesOf, chosenIn, figureOf, gives, isAsked } from '../questionnaire/shape.ts'
import { answerWith, askIfMeant } from './answering.ts'
import { type Draft, same, withSeat } from './draft.ts'
import { hearing } from './hearing.ts'
import { isDelivered, isOpen, ownSections, type Stop, stopFor, stopOf, stopsOf } from './route.ts'
import type { Seat } from './session.ts'

/** The text without what it tells of the next question; `ahead`: that question with its answer, absent where the text denies it. */
export type ToldAhead = { ahead?: NonNullable<Seat['ahead']>; rest: string }

type Placed = { question: Question; section: Section }

/** A question is asked, or is not, by what is answered to another. */
const hangsOn = ({ question, section }: Placed, other: string): boolean =>
  [question.when, section.when].some((when) => answerTestsIn(when).some((test) => test.question === other))

const placed = ({ world: { questionnaire, sections } }: Draft): Placed[] =>
  ownSections(questionnaire, sections).sections.flatMap((section) =>
    section.questions.map((question) => ({ question, section })),
  )

/** So many questions on, somebody still tells what is about to be asked. */
const FURTHEST = 6

/** What this person is asked after a question, the next first: along the route, or by what is answered to it. */
const after = (draft: Draft, here: string): Asked[] => {
  const all = placed(draft)
  const stops = stopsOf(draft)
  return all
    .slice(all.findIndex(({ question: { id } }) => id === here) + 1)
    .filter((each) => stopOf(stops, each.question.id) !== undefined || hangsOn(each, here))
    .flatMap(({ question }) => (isAsked(question) ? [question] : []))
    .slice(0, FURTHEST)
}

/** What a text tells of a question that comes after this one, and the text without it; undefined: nothing. */
export const toldAhead = (draft: Draft, stop: Stop, text: string): ToldAhead | undefined => {
  const { question: here } = stop
  const said = saidOf(text)
  const clauses = clausesOf(said)
  const mayTell = mayTellAhead(said)
  if (!asks(here, 'choice', 'choices', 'figure') || (!mayTell && clauses === undefined)) return undefined
  const { entries } = draft.session
  const later = after(draft, here.id)
  const isFree = ({ id }: Asked): boolean => !Object.hasOwn(entries, id) || isOpen(entries[id])
  // A question that is named is likelier meant than the next one.
  for (const next of later.filter(isFree)) {
    // Of what is counted no choice is meant, and the other way round.
    const alike = later.filter((one) => one !== next && asks(one, 'figure') === asks(next, 'figure'))
    const told = toldOf(draft, stop, next, { said, clauses, mayTell, others: [here, ...alike], isNext: false })
    if (told !== undefined) return told
  }
  const [next] = later
  if (next === undefined || !isFree(next)) return undefined
  return toldOf(draft, stop, next, { said, clauses, mayTell, others: [here], isNext: true })
}

type Told = {
  said: Said
  clauses: Clauses | undefined
  mayTell: boolean
  /** Questions that might be meant by the same words. */
  others: readonly Asked[]
  isNext: boolean
}

/** Of a question further on a word that it alone has must be in what is told. */
const toldOf = (draft: Draft, stop: Stop, next: Asked, all: Told): ToldAhead | undefined => {
  const { said, clauses, mayTell, others, isNext } = all
  if (asks(next, 'choice', 'choices')) return clauses && choiceAhead(draft, stop, next, clauses, all)
  if (!mayTell || !asks(next, 'figure') || !isAsked(stop.question)) return undefined
  const told = figureAhead(said, stop.question, next, { others, isNext })
  if (told === undefined) return undefined
  return told.isDenied
    ? { rest: told.rest }
    : { ahead: { question: next.id, answer: figureOf(next, told.value) }, rest: told.rest }
}

/** «Ja, vi har hatt det. De går i innføringsklasse»: where the first clause alone answers here, and the other is an answer to the next question only. */
const choiceAhead = (
  draft: Draft,
  stop: Stop,
  next: Asked,
  [first, rest]: Clauses,
  { others, isNext }: Pick<Told, 'others' | 'isNext'>,
): ToldAhead | undefined => {
  if (!isAsked(stop.question)) return undefined
  const place = hearing(draft, stop)
  const { type } = understand(first, place)
  if (type !== 'answer' && type !== 'confirm') return undefined
  const isOfHere = isNext ? understand(rest, place).type !== 'ask' : isMeantFor(rest, [], stop.question, [next])
  if (isOfHere) return undefined
  const section = placed(draft).find(({ question }) => question === next)?.section
  if (section === undefined) return undefined
  const there = stopOf(stopsOf(draft), next.id) ?? {
    ...{ section, question: next, rowIds: [] },
    choiceIds: choicesOf(next).flatMap(({ id, when }) => (when === undefined ? [id] : [])),
  }
  const content = readAlone(rest, hearing(draft, there))
  const answer = content === undefined ? undefined : answerWith(there, content)
  if (answer === undefined || !gives(answer, 'choice', 'choices') || answer.other !== undefined) return undefined
  const chosen = choicesOf(next).flatMap(({ id, text }) => (chosenIn(answer).includes(id) ? [text.nb] : []))
  return isMeantFor(rest, isNext ? chosen : [], next, others)
    ? { ahead: { question: next.id, answer }, rest: first }
    : undefined
}

/** Whether what was told ahead may still be asked about: its question is open and on the route, or comes by the one that is open now. */
const mayCome = (draft: Draft, id: string): boolean => {
  const { session, seat } = draft
  if (session.state === 'submitted' || isDelivered(session)) return false
  const stop = stopFor(draft, id)
  if (stop !== undefined) return isOpen(stop.entry)
  const { position, pending } = seat
  const each = placed(draft).find(({ question }) => question.id === id)
  const here = [
    ...(position.at === 'question' ? [position.question] : []),
    ...(pending?.type === 'confirm' ? [pending.question] : []),
  ]
  return each !== undefined && here.some((open) => hangsOn(each, open) && isOpen(stopFor(draft, open)?.entry))
}

/** Where the question that was told of ahead is asked now, what was told is asked about, once; let go of where it is asked no more. */
export const proposingAhead = (draft: Draft): Draft => {
  const { ahead, ...seat } = draft.seat
  if (ahead === undefined) return draft
  const told: Draft = { ...draft, seat }
  if (!mayCome(draft, ahead.question)) return told
  const { position, pending, paused } = seat
  if (position.at !== 'question' || position.question !== ahead.question || pending !== null || paused) return draft
  const stop = stopFor(draft, ahead.question)
  if (stop === undefined) return told
  const asked = askIfMeant({ ...told, pressed: null }, stop, ahead.answer, 'near_miss', [{ key: 'turn.told_ahead' }])
  return { ...asked, pressed: draft.pressed }
}

/** «Da er det 87 totalt og 11 enslige», where the part is asked for: the whole before it is asked about, and the part is told ahead. */
export const wholeInstead = (draft: Draft, stop: Stop, last: Stop, text: string): Draft | undefined => {
  const place = hearing(draft, stop)
  if (place.whole === undefined || !asks(last.question, 'figure')) return undefined
  const total = totalTold(text)
  if (total === undefined || total.value === place.whole) return undefined
  const part = answerWith(stop, understand(total.rest, place))
  const ahead = part === undefined ? {} : { ahead: { question: stop.question.id, answer: part } }
  return askIfMeant(withSeat(draft, ahead), last, figureOf(last.question, total.value), 'earlier')
}

/** «Nei, 0 år er feil, det skulle vere 11. Og vi har ikkje busett nokon»: after an answer that is put right comes one to the open question. */
export const withAnswerBeside = (draft: Draft, stop: Stop, text: string): Draft => {
  const { pending } = draft.seat
  const isElse = pending?.type === 'confirm' && pending.question !== stop.question.id
  const last = isElse && !asks(stop.question, 'words', 'rows') ? sentencesIn(text).slice(1).at(-1) : undefined
  if (last === undefined || stop.entry !== undefined) return draft
  const { act, content } = hear(last, hearing(draft, stop))
  const answer = act === 'answer' ? answerWith(stop, content) : undefined
  return answer === undefined || same(answer, pending?.type === 'confirm' ? pending.answer : undefined)
    ? draft
    : withSeat(draft, { ahead: { question: stop.question.id, answer } })
}
