/** What changed between two waves is told where it was planted and nowhere else, of whom it may be told, in both forms. */

import { describe, expect, test } from 'vitest'
import { changeLines } from '../../src/report/change-lines.ts'
import type { Report, Since } from '../../src/report/model.ts'
import { buildDocument } from '../../src/report/whole-report.ts'
import { type Answers, answersOf, comparedReport } from '../support/two-waves.ts'

const since = ({ since: found }: Report): Since => {
  if (found === undefined) throw new Error('nothing is compared')
  return found
}
const itemOf = (report: Report, variable: string, row?: string) =>
  since(report).items.find((one) => one.variable === variable && one.row === row)
const measureOf = (report: Report, variable: string, measure: string, row?: string) =>
  itemOf(report, variable, row)?.measures.find((one) => one.measure === measure)
const changed = (
  answers: Answers,
  change: (cells: Record<string, string>, unit: string) => Record<string, string>,
): Answers => new Map([...answers].map(([unit, cells]) => [unit, change(cells, unit)]))
/** What the unit of the second wave was in the first; undefined: several, or part of one. */
const then = (unit: string): string | undefined => {
  if (unit > '9220' && unit <= '9240') return `90${unit.slice(2)}`
  return unit < '9201' ? unit : undefined
}
const documentOf = (made: Awaited<ReturnType<typeof comparedReport>>, language: 'nb' | 'nn') =>
  buildDocument({
    ...{ report: made.report, questionnaires: made.input.questionnaires, plan: made.input.plan, language },
    partTitles: { svar: { nb: 'Alle', nn: 'Alle' } },
  })

describe('the change that was planted', () => {
  test('is told of the figure it was planted in, for all and for the panel, and of no other', async () => {
    const { report } = await comparedReport()
    const told = since(report).items.flatMap(({ variable, row, measures }) =>
      measures.flatMap(({ measure, all, panel }) =>
        [all?.word, panel?.word].some((word) => word === 'more' || word === 'fewer')
          ? [[variable, row, measure, all?.word, panel?.word]]
          : [],
      ),
    )
    expect(told).toEqual([
      ['plan', undefined, 'ja', 'more', 'more'],
      ['plan', undefined, 'nei', 'fewer', 'fewer'],
    ])
  })

  test('in the findings, in bokmål and nynorsk', async () => {
    const { report } = await comparedReport()
    const { before } = measureOf(report, 'plan', 'ja')?.all ?? { before: Number.NaN }
    const texts = Object.fromEntries(report.findings.map(({ id, text }) => [id, text]))
    expect(texts.plan?.nb).toMatch(
      new RegExp(`har en plan\\. Det er flere enn i 2022, da det var ${before} prosent\\. Blant dem`),
    )
    expect(texts.plan?.nn).toMatch(
      new RegExp(`har ein plan\\. Det er fleire enn i 2022, då det var ${before} prosent\\. Blant dei`),
    )
    for (const id of ['kontakt', 'tiltak']) {
      expect(texts[id]?.nb).toContain('Det er om lag som i 2022, da det var')
      expect(texts[id]?.nn).toContain('Det er om lag som i 2022, då det var')
    }
  })

  test('turned round it is «færre», and taken away it is «om lag som»', async () => {
    const before = answersOf('forst')
    const again = (unit: string) => before.get(then(unit) ?? '9001')?.plan
    const now = changed(answersOf('neste'), (cells, unit) => ({ ...cells, plan: again(unit) ?? cells.plan ?? '' }))
    const same = (await comparedReport({ now })).report
    expect(measureOf(same, 'plan', 'ja')?.panel?.word).toBe('same')
    const units = [...answersOf('neste').keys()]
    const some = changed(answersOf('neste'), (cells, unit) => {
      return { ...cells, plan: units.indexOf(unit) % 12 === 0 ? 'ja' : 'nei' }
    })
    const { report } = await comparedReport({ now: some })
    expect(measureOf(report, 'plan', 'ja')?.all?.word).toBe('fewer')
    expect(report.findings.find(({ id }) => id === 'plan')?.text.nb).toContain('Det er færre enn i 2022')
  })

  test('where the panel says something else, both are told', async () => {
    // Nearly all who answer for the first time have a plan; those who answer again are as they were.
    const before = answersOf('forst')
    const isNew = (unit: string) => !before.has(then(unit) ?? '9001')
    const [one] = [...answersOf('neste').keys()].filter(isNew)
    const now = changed(answersOf('neste'), (cells, unit) => {
      if (isNew(unit)) return { ...cells, plan: unit === one ? 'nei' : 'ja' }
      return { ...cells, plan: before.get(then(unit) ?? '9001')?.plan ?? '' }
    })
    const { report } = await comparedReport({ now })
    const plan = measureOf(report, 'plan', 'ja')
    expect([plan?.all?.word, plan?.panel?.word]).toEqual(['more', 'same'])
    const text = report.findings.find(({ id }) => id === 'plan')?.text
    expect(text?.nb).toMatch(
      /Det er flere enn i 2022.*Blant dem som svarte begge gangene \(\d+\), er det om lag som før\.$/u,
    )
    expect(text?.nn).toMatch(
      /Det er fleire enn i 2022.*Blant dei som svarte begge gongene \(\d+\), er det om lag som før\.$/u,
    )
  })
})

describe('the panel', () => {
  test('has the units that are undivided, whole and of one mind; the others are counted', async () => {
    const { report } = await comparedReport()
    const { units } = since(report)
    // 158 now: 9204 and 9205 have something of a divided one.
    expect(units).toEqual({ before: 160, now: 158, both: 156, split: 2 })
    const plan = itemOf(report, 'plan')?.panel
    // 9202 (differ), 9203 (one has not answered), 9204 and 9205 (divided): fewer than five are not counted exactly.
    expect(plan).toMatchObject({ out: null })
    const [before, now] = [answersOf('forst'), answersOf('neste')]
    const twice = [...now.keys()].filter((unit) => before.has(then(unit) ?? ''))
    // And 9201, whose two said the same.
    expect(plan).toMatchObject({ n: twice.length + 1 })
  })

  test('sums counts of those that merged, and asks of other answers that they agree', async () => {
    const { report } = await comparedReport()
    const counts = itemOf(report, 'antall')?.panel
    const plan = itemOf(report, 'plan')?.panel
    const n = (panel: typeof counts) => (panel !== undefined && 'n' in panel ? panel.n : Number.NaN)
    // 9202 is summed where it cannot agree.
    expect(n(counts)).toBe(n(plan) + 1)
    const without = await comparedReport({ plan: { sums: [] } })
    // 9201 said 5 and 7.
    expect(n(itemOf(without.report, 'antall')?.panel)).toBe(n(plan) - 1)
  })

  test('without a history every number is its own, and fewer are compared', async () => {
    const { report } = await comparedReport({ heirs: new Map() })
    expect(since(report).units).toMatchObject({ split: 0, both: 133 })
  })

  test('a mean has its change and interval, and no word', async () => {
    const { report } = await comparedReport()
    expect(itemOf(report, 'antall')).toMatchObject({ kind: 'mean' })
    expect(measureOf(report, 'antall', 'mean')?.all).toMatchObject({ word: null })
    expect(measureOf(report, 'antall', 'mean')?.all?.low).toBeLessThan(0)
  })

  test('full response of the panel has no interval', async () => {
    const [forst, neste] = [answersOf('forst'), answersOf('neste')]
    const [first = {}] = forst.values()
    const units = {
      before: [...((await comparedReport()).input.before?.units ?? [])],
      now: (await comparedReport()).input.units,
    }
    const some = (id: string) => ({ ...first, plan: Number(id) % 3 === 0 ? 'ja' : 'nei' })
    const before: Answers = new Map(units.before.map(({ id }) => [id, forst.get(id) ?? some(id)]))
    const now: Answers = new Map(units.now.map(({ id }) => [id, neste.get(id) ?? some(id)]))
    const { report } = await comparedReport({ before, now })
    const plan = measureOf(report, 'plan', 'ja')
    expect(plan?.all).toMatchObject({ low: plan?.all?.change, high: plan?.all?.change })
  })
})

describe('not compared, with the reason', () => {
  test('another kind of question, another base, another scale', async () => {
    const made = await comparedReport()
    const { buildReport } = await import('../../src/report/build-report.ts')
    const [it] = made.input.questionnaires
    if (it === undefined) throw new Error('no questionnaire')
    const altered = {
      ...it,
      sections: it.sections.map((section) => ({
        ...section,
        questions: section.questions.map((question) => {
          if (question.id === 'plan' && question.kind === 'single')
            return { ...question, kind: 'multiple' as const, min: 0 }
          if (question.id === 'kontakt' && question.kind === 'single')
            return { ...question, base: 'with_dont_know' as const }
          if (question.id === 'nytte' && question.kind === 'matrix')
            return { ...question, choices: [...question.choices].reverse() }
          return question
        }),
      })),
    }
    const { report } = buildReport({ ...made.input, questionnaires: [altered] })
    expect(since(report).notCompared).toEqual([
      { variable: 'plan', why: 'kind' },
      { variable: 'kontakt', why: 'base' },
      { variable: 'nytte', row: 'rad', why: 'scale' },
      { variable: 'nytte', row: 'tall', why: 'scale' },
    ])
    const text = documentOf({ ...made, report }, 'nb')
      .chapters.find(({ id }) => id === 'endringer')
      ?.text.join(' ')
    expect(text).toContain('plan: spørsmålet er av en annen type')
    expect(report.findings.find(({ id }) => id === 'plan')?.text.nb ?? '').not.toContain('2022')
  })
  test('a figure that one wave hides', async () => {
    const few = new Map([...answersOf('forst')].slice(0, 4))
    const { report } = await comparedReport({ before: few })
    expect(since(report).items).toEqual([])
    expect(since(report).notCompared.map(({ why }) => why)).toEqual([
      'hidden',
      'hidden',
      'hidden',
      'hidden',
      'hidden',
      'hidden',
    ])
    expect(report.findings.map(({ text }) => text.nb).join(' ')).not.toContain('2022')
  })
})

describe('the chapter', () => {
  test.each([
    ['nb', 'Endringer siden Prøveundersøkelsen 2022', 'Alle', 'De samme', 'flere', 'ikke trukket tilfeldig'],
    ['nn', 'Endringar sidan Prøveundersøkinga 2022', 'Alle', 'Dei same', 'fleire', 'ikkje trekte tilfeldig'],
  ] as const)('in %s', async (language, title, all, panel, word, once) => {
    const made = await comparedReport()
    const chapter = documentOf(made, language).chapters.find(({ id }) => id === 'endringer')
    expect(chapter?.title).toBe(title)
    expect(chapter?.text.join(' ').split(once)).toHaveLength(2)
    const plan = chapter?.figures.find(({ id }) => id === 'since-plan')?.table
    const [ja, samme] = plan?.rows ?? []
    expect(plan?.columns.slice(2, 4)).toEqual(['2022', '2025'])
    expect([ja?.[1], samme?.[1], ja?.at(-1), samme?.at(-1)]).toEqual([all, panel, word, word])
    expect(JSON.stringify(chapter)).not.toMatch(/undefined|NaN|report\.|\{\{|\[[a-z]/u)
  })
  test.each([
    [
      'nb',
      'Mellom undersøkelsene har områder gått fra en kommune til en annen: fra A til B (2023) og fra B til C (2024).',
    ],
    [
      'nn',
      'Mellom undersøkingane har område gått frå éin kommune til ein annan: frå A til B (2023) og frå B til C (2024).',
    ],
  ] as const)('says which areas have changed hands, and that no answer follows them, in %s', async (language, told) => {
    const [first, second] = [
      { date: '2023-01-01', from: 'A', to: 'B' },
      { date: '2024-05-01', from: 'B', to: 'C' },
    ]
    const borders = new Map([
      ['9201', [first, second]],
      ['9230', [second]],
      ['9231', [first]],
    ])
    const made = await comparedReport({ borders })
    expect(since(made.report).borders).toEqual([
      { year: 2023, from: 'A', to: 'B' },
      { year: 2024, from: 'B', to: 'C' },
    ])
    const textOf = (of: typeof made) =>
      documentOf(of, language)
        .chapters.find(({ id }) => id === 'endringer')
        ?.text.join(' ')
    expect(textOf(made)).toContain(told)
    expect(textOf(made)).toContain(language === 'nb' ? 'Svarene følger ikke med' : 'Svara følgjer ikkje med')
    expect(textOf(await comparedReport())).not.toContain('område')
  })
  test('a wave that continues none has no such chapter, and the same report otherwise', async () => {
    const made = await comparedReport()
    const { buildReport } = await import('../../src/report/build-report.ts')
    const { before: _, ...alone } = made.input
    const { report, releasesBefore } = buildReport(alone)
    expect(report.since).toBeUndefined()
    expect(releasesBefore).toEqual([])
    expect(documentOf({ ...made, report }, 'nb').chapters.map(({ id }) => id)).not.toContain('endringer')
    expect(report.variables).toEqual(made.report.variables)
  })
  test('every number on a line of its own', async () => {
    const { report, input } = await comparedReport()
    const lines = changeLines(since(report), input.questionnaires, { language: 'nb', groups: report.groups })
    const plan = lines.filter((one) => one.variable === 'plan' && one.measure === 'ja' && one.whom !== 'group')
    expect(plan).toMatchObject([
      { whom: 'all', since: 'forst', n_before: 124, n_now: 125, of: null, word: 'more', suppressed: false },
      { whom: 'panel', since: 'forst', out: null, word: 'more', suppressed: false },
    ])
  })
})
