/** A generated answer set: planned to show the targets, answered through the bot's own engine. */
import type { World } from '../../engine/types.ts'
import type { Questionnaire } from '../../questionnaire/schema.ts'
import type { Unit, Wave } from '../../questionnaire/wave.ts'
import { sessionIdOf } from '../../register/session-id.ts'
import { buildSubmission } from '../../results/submission.ts'
import type { SubmissionDocument } from '../../results/submission-schema.ts'
import type { Answering } from './choose-units.ts'
import { chooseUnits } from './choose-units.ts'
import type { Given } from './given.ts'
import { planAnswers } from './plan-answers.ts'
import { play } from './play.ts'
import type { Random } from './random.ts'
import { randomFrom } from './random.ts'
import type { Targets } from './targets.ts'

export type DemoInput = {
  wave: Wave
  questionnaires: readonly Questionnaire[]
  units: readonly Unit[]
  /** How many units answer; at most all. */
  count: number
  seed: number
  targets: Targets
  /** ms since 1970 UTC: the answers arrive between the two. */
  opensAt: number
  closesAt: number
}

const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(random.next() * 16).toString(16)).join('')

const uuid = (random: Random): string =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`

type One = { input: DemoInput; questionnaire: Questionnaire; unit: Unit; given: Record<string, Given>; random: Random }

const submissionOf = ({ input, questionnaire, unit, given, random }: One): SubmissionDocument => {
  const { wave, opensAt, closesAt } = input
  const language = unit.language === 'nn' ? 'nn' : 'nb'
  // The last day is kept free, so that nobody is still answering when the survey closes.
  const now = Math.round(opensAt + (closesAt - opensAt - 86_400_000) * random.next())
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
