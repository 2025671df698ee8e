/** Decides what every answering unit says, question by question, so that the whole set shows what it is to show. */
import { firingCheck, withAnswer } from '../../engine/checks.ts'
import type { Stop } from '../../engine/route.ts'
import { counted, route } from '../../engine/route.ts'
import type { Entry } from '../../engine/types.ts'
import type { Asked, Question, Questionnaire } from '../../questionnaire/schema.ts'
import type { Unit } from '../../questionnaire/wave.ts'
import { amountFor, textFor } from './free-values.ts'
import type { Given, Seat } from './given.ts'
import { planMatrix, planMultiple, planSingle } from './plan-choices.ts'
import type { Random } from './random.ts'
import type { Targets } from './targets.ts'

/** Unit id → question id → what it gives. */
export type Plan = Map<string, Record<string, Given>>

const entryOf = (given: Given): Entry => ({ r: 1, by: 0, at: 0, ...given })

/** Amounts that set off a check are drawn anew; after this many tries the question is passed over. */
const tries = 30

const planAmount = (question: Asked, { unit, stop, entries }: Seat, random: Random): Given => {
  for (let i = 0; i < tries; i += 1) {
    const answer = amountFor(question, unit, random)
    if (answer === null) break
    const now = withAnswer(counted(route1(entries, stop)), question.id, answer)
    if (firingCheck(question, now, unit) === undefined) return { answer }
  }
  return { missing: 'skipped' }
}

/** The entries as stops, which is all that `counted` reads. */
const route1 = (entries: Record<string, Entry>, stop: Stop): Stop[] =>
  Object.entries(entries).map(([id, entry]) => ({ ...stop, question: { ...stop.question, id }, entry }))

const planQuestion = (question: Question, seats: readonly Seat[], targets: Targets, random: Random): Given[] => {
  const wanted = targets[question.id] ?? {}
  switch (question.kind) {
    case 'info':
      return []
    case 'single':
      return planSingle(question, seats, wanted, random)
    case 'multiple':
      return planMultiple(question, seats, wanted, random)
    case 'matrix':
      return planMatrix(question, seats, wanted, random)
    case 'short_text':
    case 'long_text':
      return seats.map(() => textFor(question, random))
    default:
      return seats.map((seat) => planAmount(question, seat, random))
  }
}

/** The answers of these units to one part, along the route that each unit's own answers open. */
export const planAnswers = (
  questionnaire: Questionnaire,
  units: readonly Unit[],
  targets: Targets,
  random: Random,
): Plan => {
  const entries = new Map(units.map((unit) => [unit.id, {} as Record<string, Entry>]))
  const plan: Plan = new Map(units.map((unit) => [unit.id, {}]))
  for (const question of questionnaire.sections.flatMap((s) => s.questions)) {
    const seats = units.flatMap((unit): Seat[] => {
      const own = entries.get(unit.id) ?? {}
      const stop = route(questionnaire, unit, own).find((s) => s.question.id === question.id)
      return stop === undefined ? [] : [{ unit, entries: own, stop }]
    })
    const given = planQuestion(question, seats, targets, random)
    for (const [i, { unit, entries: own }] of seats.entries()) {
      const one = given[i]
      if (one === undefined) continue
      own[question.id] = entryOf(one)
      const planned = plan.get(unit.id)
      if (planned) planned[question.id] = one
    }
  }
  return plan
}
