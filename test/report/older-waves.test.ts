/** Waves before the one that is compared: their levels stand in a line with it, and nothing more is said of them. */

import { describe, expect, test } from 'vitest'
import { buildReport } from '../../src/report/build-report.ts'
import type { Since } from '../../src/report/model.ts'
import type { Older } from '../../src/report/older-waves.ts'
import { buildDocument } from '../../src/report/whole-report.ts'
import { type Answers, answersOf, comparedReport, documentsOf, surveyOf } from '../support/two-waves.ts'

/** An older wave of the units and questions of the first. */
const olderOf = async (year: number, answers: Answers): Promise<Older> => {
  const survey = await surveyOf('forst')
  const title = { nb: `Prøveundersøkelsen ${year}`, nn: `Prøveundersøkinga ${year}` }
  return {
    ...{ wave: { ...survey.wave, id: `aar${year}`, title }, year, units: [...survey.units.values()], earlier: [] },
    questionnaires: [...survey.questionnaires.values()].flatMap((of) => [...of.values()]),
    ...{ submissions: documentsOf(survey, answers), unanswered: [] },
  }
}
/** 100 units: so many of them have a plan, and as many take part in each. */
const answered = (plans: number, n = 100, taking = 7): Answers =>
  new Map(
    [...answersOf('forst')].slice(0, n).map(([unit, cells], i) => {
      return [unit, { ...cells, plan: i < plans ? 'ja' : 'nei', antall: String(taking + (i % 2 === 0 ? 1 : -1)) }]
    }),
  )
const threeBefore = async () =>
  comparedReport({ older: [await olderOf(2020, answered(40)), await olderOf(2018, answered(31, 100, 12))] })

const since = (report: { since?: Since }): Since => {
  if (report.since === undefined) throw new Error('nothing is compared')
  return report.since
}
const planOf = (found: Since) => found.items.find(({ variable }) => variable === 'plan')
const documentOf = (
  made: Pick<Awaited<ReturnType<typeof comparedReport>>, 'report' | 'input'>,
  language: 'nb' | 'nn',
) =>
  buildDocument({
    ...{ report: made.report, questionnaires: made.input.questionnaires, plan: made.input.plan, language },
    partTitles: { svar: { nb: 'Alle', nn: 'Alle' } },
  })

test('the newest change is that since the last, and the older levels are counted by hand', async () => {
  const { report } = await threeBefore()
  const alone = since((await comparedReport()).report)
  const found = since(report)
  expect(found.older.map(({ wave, year }) => [wave, year])).toEqual([
    ['aar2020', 2020],
    ['aar2018', 2018],
  ])
  expect(planOf(found)?.older).toEqual([
    { wave: 'aar2020', n: 100, values: { ja: 40, nei: 60 } },
    { wave: 'aar2018', n: 100, values: { ja: 31, nei: 69 } },
  ])
  expect(found.items.find(({ variable }) => variable === 'antall')?.older.map(({ values }) => values.mean)).toEqual([
    7, 12,
  ])
  expect({ wave: found.wave, measures: planOf(found)?.measures, groups: planOf(found)?.groups }).toEqual({
    ...{ wave: 'forst', measures: planOf(alone)?.measures, groups: planOf(alone)?.groups },
  })
  expect((await comparedReport()).report.since).toMatchObject({ older: [], unanswered: [] })
})

describe('what is not told of an older wave', () => {
  test('a figure of too few, or of one mind', async () => {
    const made = await comparedReport({
      older: [await olderOf(2020, answered(2, 4)), await olderOf(2018, answered(100))],
    })
    const found = since(made.report)
    expect(planOf(found)?.older).toEqual([])
    // Of the same one, what they do not agree in.
    expect(found.items.find(({ variable }) => variable === 'kontakt')?.older.map(({ wave }) => wave)).toEqual([
      'aar2018',
    ])
    const table = documentOf(made, 'nb')
      .chapters.find(({ id }) => id === 'endringer')
      ?.figures.find(({ id }) => id === 'since-plan')?.table
    expect(table?.rows[0]?.slice(1, 4)).toEqual(['Alle', '–', '–'])
  })
  test('a question of another kind, base or scale', async () => {
    const older = await olderOf(2020, answered(40))
    const questionnaires = older.questionnaires.map((it) => ({
      ...it,
      sections: it.sections.map((section) => ({
        ...section,
        questions: section.questions.map((question) => {
          if (question.id === 'plan' && question.kind === 'single')
            return { ...question, base: 'with_dont_know' as const }
          if (question.id === 'nytte' && question.kind === 'matrix')
            return { ...question, choices: [...question.choices].reverse() }
          return question
        }),
      })),
    }))
    const { report } = await comparedReport({ older: [{ ...older, questionnaires }] })
    const told = since(report).items.flatMap(({ variable, older: of }) => (of.length > 0 ? [variable] : []))
    expect([...new Set(told)]).toEqual(['kontakt', 'tiltak', 'antall'])
  })
  test('what is not compared with the last: it stands nowhere, and no later release need reckon with it', async () => {
    const { input } = await comparedReport({ older: [await olderOf(2020, answered(40))] })
    if (input.before === undefined) throw new Error('nothing is compared')
    const questionnaires = input.before.questionnaires.map((it) => ({
      ...it,
      sections: it.sections.map((section) => ({
        ...section,
        questions: section.questions.filter(({ id }) => id !== 'plan'),
      })),
    }))
    const { report, releasesBefore } = buildReport({ ...input, before: { ...input.before, questionnaires } })
    expect(planOf(since(report))).toBeUndefined()
    const release = releasesBefore.find(({ wave }) => wave === 'aar2020')
    expect(Object.keys(release?.items ?? {})).toEqual(['kontakt', 'tiltak', 'nytte.rad', 'nytte.tall', 'antall'])
  })
  test('what it had told before and would now be off by a few: the rule asks its own releases', async () => {
    const older = await olderOf(2020, answered(40))
    const { releasesBefore } = await comparedReport({ older: [older] })
    const release = releasesBefore.find(({ wave }) => wave === 'aar2020')
    expect(Object.keys(release?.items ?? {})).toEqual([
      'plan',
      'kontakt',
      'tiltak',
      'nytte.rad',
      'nytte.tall',
      'antall',
    ])
    if (release === undefined) throw new Error('nothing is told')
    const two = await olderOf(2020, answered(40, 102))
    const { report } = await comparedReport({ older: [{ ...two, earlier: [release] }] })
    expect(planOf(since(report))?.older).toEqual([])
    const same = await comparedReport({ older: [{ ...older, earlier: [release] }] })
    expect(planOf(since(same.report))?.older).toHaveLength(1)
  })
})

describe('in words and tables', () => {
  test.each([
    [
      'nb',
      'Endringen er regnet fra Prøveundersøkelsen 2022, som er den forrige med svar. Ved siden av står andelen blant alle som svarte på Prøveundersøkelsen 2018 og Prøveundersøkelsen 2020.',
      'Svarene på Prøveundersøkelsen 2020',
    ],
    [
      'nn',
      'Endringa er rekna frå Prøveundersøkinga 2022, som er den førre med svar. Ved sida av står prosentdelen blant alle som svarte på Prøveundersøkinga 2018 og Prøveundersøkinga 2020.',
      'Svara på Prøveundersøkinga 2020',
    ],
  ] as const)('which is the last is said, and the years stand in a line, in %s', async (language, told, source) => {
    const made = await threeBefore()
    const document = documentOf(made, language)
    const chapter = document.chapters.find(({ id }) => id === 'endringer')
    expect(chapter?.text.join(' ')).toContain(told)
    const table = chapter?.figures.find(({ id }) => id === 'since-plan')?.table
    expect(table?.columns.slice(2, 6)).toEqual(['2018', '2020', '2022', '2025'])
    expect(table?.rows[0]?.slice(2, 4)).toEqual(['31 %', '40 %'])
    expect(table?.rows[1]?.slice(2, 4)).toEqual(['–', '–'])
    for (const row of table?.rows ?? []) expect(row).toHaveLength(table?.columns.length ?? 0)
    // With a published figure of 2020 and one of 2010: what is stored is drawn, the table has both.
    const point = {
      variable: 'plan',
      choices: ['ja'],
      base: { nb: 'x', nn: 'x' },
      askedOf: 'a',
      source: 's',
      comparable: true,
    }
    const trend = {
      ...made.input.trend,
      ...{ askedOf: { a: { nb: 'a', nn: 'a' } }, sources: { s: { title: 'Kilde', address: 'https://x.example' } } },
      figures: [
        { ...point, year: 2010, value: 20 },
        { ...point, year: 2020, value: 41 },
      ],
    }
    const { report } = buildReport({ ...made.input, trend })
    const figure = documentOf({ input: made.input, report }, language)
      .chapters.flatMap(({ figures }) => figures)
      .find(({ id }) => id === 'trend-plan-ja')
    const { chart } = figure ?? {}
    expect(chart?.type === 'trend' ? chart.points.map(({ year, value }) => [year, value]) : []).toEqual([
      [2010, 20],
      [2018, 31],
      [2020, 40],
      [2022, planOf(since(report))?.measures[0]?.all?.before],
    ])
    expect(figure?.table?.rows.map(([year, value]) => `${year} ${value}`).slice(0, 4)).toEqual([
      ...['2010 20 %', '2018 31 %', '2020 41 %', '2020 40 %'],
    ])
    expect(figure?.table?.rows[3]?.[4]).toBe(source)
    expect(JSON.stringify(figure)).not.toMatch(/undefined|NaN|report\.|\{\{/u)
  })
  test.each([
    ['nb', 'Det er ingen lagrede svar på Mellom. Derfor er det sammenlignet med Prøveundersøkelsen 2022.'],
    ['nn', 'Det finst ingen lagra svar på Mellom. Difor er det samanlikna med Prøveundersøkinga 2022.'],
  ] as const)('a wave between that nobody answered is named, in %s', async (language, told) => {
    const made = await comparedReport({ unanswered: [{ wave: 'mellom', title: { nb: 'Mellom', nn: 'Mellom' } }] })
    const chapter = documentOf(made, language).chapters.find(({ id }) => id === 'endringer')
    expect(chapter?.text.join(' ')).toContain(told)
  })
})
