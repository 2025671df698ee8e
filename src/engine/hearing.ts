/** What `norwegian/` needs to know of the place where a text was typed. */

import { rowsOnCard } from '../kinds/matrix.ts'
import type { Hearing, Place } from '../norwegian/meaning.ts'
import { answerTestsIn } from '../questionnaire/condition.ts'
import type { Asked, Text } from '../questionnaire/schema.ts'
import { asks, gives, hasChoices, isAsked, rowsGiven, unitOf } from '../questionnaire/shape.ts'
import type { Unit } from '../questionnaire/wave.ts'
import { withUnitWords } from '../texts/translate.ts'
import { rowAsked } from './answering.ts'
import type { Draft } from './draft.ts'
import type { Stop } from './route.ts'

/** People type the choices as they see them: «assisterende rådmann», not its placeholder. */
const asShown = (question: Asked, unit: Unit): Asked => {
  const known = shown.get(question)?.get(unit)
  if (known !== undefined) return known
  const made = inUnitWords(question, unit)
  shown.set(question, (shown.get(question) ?? new WeakMap<Unit, Asked>()).set(unit, made))
  return made
}

/** Question → unit → the question in that unit's words; what `norwegian/` has read of it can then be kept with it. */
const shown = new WeakMap<Asked, WeakMap<Unit, Asked>>()

const inUnitWords = (question: Asked, unit: Unit): Asked => {
  const said = <T extends { text: Text }>(items: T[]): T[] =>
    items.map((item) => (item.text.nb.includes('{{') ? { ...item, text: withUnitWords(item.text, unit) } : item))
  const counted = unitOf(question)
  const inUnit = counted ? { ...question, unit: withUnitWords(counted, unit) } : question
  if (asks(inUnit, 'rows')) return { ...inUnit, choices: said(inUnit.choices), rows: said(inUnit.rows) }
  return hasChoices(inUnit) ? { ...inUnit, choices: said(inUnit.choices) } : inUnit
}

/** Where the text was typed, for `norwegian/`. Without `stop` only commands, «ja» and «nei» are heard. */
export const hearing = (draft: Draft, stop: Stop | undefined): Hearing => {
  const around = { language: draft.seat.language, ...dateInOslo(draft.world.now) }
  if (stop === undefined) return { choiceIds: [], rowIds: [], ...around, ...placeOf(draft) }
  if (!isAsked(stop.question)) return { choiceIds: [], rowIds: [], ...around }
  const { choiceIds, rowIds } = stop
  const { called } = draft.world
  const question = asShown(stop.question, draft.world.unit)
  const answer = stop.entry?.answer
  const rows = rowsGiven(answer)
  const lastRow = rows && rowIds.findLast((id) => Object.hasOwn({ ...rows.value, ...rows.missing }, id))
  const correctedRow = rows && correctedOf(Object.keys(rows.value), rowIds)
  const row = rowAsked(stop)
  const whole = wholeOf(question, draft)
  return {
    question,
    choiceIds,
    rowIds,
    ...around,
    ...(called === undefined ? {} : { called: { weights: called, part: draft.world.questionnaire.part } }),
    ...(row === undefined ? {} : { row }),
    ...(whole === undefined ? {} : { whole }),
    ...(asks(question, 'rows') && question.rowsPerCard !== undefined
      ? { cardRows: rowsOnCard(question, rows, stop) }
      : {}),
    ...(rows ? { answeredRows: rows.value } : {}),
    ...(rows?.missing ? { missingRows: rows.missing } : {}),
    ...(lastRow === undefined ? {} : { lastRow }),
    ...(correctedRow === undefined ? {} : { correctedRow }),
  }
}

const placeOf = ({ seat: { pending, paused, position }, session }: Draft): { place?: Place } => {
  if (pending?.type === 'submit') return { place: 'confirm' }
  if (paused) return { place: 'paused' }
  if (position.at === 'question') return {}
  return { place: position.at === 'done' && session.state === 'submitted' ? 'receipt' : placeAt[position.at] }
}
const placeAt = { start: 'start', review: 'review', done: 'review' } as const

/** Rows stand in the order in which they were answered, so one that stands last and not lowest was answered anew. */
const correctedOf = (inOrder: readonly string[], rowIds: readonly string[]): string | undefined => {
  const last = inOrder.at(-1)
  return last !== undefined && inOrder.some((row) => rowIds.indexOf(row) > rowIds.indexOf(last)) ? last : undefined
}

const HOUR_MS = 3_600_000

/** The Norwegian year and month: when a year begins, Oslo is an hour ahead of UTC; the hour at the start of a summer month matters to nobody. */
const dateInOslo = (now: number): { year: number; month: number } => {
  const date = new Date(now + HOUR_MS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 }
}

/** The answer to the question that a check of this one says it may not be more than; undefined: there is none, or it has no figure. */
const wholeOf = (question: Asked, { session }: Draft): number | undefined => {
  if (!asks(question, 'figure')) return undefined
  const [of] = (question.checks ?? [])
    .flatMap(({ when }) => answerTestsIn(when))
    .flatMap((test) =>
      test.question === question.id && typeof test.gt === 'object' && 'question' in test.gt ? [test.gt.question] : [],
    )
  const answer = of === undefined ? undefined : session.entries[of]?.answer
  return answer !== undefined && gives(answer, 'figure') ? answer.value : undefined
}
