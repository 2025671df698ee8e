/** An answer is pointed at by its number or place, wherever that is said, and is changed, added to or taken out of. */

import { type Change, numberAlone, type Pointed, pointedAt } from '../norwegian/pointed.ts'
import { understand } from '../norwegian/understand.ts'
import type { Answer } from '../questionnaire/answer.ts'
import { asks, gives, isAsked } from '../questionnaire/shape.ts'
import { answerWith, askIfMeant, askWhether } from './answering.ts'
import { changeNumber } from './commands.ts'
import { type Draft, same, withSeat } from './draft.ts'
import { hearing } from './hearing.ts'
import { askedAt, askedWhich, leadTo } from './putting-right.ts'
import { hindrance, isLookingOver, isSettled, numbered, previousTo, type Stop, stopsOf } from './route.ts'

/** `stop`: the open question. Undefined when the text points at nothing that can be changed: it is heard as usual. */
export const pointing = (draft: Draft, stop: Stop | undefined, text: string): Draft | undefined => {
  const hindered = hindrance(draft)
  if (hindered !== null && (hindered !== 'submitted' || draft.world.sections !== undefined)) return undefined
  const alone = stop === undefined ? numberAlone(text) : undefined
  if (alone !== undefined) return openedAt(draft, alone)
  const pointed = pointedAt(text)
  if (pointed === undefined) return undefined
  const at = stopAt(draft, stop, pointed)
  if (at === undefined || at === stop || (stop !== undefined && !isSettled(at.entry))) return undefined
  const answer = answerAt(draft, at, pointed)
  if (stop === undefined) return outside(draft, at, pointed, answer)
  if (asks(stop.question, 'rows') && 'place' in pointed.at) return undefined
  if (answer !== undefined && 'place' in pointed.at && !asks(stop.question, 'words'))
    return askIfMeant(draft, at, answer.answer, 'earlier')
  if (answer !== undefined) return askedAt(draft, { at, answer: answer.answer }, { to: answer.to })
  if (asks(stop.question, 'words'))
    return pointed.wrong ? askWhether(draft, stop, { kind: 'text', value: text.trim() }) : undefined
  if (!pointed.plain && answer === undefined) return pointed.change === 'replace' ? undefined : leadTo(draft, at)
  return pointed.plain && (pointed.wrong || pointed.change !== 'replace') && !asks(at.question, 'rows')
    ? leadTo(draft, at)
    : undefined
}

/** A number by itself, where the answers are looked over: that question, as after «endre». */
const openedAt = (draft: Draft, number: number): Draft | undefined => {
  const at = numbered(stopsOf(draft), number)
  if (draft.seat.pending?.type === 'change_which') return undefined
  if (draft.session.state === 'submitted') return at === undefined ? undefined : leadTo(draft, at)
  return at !== undefined && isLookingOver(draft) ? changeNumber(withSeat(draft, { pending: null }), number) : undefined
}

/** Where no question is open a figure alone may be a question's number or what stands at another: it is asked which. */
const outside = (draft: Draft, at: Stop, pointed: Pointed, answer: Said | undefined): Draft | undefined => {
  if (answer !== undefined) return askedAt(draft, { at, answer: answer.answer }, { to: answer.to })
  // «Spørsmål 14 var vanskelig» tells of it.
  if (pointed.plain && !pointed.wrong && pointed.change === 'replace') return undefined
  const holding = pointed.plain || !('number' in pointed.at) ? [] : holdingFigure(draft, pointed.at.number)
  return holding.length === 0 ? leadTo(draft, at) : askedWhich(draft, [...new Set([at, ...holding])])
}

const holdingFigure = (draft: Draft, figure: number): Stop[] =>
  stopsOf(draft).filter(({ entry }) => gives(entry?.answer, 'figure') && entry.answer.value === figure)

/** «5: legg til overtid», where a figure is asked for: what follows the number is none. */
const isRemark = ({ question }: Stop, { change, values }: Pointed): boolean =>
  (change !== 'replace' && !asks(question, 'rows')) ||
  (asks(question, 'figure') && values.every((value) => !/\d/.test(value)))

const stopAt = (draft: Draft, stop: Stop | undefined, pointed: Pointed): Stop | undefined => {
  const { at, plain } = pointed
  const stops = stopsOf(draft)
  if ('number' in at)
    return stop === undefined || plain || isRemark(stop, pointed) ? numbered(stops, at.number) : undefined
  if (at.place === 'last') return stops.findLast(({ question }) => isAsked(question))
  const before = stop === undefined ? undefined : previousTo(draft, stop.question.id)
  return before !== undefined && isSettled(before.entry) ? before : undefined
}

type Said = { answer: Answer; to: string }

/** The first of the values that is an answer there. */
const answerAt = (draft: Draft, at: Stop, { values, change }: Pointed): Said | undefined => {
  for (const to of values) {
    const answer = withSaid(draft, at, to, change)
    if (answer !== undefined) return { answer, to }
  }
  return undefined
}

/** What would stand at the question with what was said; undefined: it is no answer there, or changes nothing of it. */
export const withSaid = (draft: Draft, at: Stop, to: string, change: Change): Answer | undefined => {
  if (asks(at.question, 'words')) return undefined
  const content = understand(to, hearing(draft, at))
  // Words around the number are no choice in words of one's own.
  if (content.type === 'confirm' && 'other' in content.answer) return undefined
  const said = answerWith(at, content)
  if (said === undefined || change === 'replace') return said
  return changed(at, said, change)
}

/** The choices that stand there, with those that were said or without them; undefined: nothing is changed by it. */
export const changed = ({ entry, question }: Stop, said: Answer, change: 'add' | 'remove'): Answer | undefined => {
  const stands = entry?.answer
  if (!gives(said, 'choices')) return change === 'add' && !asks(question, 'choices') ? said : undefined
  if (!gives(stands, 'choices')) return change === 'add' ? said : undefined
  const value =
    change === 'add'
      ? [...new Set([...stands.value, ...said.value])]
      : stands.value.filter((choice) => !said.value.includes(choice))
  if (value.length === 0) return undefined
  const { other: _, ...plain } = stands
  const other = said.other ?? stands.other
  const answer: Answer = change === 'add' && other !== undefined ? { ...plain, value, other } : { ...stands, value }
  return same(answer, stands) ? undefined : answer
}
