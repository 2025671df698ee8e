/**
 * How many were asked a follow-up question tells what they said before: where it is nobody of a group, or everybody, all of
 * them have said it. Such a number is hidden, with what would let one work it out.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Questionnaire, questionnaire } from '../../src/questionnaire/schema.ts'
import type { Unit } from '../../src/questionnaire/wave.ts'
import { countedQuestions, inBase, itemsOf, routesOf, saidOf } from '../../src/report/count.ts'
import { groupsOf } from '../../src/report/groups.ts'
import { type Answered, isSuppressed, type Measured, type Report } from '../../src/report/model.ts'
import type { SubmittedAnswer } from '../../src/results/submission.ts'
import { solvedSets } from '../support/solvable.ts'
import { generated, questionnaires, reportOf, units, wave } from '../support/survey-2018.ts'

const both = (text: string) => ({ nb: text, nn: text })
const choices = (...ids: string[]) => ids.map((id) => ({ id, text: both(id) }))
/** A question, a follow-up to its «ja», one to the follow-up's «a», and one that a section's condition spares. */
const small: Questionnaire = questionnaire.parse({
  schema: 'kommunedialog.questionnaire.v1',
  ...{ wave: wave.id, part: 'raadmann', version: 1, title: both('x'), intro: both('x'), minutes: 1 },
  sections: [
    {
      id: 'one',
      title: both('x'),
      questions: [
        { id: 'q', kind: 'single', text: both('q'), choices: choices('ja', 'nei') },
        { id: 'f', kind: 'single', text: both('f'), choices: choices('a', 'b'), when: { question: 'q', is: 'ja' } },
        { id: 'g', kind: 'single', text: both('g'), choices: choices('c', 'd'), when: { question: 'f', is: 'a' } },
      ],
    },
    {
      id: 'two',
      title: both('x'),
      when: { question: 'q', is: 'nei' },
      questions: [{ id: 'h', kind: 'single', text: both('h'), choices: choices('e', 'i') }],
    },
  ],
})

type Given = { county: number; size: number; q: 'ja' | 'nei' | null; f: 'a' | 'b' | null; other: 0 | 1 | null }
const unitsOf = (given: readonly Given[]): Unit[] =>
  given.map(({ county, size }, i) => ({
    ...{ id: `${1000 + i}`, kind: 'kommune', name: `${i}`, county: `F${county}`, language: 'nb' },
    ...{ population: size * 10_000 + 1, imdiRegion: county < 2 ? 'Vest' : 'Øst', centrality: null },
  }))
const submissionsOf = (given: readonly Given[]): Answered[] =>
  given.map(({ q, f, other }, i) => {
    const said: Record<string, string | null | undefined> = {
      q,
      f: q === 'ja' ? f : undefined,
      g: q === 'ja' && f === 'a' ? (other === null ? null : ['c', 'd'][other]) : undefined,
      h: q === 'nei' ? (other === null ? null : ['e', 'i'][other]) : undefined,
    }
    const answers = Object.entries(said).flatMap(([id, value]) =>
      typeof value === 'string' ? [[id, { kind: 'single', value } satisfies SubmittedAnswer] as const] : [],
    )
    const missing = Object.entries(said).flatMap(([id, value]) =>
      typeof value === 'string' ? [] : [[id, value === null ? 'dont_know' : 'not_asked'] as const],
    )
    return {
      ...{ submissionId: `s${i}`, revision: 1, complete: true, part: 'raadmann', unit: { id: `${1000 + i}` } },
      ...{ submittedAt: '2018-11-01T10:00:00Z', answers: Object.fromEntries(answers) },
      missing: Object.fromEntries(missing),
    }
  })
const smallWave = {
  ...wave,
  parts: { raadmann: { version: 1, title: both('x') } },
  groups: [{ by: 'region' as const }, { by: 'county' as const }, { by: 'population' as const }],
}
const reported = (given: readonly Given[]): Report =>
  reportOf(submissionsOf(given), {
    ...{ wave: smallWave, questionnaires: [small], units: unitsOf(given) },
    plan: { schema: 'kommunedialog.report-plan.v1', themes: [], findings: [], sums: [] },
  }).report

/** All that is told of who is in the base: the whole and each group that is shown. */
const toldOf = (measured: Measured, submitted: readonly string[], groups: ReturnType<typeof groupsOf>): string[][] => [
  ...(isSuppressed(measured) ? [] : [[...submitted]]),
  ...groups.flatMap((g) => {
    const cell = measured.breakdowns[g.dimension]?.[g.id]
    return cell === undefined || isSuppressed(cell) ? [] : [submitted.filter((id) => g.unitIds.has(id))]
  }),
]

/** Item by item: groups shown of which nobody or everybody is in the base, and hidden ones that can be worked out. */
const leaks = (report: Report, asked: readonly Questionnaire[], of: readonly Unit[], all: readonly Answered[]) =>
  asked.flatMap((part) => {
    const routes = routesOf(part)
    const groups = groupsOf(smallWave, of)
    const submissions = all.filter((s) => s.part === part.part)
    const submitted = submissions.map((s) => s.unit.id)
    const sets = [submitted, ...groups.map((g) => submitted.filter((id) => g.unitIds.has(id)))]
    const apart = sets.flatMap((a) =>
      sets.flatMap((b) => [a.filter((id) => !b.includes(id)), a.filter((id) => b.includes(id))]),
    )
    return countedQuestions(part)
      .flatMap((question) => itemsOf(question, part.part))
      .filter((item) => item.row === undefined && routes.has(item.question))
      .flatMap((item): string[] => {
        const variable = report.variables[item.question]
        if (variable === undefined) throw new Error(item.question)
        const inIt = new Set(submissions.flatMap((s) => (inBase(item, saidOf(item, s)) ? [s.unit.id] : [])))
        const isAlike = (ids: readonly string[]) =>
          ids.length > 0 && (ids.every((id) => inIt.has(id)) || ids.every((id) => !inIt.has(id)))
        const told = toldOf(variable, submitted, groups)
        const before = (routes.get(item.question) ?? []).flatMap((id) => {
          const other = report.variables[id]
          return other === undefined ? [] : toldOf(other, submitted, groups)
        })
        const alike = [...new Map(apart.filter(isAlike).map((ids) => [ids.join(), ids])).values()]
        // What the question before shows of itself is shown there.
        const hidden = alike.filter((ids) => solvedSets(before, [ids]).length === 0)
        return [
          ...told
            .filter((ids) => isAlike(ids) && solvedSets(before, [ids]).length === 0)
            .map((ids) => `${item.question}: told of ${ids.join()}`),
          ...solvedSets([...told, ...before], hidden).map((ids) => `${item.question}: worked out for ${ids.join()}`),
        ]
      })
  })

const given = (county: number, n: number, over: Partial<Given>): Given[] =>
  Array.from({ length: n }, (_, i) => ({
    ...{ county, size: i % 3, q: i % 2 === 0 ? 'ja' : 'nei', f: i % 4 === 0 ? 'a' : 'b', other: i % 3 === 0 ? 0 : 1 },
    ...over,
  }))
const county = (report: Report, id: string, name: string) => report.variables[id]?.breakdowns.county?.[name]

describe('a county where all have said the same before', () => {
  it.each<[string, Partial<Given>, string]>([
    ['nobody was asked the follow-up', { q: 'nei', other: 0 }, 'f'],
    ['nobody was asked what follows on it', { q: 'ja', f: 'b' }, 'g'],
    ['everybody answered the follow-up', { q: 'ja', f: 'a' }, 'f'],
    ['a section was not for them', { q: 'ja', f: 'a' }, 'h'],
    ['a section was for all of them', { q: 'nei', other: 0 }, 'h'],
  ])('%s: hidden, and another county with it', (_, over, question) => {
    const report = reported([...given(0, 24, {}), ...given(1, 24, over), ...given(2, 24, {}), ...given(3, 28, {})])
    expect(county(report, question, 'F1')).toEqual({ suppressed: true })
    expect(county(report, question, 'F0')).toEqual({ suppressed: true })
    expect(county(report, question, 'F2')).not.toEqual({ suppressed: true })
  })

  it('is shown where the table of the question before shows it anyway', () => {
    const report = reported([...given(0, 24, {}), ...given(1, 24, { q: null }), ...given(2, 24, {})])
    expect(county(report, 'q', 'F1')).toMatchObject({ n: 0 })
    expect(county(report, 'f', 'F1')).toMatchObject({ n: 0 })
  })

  it('is shown at the questions that everybody is asked, and at those of another route', () => {
    const mixed = given(1, 12, {}).map((one, i) => ({ ...one, q: i < 6 ? 'ja' : 'nei', f: 'b' }) as Given)
    const report = reported([...given(0, 12, {}), ...mixed, ...given(2, 12, {})])
    expect(county(report, 'g', 'F1')).toEqual({ suppressed: true })
    for (const id of ['q', 'h']) expect(county(report, id, 'F1'), id).not.toEqual({ suppressed: true })
  })
})

it('nothing that is shown tells of a group that all in it were asked, or nobody, in any small wave', () => {
  const one = fc.record({
    county: fc.nat(3),
    size: fc.nat(2),
    q: fc.constantFrom<Given['q']>('ja', 'ja', 'nei', null),
    f: fc.constantFrom<Given['f']>('a', 'b', 'b', null),
    other: fc.constantFrom<Given['other']>(0, 1, null),
  })
  fc.assert(
    fc.property(fc.array(one, { minLength: 20, maxLength: 60 }), (all) => {
      expect(leaks(reported(all), [small], unitsOf(all), submissionsOf(all))).toEqual([])
    }),
    { numRuns: 40 },
  )
})

it('nor does the report of 2018', () => {
  const submissions = generated(437, 11)
  const { report } = reportOf(submissions)
  expect(questionnaires.flatMap((part) => [...routesOf(part).keys()]).length).toBeGreaterThan(10)
  const shown = questionnaires.flatMap((part) => {
    const submitted = submissions.filter((s) => s.part === part.part).map((s) => s.unit.id)
    return [...routesOf(part).keys()].flatMap((id) => {
      const variable = report.variables[id]
      if (variable === undefined) return []
      return groupsOf(wave, units).flatMap((g) => {
        const cell = variable.breakdowns[g.dimension]?.[g.id]
        const asked = submitted.filter((unit) => g.unitIds.has(unit)).length
        const by = routesOf(part).get(id) ?? []
        const before = report.variables[by.length === 1 ? (by[0] ?? '') : '']?.breakdowns[g.dimension]?.[g.id]
        const isKnown = before !== undefined && !isSuppressed(before)
        if (cell === undefined || isSuppressed(cell) || asked === 0 || isKnown) return []
        return [{ id, g: g.id, n: cell.n, asked }]
      })
    })
  })
  expect(shown.length).toBeGreaterThan(20)
  expect(shown.filter(({ n, asked }) => n === 0 || n === asked)).toEqual([])
})
