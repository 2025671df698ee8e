/** Goes all the ways through a questionnaire that there are, as far as chance and a search find them. */

import { holds } from '../../engine/conditions.ts'
import { isSettled, problemsBeforeSubmit, route, type Stop } from '../../engine/route.ts'
import type { Entry, World } from '../../engine/session.ts'
import type { Question } from '../../questionnaire/schema.ts'
import { choicesOf, isAsked, rowsOf } from '../../questionnaire/shape.ts'
import type { Unit } from '../../questionnaire/wave.ts'
import { type Drawn, type Random, randomFrom } from '../demo/random.ts'
import { candidatesFor } from './candidates.ts'
import { type Conditional, conditionalsOf, type Of, testsOf } from './conditionals.ts'
import { type Walk, walk } from './walk.ts'

export type Simulated = {
  walks: number
  questions: number
  /** In questions asked, with the answers that conditions ask for; null: no walk was sent in. */
  shortest: Way | null
  longest: Way | null
  /** Questions that no walk came to. */
  unreached: string[]
  /** `hidden`: shown in no walk; `always`: shown in every walk that could have shown it. */
  branches: { of: Of; name: string; is: 'both' | 'hidden' | 'always' }[]
  checks: { question: string; check: string; level: 'hard' | 'soft'; fired: boolean }[]
  deadEnds: DeadEnd[]
}
export type Way = { questions: number; unit: string; answers: Told }
/** `at`: the question, or `review`. How many walks ended there, and what the first had answered. */
export type DeadEnd = { at: string; walks: number; unit: string; answers: Told }
type Told = Record<string, string>

/** `world`: without a unit. `answers`: how many random sets of answers are walked. */
export type Simulation = { world: Omit<World, 'unit'>; units: readonly Unit[]; answers: number; seed: number }

/** Tries to come to what no random walk showed. Each is some dozen microseconds. */
const SEARCHED = 3000
/** Beginnings from which the shortest and the longest way are looked for. */
const BEGINNINGS = 4
/** Random answers of so many are those that a condition asks for. */
const TOWARDS = 0.7

/** The same seed gives the same walks. */
export const simulate = ({ world, units, answers, seed }: Simulation): Simulated => {
  const { questionnaire } = world
  const all = questionnaire.sections.flatMap(({ questions }) => questions)
  const known: Known = { world, random: randomFrom(seed), tests: testsOf(questionnaire), all }
  const kinds = unlike(units, known)
  const of = (i: number): Unit => kinds[i % kinds.length] ?? raise()
  const walks = Array.from({ length: answers }, (_, i) => randomWalk(known, of(i)))
  const conditionals = conditionalsOf(questionnaire)
  for (const one of conditionals) {
    for (const want of [true, false]) {
      const isSo = ({ stops }: Walk) => one.isIn(stops) && one.isShown(stops) === want
      if (walks.some(isSo)) continue
      const found = search(known, kinds, { one, want })
      if (found !== null) walks.push(walked(known, found))
    }
  }
  const extremes = ([-1, 1] as const).map((sign) => walked(known, farthest(known, kinds, sign)))
  return summary([...walks, ...extremes], { conditionals, all, known })
}

const raise = (): never => {
  throw new Error('a wave without units cannot be simulated')
}

type Known = {
  world: Omit<World, 'unit'>
  random: Random
  tests: ReturnType<typeof testsOf>
  all: readonly Question[]
}

/** Units that some test of the unit tells apart, one of each sort, and of each kind. */
const unlike = (units: readonly Unit[], { tests }: Known): Unit[] => {
  const sorts = new Map<string, Unit>()
  for (const unit of units) {
    const key = JSON.stringify([unit.kind, ...tests.unit.map((test) => holds(test, {}, unit))])
    if (!sorts.has(key)) sorts.set(key, unit)
  }
  return [...sorts.values()]
}

const oneOf = <T>(items: readonly T[], { next }: Random): T | undefined => items[Math.floor(next() * items.length)]

/** Every unit answers at random; what is refused is given otherwise, and passed by in the end where that may be. */
const randomWalk = (known: Known, unit: Unit): Walked => walked(known, { unit, given: new Map() })

type Walked = Walk & { unit: Unit }
type Answers = { unit: Unit; given: ReadonlyMap<string, Drawn> }

const walked = ({ world, random, tests }: Known, { unit, given }: Answers): Walked => {
  const left = new Map<string, Drawn[]>()
  const found = walk({ ...world, unit }, (stop, refused) => {
    const planned = given.get(stop.question.id)
    if (refused === 0 && planned !== undefined) return planned
    if (!left.has(stop.question.id)) {
      left.set(stop.question.id, random.shuffled(candidatesFor(stop.question, stop, { tests: tests.answers, random })))
    }
    return left.get(stop.question.id)?.shift()
  })
  return { ...found, unit }
}

// A search over sets of answers, on the route alone: an answer to every question, of which those on the route count.

const entryFor = (given: Drawn): Entry => ({ r: 0, by: 0, at: 0, ...given })

const routeOf = ({ world }: Known, { unit, given }: Answers): Stop[] =>
  route(world.questionnaire, unit, Object.fromEntries([...given].map(([id, one]) => [id, entryFor(one)])))

const allOf = (question: Question) => ({
  choiceIds: choicesOf(question).map(({ id }) => id),
  rowIds: rowsOf(question).map(({ id }) => id),
})

const candidatesOf = ({ random, tests }: Known, question: Question): Drawn[] =>
  candidatesFor(question, allOf(question), { tests: tests.answers, random })

/** An answer to every question. What conditions test is answered as they ask, more often than not. */
const drawn = (known: Known, unit: Unit): Answers => {
  const { random, tests, all } = known
  const given = new Map<string, Drawn>()
  for (const question of all) {
    const candidates = candidatesOf(known, question)
    const asked = oneOf(
      tests.answers.filter((test) => test.question === question.id),
      random,
    )
    const towards =
      asked !== undefined && random.next() < TOWARDS
        ? candidates.filter((one) => holds(asked, { [question.id]: entryFor(one) }, unit))
        : []
    const one = oneOf(towards.length > 0 ? towards : candidates, random)
    if (one !== undefined) given.set(question.id, one)
  }
  return { unit, given }
}

/** Answers with which something is shown, or is not; null: none were found. */
const search = (
  known: Known,
  units: readonly Unit[],
  { one, want }: { one: Conditional; want: boolean },
): Answers | null => {
  for (let i = 0; i < SEARCHED; i += 1) {
    const set = drawn(known, units[i % units.length] ?? raise())
    const stops = routeOf(known, set)
    if (one.isIn(stops) && one.isShown(stops) === want) return set
  }
  return null
}

/** Questions asked; NaN: it cannot be sent in so. */
const lengthOf = (known: Known, set: Answers): number => {
  const stops = routeOf(known, set).filter(({ question }) => isAsked(question))
  const canBeSent = stops.every(({ entry }) => isSettled(entry)) && problemsBeforeSubmit(stops, set.unit).length === 0
  return canBeSent ? stops.length : Number.NaN
}

/** The shortest way (`sign` −1) or the longest (1): from some beginnings, one answer after another is changed as long as it helps. */
const farthest = (known: Known, units: readonly Unit[], sign: -1 | 1): Answers => {
  const tested = known.all.filter(({ id }) => known.tests.answers.some((test) => test.question === id))
  let best: { set: Answers; length: number } | null = null
  for (const unit of units) {
    for (let i = 0; i < BEGINNINGS; i += 1) {
      const found = climbed(known, drawn(known, unit), { tested, sign })
      if (best === null || Number.isNaN(best.length) || sign * found.length > sign * best.length) best = found
    }
  }
  return best?.set ?? raise()
}

const climbed = (known: Known, from: Answers, { tested, sign }: { tested: readonly Question[]; sign: -1 | 1 }) => {
  let here = { set: from, length: lengthOf(known, from) }
  for (let isBetter = true; isBetter; ) {
    isBetter = false
    for (const question of tested) {
      for (const one of candidatesOf(known, question)) {
        const set = { ...here.set, given: new Map(here.set.given).set(question.id, one) }
        const length = lengthOf(known, set)
        if (Number.isNaN(length) || (sign * length <= sign * here.length && !Number.isNaN(here.length))) continue
        here = { set, length }
        isBetter = true
      }
    }
  }
  return here
}

// What is told.

const summary = (
  walks: readonly Walked[],
  { conditionals, all, known }: { conditionals: readonly Conditional[]; all: readonly Question[]; known: Known },
): Simulated => {
  const seen = new Set(walks.flatMap((one) => [...one.seen]))
  const fired = new Set(walks.flatMap((one) => [...one.firing]))
  const isDeciding = (id: string) => known.tests.answers.some(({ question }) => question === id)
  const sent = walks.filter(({ deadEnd }) => deadEnd === null).map((one) => wayOf(one, isDeciding))
  const sorted = [...sent].sort((a, b) => a.questions - b.questions)
  return {
    walks: walks.length,
    questions: all.filter(isAsked).length,
    shortest: sorted[0] ?? null,
    longest: sorted.at(-1) ?? null,
    unreached: all.map(({ id }) => id).filter((id) => !seen.has(id)),
    branches: conditionals.map(({ of, name, isIn, isShown }) => {
      const there = walks.filter(({ stops }) => isIn(stops))
      const shown = there.filter(({ stops }) => isShown(stops)).length
      return { of, name, is: shown === 0 ? 'hidden' : shown === there.length ? 'always' : 'both' }
    }),
    checks: all.flatMap((question) =>
      (isAsked(question) ? question.checks : []).map(({ id, level }) => ({
        question: question.id,
        check: id,
        level,
        fired: fired.has(`${question.id}.${id}`),
      })),
    ),
    deadEnds: deadEndsOf(walks),
  }
}

const wayOf = ({ stops, unit }: Walked, isTold: (question: string) => boolean = () => true): Way => {
  const asked = stops.filter(({ question }) => isAsked(question))
  const answers = asked.flatMap(({ question, entry }) =>
    entry === undefined || !isTold(question.id) ? [] : [[question.id, told(entry)]],
  )
  return { questions: asked.length, unit: unit.id, answers: Object.fromEntries(answers) }
}

/** Ids and values: nothing of these is anybody's. */
const told = ({ answer, missing }: Entry): string =>
  answer === undefined
    ? (missing ?? '')
    : typeof answer.value === 'object'
      ? JSON.stringify(answer.value)
      : String(answer.value)

const deadEndsOf = (walks: readonly Walked[]): DeadEnd[] => {
  const ends = new Map<string, DeadEnd>()
  for (const one of walks) {
    if (one.deadEnd === null) continue
    const before = ends.get(one.deadEnd)
    const { unit, answers } = wayOf(one)
    ends.set(
      one.deadEnd,
      before === undefined ? { at: one.deadEnd, walks: 1, unit, answers } : { ...before, walks: before.walks + 1 },
    )
  }
  return [...ends.values()]
}
