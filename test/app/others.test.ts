/** «Slik svarte andre»: the numbers of the report after closing, and no others. */

import { expect, test } from 'vitest'
import type { Comparing } from '../../src/app/service.ts'
import type { ReleaseBook } from '../../src/app/submissions/publish.ts'
import { otherAnswers, SETTLED_AFTER_MS } from '../../src/app/together/comparison.ts'
import { othersPanel } from '../../src/app/together/others.ts'
import { cardOf, LARGEST_CARD_BYTES } from '../../src/edge/teams/cards/card.ts'
import type { Release } from '../../src/report/measure.ts'
import { isSuppressed } from '../../src/report/model.ts'
import { plainOf } from '../../src/wording/view.ts'
import {
  closesAt,
  folder,
  generated,
  opensAt,
  plan,
  questionnaires,
  reportOf,
  units,
  wave,
} from '../support/survey-2018.ts'

const survey = {
  folder,
  ...{ wave, opensAt, closesAt },
  units: new Map(units.map((unit) => [unit.id, unit])),
  questionnaires: new Map(questionnaires.map((each) => [each.part, new Map([[each.version, each]])])),
}
const submissions = generated(120, 5)
const settled = closesAt + SETTLED_AFTER_MS

/** What processes know of each other's releases. */
const bookOf = (kept: Release[] = []): ReleaseBook => ({
  releases: async () => [...kept],
  keep: async (release, number) => number === kept.length + 1 && kept.push(release) === number,
})

type Waiting = { sessionId: string; key: string }[]
/** A store that counts how often it is read. */
const store = (documents: unknown[], waiting: Waiting = [], releases = bookOf()) => {
  const clock = { at: settled, reads: 0, waiting, documents }
  const others = otherAnswers({
    survey,
    now: () => clock.at,
    releases,
    progress: { undelivered: async () => clock.waiting, readSession: async () => null },
    results: {
      async *latest() {
        clock.reads += 1
        yield* clock.documents
      },
    },
  })
  return { clock, others }
}
const numbersOf = async (others: ReturnType<typeof otherAnswers>): Promise<Comparing> => {
  const numbers = await others.numbers()
  if (numbers === null) throw new Error('no numbers')
  return numbers
}
const unitOf = (id: string | undefined) => {
  const unit = units.find((u) => u.id === id)
  if (unit === undefined) throw new Error(`no unit ${id}`)
  return unit
}
const part = questionnaires.find((q) => q.sections.some((s) => s.questions.some(({ id }) => id === 'resultatmaal')))
if (part === undefined) throw new Error('no part')
const silent = units.find((u) => !submissions.some((s) => s.unit.id === u.id))

test('has no numbers until the survey has been closed for a while and everything is delivered', async () => {
  const { clock, others } = store(submissions, [{ sessionId: 's', key: 'k' }])
  clock.at = closesAt - 1
  expect(await others.numbers()).toBeNull()
  clock.at = settled
  expect(await others.numbers()).toBeNull()
  clock.waiting = []
  expect((await numbersOf(others)).report.status).toBe('final')
})

test('has the numbers of the report, reads the store once for all who ask, and again after ten minutes', async () => {
  const { clock, others } = store(submissions)
  const [first, second] = await Promise.all([numbersOf(others), numbersOf(others)])
  expect(second).toBe(first)
  expect(first.report.variables).toEqual(
    Object.fromEntries(
      Object.entries(reportOf(submissions, { plan: { ...plan, sums: [] } }).report.variables).map(([id, variable]) => [
        id,
        { ...variable, trend: [] },
      ]),
    ),
  )
  expect([clock.reads, others.areAtHand()]).toEqual([1, true])
  clock.at += 10 * 60_000
  expect(others.areAtHand()).toBe(false)
  expect((await numbersOf(others)).report).toBe(first.report)
  expect(clock.reads).toBe(2)
})

test('of two processes the second hides what would show which unit has answered otherwise since', async () => {
  const releases = bookOf()
  const hidden = async (documents: unknown[]) => {
    const { report } = await numbersOf(store(documents, [], releases).others)
    const { resultatmaal, imdi_kontakt } = report.variables
    return [resultatmaal, imdi_kontakt].map((variable) => variable !== undefined && isSuppressed(variable))
  }
  expect(await hidden(submissions)).toEqual([false, false])
  expect(await hidden(submissions)).toEqual([false, false])
  const one = submissions.find((s) => s.answers.resultatmaal?.kind === 'single')
  const { resultatmaal: _, ...answers } = one?.answers ?? {}
  const changed = { ...one, revision: 2, answers, missing: { ...one?.missing, resultatmaal: 'dont_know' } }
  expect(await hidden(submissions.map((s) => (s === one ? changed : s)))).toEqual([true, false])
  expect(await releases.releases(wave.id)).toHaveLength(2)
})

test.each(['nb', 'nn'] as const)(
  'in %s, every page fits a card and no hidden number stands in it',
  async (language) => {
    const numbers = await numbersOf(store(submissions).others)
    for (const unit of [unitOf(submissions[0]?.unit.id), unitOf(silent?.id)]) {
      for (const page of part.sections.keys()) {
        const about = { language, unit, questionnaire: part, sessionId: 's', page }
        const panel = othersPanel(about, numbers)
        expect(Buffer.byteLength(JSON.stringify(cardOf(panel)))).toBeLessThan(LARGEST_CARD_BYTES)
        expect(plainOf(panel)).not.toMatch(/undefined|\{\{/u)
      }
    }
  },
)

test('shows the own answer beside country, county and size, hidden where the report hides it', async () => {
  const numbers = await numbersOf(store(submissions).others)
  const measured = numbers.report.variables.resultatmaal
  if (measured === undefined || isSuppressed(measured)) throw new Error('no numbers')
  const answered = submissions.filter((s) => s.part === part.part && s.answers.resultatmaal?.kind === 'single')
  const shown = (hidden: 'hidden' | 'shown') => {
    const one = answered.find((s) => {
      const cell = measured.breakdowns.county?.[unitOf(s.unit.id).county]
      return (cell === undefined || isSuppressed(cell)) === (hidden === 'hidden')
    })
    const unit = unitOf(one?.unit.id)
    const about = { language: 'nb' as const, unit, questionnaire: part, sessionId: 's' }
    const pages = [...part.sections.keys()].map((page) => plainOf(othersPanel({ ...about, page }, numbers)))
    const answer = one?.answers.resultatmaal
    return { unit, text: pages.join('\n'), share: answer?.kind === 'single' ? measured.shares[answer.value] : null }
  }
  const open = shown('shown')
  expect(open.text).toMatch(new RegExp(`Hele landet ${open.share} %, ${open.unit.county} \\d+ %`, 'u'))
  const closed = shown('hidden')
  expect(closed.text).toContain(`Hele landet ${closed.share} %, ${closed.unit.county} skjult`)
})

test('shows a colleague with one section that section only', async () => {
  const numbers = await numbersOf(store(submissions).others)
  const unit = unitOf(submissions[0]?.unit.id)
  const section = part.sections.find((s) => s.questions.some((q) => q.id === 'resultatmaal'))
  const about = { language: 'nb' as const, unit, questionnaire: part, sessionId: 's', page: 7 }
  const panel = othersPanel({ ...about, sections: [section?.id ?? ''] }, numbers)
  expect(plainOf(panel)).toContain('1 av 1')
  expect(plainOf(panel)).toContain(section?.title.nb)
  expect(panel.actions).toEqual([])
})
