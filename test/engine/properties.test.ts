import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holds } from '../../src/engine/conditions.ts'
import { counted, isSettled, next, position, route, setAside } from '../../src/engine/route.ts'
import type { Entry } from '../../src/engine/session.ts'
import { accept } from '../../src/kinds/index.ts'
import { loadQuestionnaire } from '../../src/questionnaire/check.ts'
import { draftOf } from '../../src/questionnaire/checks/draft.ts'
import { canHold } from '../../src/questionnaire/checks/reach.ts'
import type { Condition } from '../../src/questionnaire/condition.ts'
import { entryTo } from './arbitrary.ts'
import { halden, nordstrand } from './build.ts'

const file = new URL('../questionnaire/technical/teknisk.v1.yaml', import.meta.url)
const loaded = loadQuestionnaire('teknisk.v1.yaml', readFileSync(file, 'utf8'))
if ('faults' in loaded) throw new Error(JSON.stringify(loaded.faults))
const { questionnaire } = loaded
const questions = questionnaire.sections.flatMap((section) => section.questions)
const draft = draftOf(questionnaire)

const unit = fc.constantFrom(halden, nordstrand, {
  ...halden,
  population: 900,
  language: 'nn' as const,
  county: 'Hordaland',
  centrality: 0,
})
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const some: fc.Arbitrary<Record<string, Entry>> = fc
  .tuple(
    ...questions.map((question) =>
      maybe(entryTo(question)).map((entry): [string, Entry | undefined] => [question.id, entry]),
    ),
  )
  .map((pairs) => Object.fromEntries(pairs.flatMap(([id, entry]) => (entry === undefined ? [] : [[id, entry]]))))

const conditions: Condition[] = [
  ...questionnaire.sections.flatMap((section) => section.when ?? []),
  ...questions.flatMap((question) => question.when ?? []),
]

const runs = { numRuns: 150 }

test('whatever is answered, going on reaches the review', () => {
  fc.assert(
    fc.property(unit, fc.tuple(...questions.map(entryTo)), some, (where, answers, start) => {
      const entries = { ...start }
      for (let asked = 0; asked <= questions.length; asked += 1) {
        const stop = next(questionnaire, route(questionnaire, where, entries))
        if (stop === undefined) return
        const answer = answers[questions.indexOf(stop.question)]
        const fits = answer?.answer === undefined || 'ok' in accept(stop.question, answer.answer, stop)
        entries[stop.question.id] = fits && answer !== undefined ? answer : { r: 1, by: 0, at: 1, missing: 'skipped' }
      }
      throw new Error('the review was not reached')
    }),
    runs,
  )
})

test('every question on the route applies, and those that are not settled are no more than there are', () => {
  fc.assert(
    fc.property(unit, some, (where, entries) => {
      const stops = route(questionnaire, where, entries)
      const counting = counted(stops)
      for (const { section, question } of stops) {
        expect(section.when === undefined || holds(section.when, counting, where)).toBe(true)
        expect(question.when === undefined || holds(question.when, counting, where)).toBe(true)
      }
      const at = stops[0] && position(stops, stops[0].question.id)
      expect(at?.answered).toBeLessThanOrEqual(at?.of ?? 0)
    }),
    runs,
  )
})

test('every answer either counts or is set aside', () => {
  fc.assert(
    fc.property(unit, some, (where, entries) => {
      const stops = route(questionnaire, where, entries)
      const counts = stops
        .filter((stop) => isSettled(stop.entry) || stop.entry?.partial)
        .map((stop) => stop.question.id)
      const aside = setAside(stops, entries)
      const given = Object.keys(entries).filter((id) => entries[id]?.read === undefined)
      const expected = [...counts.filter((id) => given.includes(id)), ...aside].sort()
      expect(expected).toEqual(given.sort())
    }),
    runs,
  )
})

describe('the reachability check never calls impossible what happens', () => {
  const wanted = fc.array(fc.constantFrom(...conditions), { minLength: 1, maxLength: 5 })

  test('conditions of the technical questionnaire, turned as they are', () => {
    fc.assert(
      fc.property(unit, some, wanted, (where, entries, picked) => {
        const counting = counted(route(questionnaire, where, entries))
        const said = picked.map(
          (condition): Condition => (holds(condition, counting, where) ? condition : { not: condition }),
        )
        expect(canHold(draft, said)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})
