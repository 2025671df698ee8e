/** A generated answer set: planned to show the targets, answered through the bot's own engine. */

import type { State } from '../../engine/draft.ts'
import { newSeat, newSession, type Session, type World } from '../../engine/session.ts'
import { step } from '../../engine/step.ts'
import type { Questionnaire } from '../../questionnaire/schema.ts'
import { DAY_MS, languageOfUnit, type Unit, type Wave } from '../../questionnaire/wave.ts'
import { sessionIdOf } from '../../register/ids.ts'
import type { DemoShares } from '../../report/demo-shares.ts'
import { buildSubmission, type SubmissionDocument } from '../../results/submission.ts'
import { planAnswers } from './plan.ts'
import { pressFor } from './press.ts'
import { type Drawn, type Random, randomFrom } from './random.ts'

type DemoInput = {
  wave: Wave
  questionnaires: readonly Questionnaire[]
  units: readonly Unit[]
  /** How many units answer; at most all. */
  count: number
  seed: number
  targets: DemoShares
  /** ms since 1970 UTC: the answers arrive between the two. */
  opensAt: number
  closesAt: number
}

const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(random.next() * 16).toString(16)).join('')

const uuid = (random: Random): string =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`

type One = { input: DemoInput; questionnaire: Questionnaire; unit: Unit; given: Record<string, Drawn>; random: Random }

const submissionOf = ({ input, questionnaire, unit, given, random }: One): SubmissionDocument => {
  const { wave, opensAt, closesAt } = input
  const language = languageOfUnit(unit)
  // The last day is kept free, so that nobody is still answering when the survey closes.
  const now = Math.round(opensAt + (closesAt - opensAt - DAY_MS) * random.next())
  const world: World = { questionnaire, wave, opensAt, closesAt, unit, now, newId: uuid(random) }
  const { session } = play(world, sessionIdOf(wave.id, unit.id, questionnaire.part), language, given)
  return buildSubmission({ questionnaire, unit, session, language, completeness: 'complete' })
}

const forPart = (input: DemoInput, questionnaire: Questionnaire, answering: readonly Answering[], random: Random) => {
  const units = answering.filter((a) => a.parts.includes(questionnaire.part)).map((a) => a.unit)
  const plan = planAnswers(questionnaire, units, input.targets, random)
  return units.map((unit) => submissionOf({ input, questionnaire, unit, given: plan.get(unit.id) ?? {}, random }))
}

/** The submissions of `count` units, the same for the same seed. */
export const generateSubmissions = (input: DemoInput): SubmissionDocument[] => {
  const random = randomFrom(input.seed)
  const parts = input.questionnaires.map((q) => q.part)
  const answering = chooseUnits(input.units, parts, input.count, random)
  return input.questionnaires.flatMap((questionnaire) => forPart(input, questionnaire, answering, random))
}

// Plays a planned respondent through the bot's own engine, button by button, until the part is sent in.

type Played = { session: Session; submission: { id: string; revision: number } }

/** One press per question, opening, review and two for sending in: more than this and the conversation is stuck. */
const maxTurns = 300

/**
 * The session as sent in. Throws when the engine does not let the planned answers through, naming the question: that
 * is a fault in the plan.
 */
const play = (
  world: World,
  sessionId: string,
  language: 'nb' | 'nn',
  given: Readonly<Record<string, Drawn>>,
): Played => {
  const { questionnaire, unit } = world
  const about = {
    id: sessionId,
    wave: questionnaire.wave,
    unitId: unit.id,
    part: questionnaire.part,
    version: questionnaire.version,
  }
  let state: State = { session: newSession(about), seat: newSeat({ sessionId, personId: 'demo', language }) }
  for (let turn = 0; turn < maxTurns; turn += 1) {
    const card = pressFor(world, state, ({ question }) => given[question.id])
    // Half a minute a question.
    const outcome = step({ ...world, now: world.now + turn * 30_000 }, state, { type: 'card', card, trigger: 'manual' })
    if (outcome.submitted !== undefined) return { session: outcome.session, submission: outcome.submitted }
    state = { session: outcome.session, seat: outcome.seat }
  }
  throw new Error(
    `the generated answers of ${unit.id} do not get through ${questionnaire.part}: ${JSON.stringify(state.seat.position)}`,
  )
}

// Who answers in a generated set.

type Answering = { unit: Unit; parts: readonly string[] }

/** Of those who answer at all: both parts, only the first, only the second. Invented. */
const partShares = { both: 0.86, first: 0.05 }

/** Large units answer a little more often than small ones. Invented, as is the rest. */
const inclination = (unit: Unit, random: Random): number => random.next() ** (unit.population > 5000 ? 0.8 : 1.1)

/**
 * `count` units (at most all) and the parts each of them answers. When every unit answers, it answers every part.
 */
const chooseUnits = (units: readonly Unit[], parts: readonly string[], count: number, random: Random): Answering[] => {
  const chosen = [...units]
    .map((unit) => ({ unit, at: inclination(unit, random) }))
    .sort((a, b) => b.at - a.at)
    .slice(0, count)
    .map(({ unit }) => unit)
  const [first = '', ...others] = parts
  return chosen.map((unit) => {
    const x = random.next()
    if (count >= units.length || x < partShares.both) return { unit, parts }
    return { unit, parts: x < partShares.both + partShares.first ? [first] : others }
  })
}
