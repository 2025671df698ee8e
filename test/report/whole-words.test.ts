/** «Flere» and «færre» of all who answered and of the panel stand in drawn reports where something changed, and nowhere else. */

import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../src/cli/demo/random.ts'
import type { Unit } from '../../src/questionnaire/wave.ts'
import { drawnSince, type Twice, wordsOfWhole } from '../support/drawn-waves.ts'
import { sample } from '../support/sample.ts'

/** As many as municipalities and districts of Oslo. */
const units: Unit[] = Array.from({ length: 372 }, (_, i) => ({
  ...{ id: `${1000 + i}`, kind: 'kommune', name: `${i}`, county: 'F', centrality: null },
  ...{ imdiRegion: 'Nord', population: 1000, language: 'nb' },
}))

/** Question → how many in a hundred say yes, and how many of a hundred change to yes and as many from it. */
const QUESTIONS = Array.from({ length: 20 }, (_, i) => ({
  id: `q${i}`,
  yes: [3, 8, 20, 35, 50][i % 5] ?? 0,
  turned: [1, 3, 8, 15][i % 4] ?? 0,
}))

/** As many turn to yes as from it, whoever they are; of the planted, every fourth who said no now says yes. */
const drawnPopulation = (random: () => number, planted: readonly string[]): Map<string, Twice[]> =>
  new Map(
    QUESTIONS.map(({ id, yes, turned }) => {
      const of = (percent: number) => Math.round((units.length * percent) / 100)
      const turns = Math.min(of(turned), of(yes))
      const order = [...sample(random, units.length, units.length)]
      const twice: Twice[] = units.map(() => ({ before: false, now: false }))
      for (const [rank, unit] of order.entries()) {
        const before = rank < of(yes)
        const now = before ? rank >= turns : rank < of(yes) + turns
        twice[unit] = { before, now: now || (planted.includes(id) && rank % 4 === 0) }
      }
      return [id, twice]
    }),
  )

const reportOf = (random: () => number, planted: readonly string[] = []) =>
  wordsOfWhole(drawnSince({ units, said: drawnPopulation(random, planted), answering: 0.75, random }))

const DRAWS = 40

describe(`${DRAWS} drawn reports of 20 questions, shares from 3 to 50 per cent`, () => {
  test('in which nothing changed: at most one in twenty tells of a change', () => {
    const random = randomFrom(11).next
    let wrong = 0
    for (let i = 0; i < DRAWS; i += 1) if (reportOf(random).length > 0) wrong += 1
    expect(wrong).toBeLessThanOrEqual(DRAWS / 20)
  })

  test('in which three questions changed: told of them, for all and for the panel, and of no other', () => {
    const random = randomFrom(12).next
    const planted = ['q2', 'q3', 'q14']
    let found = 0
    let elsewhere = 0
    for (let i = 0; i < DRAWS; i += 1) {
      const words = reportOf(random, planted)
      found += planted.flatMap((id) =>
        ['all', 'panel'].filter((whom) => words.includes(`${id} ja ${whom} more`)),
      ).length
      if (words.some((one) => !planted.includes(one.split(' ')[0] ?? '') || / ja .* fewer$/u.test(one))) elsewhere += 1
    }
    expect(found).toBeGreaterThan(0.8 * DRAWS * planted.length * 2)
    expect(elsewhere).toBeLessThanOrEqual(DRAWS / 20)
  })
})
