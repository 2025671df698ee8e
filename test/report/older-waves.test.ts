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

describe('what the last did not ask', () => {
  type Asked = Older['questionnaires'][number]
  type Question = Asked['sections'][number]['questions'][number]
  const changedQuestions = (questionnaires: readonly Asked[], change: (question: Question) => Question[]): Asked[] =>
    questionnaires.map((it) => ({
      ...it,
      sections: it.sections.map((section) => ({ ...section, questions: section.questions.flatMap(change) })),
    }))
  /** The last as it would be with other questions, with two before it. */
  const reportOf = async (change: (question: Question) => Question[], older?: Older[]) => {
    const made = await comparedReport({
      older: older ?? [await olderOf(2020, answered(40)), await olderOf(2018, answered(31, 100, 12))],
    })
    const { before } = made.input
    if (before === undefined) throw new Error('nothing is compared')
    const questionnaires = changedQuestions(before.questionnaires, change)
    return { input: made.input, ...buildReport({ ...made.input, before: { ...before, questionnaires } }) }
  }
  const without = (...ids: string[]) => reportOf((question) => (ids.includes(question.id) ? [] : [question]))
  const yesNow = (report: Awaited<ReturnType<typeof without>>['report']) => {
    const plan = report.variables.plan
    return plan !== undefined && 'counts' in plan ? Math.round((100 * (plan.counts.ja ?? 0)) / plan.n) : Number.NaN
  }

  test('stands in the line of the older and of now, is told of them and is tested against none', async () => {
    const { report, releasesBefore } = await without('plan')
    const found = since(report)
    expect(planOf(found)).toBeUndefined()
    expect(found.apart).toEqual([
      {
        ...{ variable: 'plan', kind: 'share', why: 'not_asked' },
        now: { n: expect.any(Number), values: { ja: yesNow(report), nei: 100 - yesNow(report) } },
        older: [
          { wave: 'aar2020', n: 100, values: { ja: 40, nei: 60 } },
          { wave: 'aar2018', n: 100, values: { ja: 31, nei: 69 } },
        ],
      },
    ])
    const release = releasesBefore.find(({ wave }) => wave === 'aar2020')
    expect(Object.keys(release?.items ?? {})).toContain('plan')
    expect(Object.keys(releasesBefore.find(({ wave }) => wave === 'forst')?.items ?? {})).not.toContain('plan')
  })

  test.each([
    ['nb', 'Det ble ikke spurt om dette i 2022.', 'Tallene fra 2018 og 2020 står ved siden av årets.'],
    ['nn', 'Det vart ikkje spurt om dette i 2022.', 'Tala frå 2018 og 2020 står ved sida av tala frå i år.'],
  ] as const)('what stands and what is missing is said, in %s', async (language, missing, beside) => {
    const made = await without('plan', 'antall')
    const figures = documentOf(made, language).chapters.find(({ id }) => id === 'endringer')?.figures ?? []
    const figure = figures.find(({ id }) => id === 'since-plan')
    expect(figure?.notes.join(' ')).toContain(missing)
    expect(figure?.notes.join(' ')).toContain(beside)
    expect(figure?.table?.columns.slice(2)).toEqual(['2018', '2020', '2022', '2025'])
    expect(figure?.table?.rows.map((row) => row.slice(2))).toEqual([
      ['31 %', '40 %', '–', `${yesNow(made.report)} %`],
      ['69 %', '60 %', '–', `${100 - yesNow(made.report)} %`],
    ])
    const mean = figures.find(({ id }) => id === 'since-antall')
    expect(mean?.table?.rows[0]?.slice(2, 5)).toEqual(['12', '7', '–'])
    expect(JSON.stringify([figure, mean])).not.toMatch(/undefined|NaN|report\.|\{\{/u)
  })

  test('a matrix row by row, and of a question of several choices every choice', async () => {
    const found = since((await without('nytte', 'tiltak')).report).apart
    expect(found.map(({ variable, row }) => [variable, row].filter(Boolean).join('.'))).toEqual([
      ...['tiltak', 'nytte.rad', 'nytte.tall'],
    ])
    for (const { now, older } of found) {
      for (const one of older) expect(Object.keys(one.values)).toEqual(Object.keys(now.values))
    }
  })

  test.each([
    [
      'base',
      (question: Question): Question[] =>
        question.id === 'plan' && question.kind === 'single' ? [{ ...question, base: 'with_dont_know' }] : [question],
    ],
    [
      'kind',
      (question: Question): Question[] =>
        question.id === 'plan'
          ? [{ id: 'plan', kind: 'number', text: question.text, required: false } as Question]
          : [question],
    ],
  ] as const)('asked with another %s: the line stands, and why the last is missing', async (why, change) => {
    const made = await reportOf(change)
    expect(since(made.report).apart).toMatchObject([{ variable: 'plan', why }])
    expect(since(made.report).notCompared).toContainEqual({ variable: 'plan', why })
  })

  test('one that the older may not tell of, or that nobody has asked before, has no line', async () => {
    const few = await olderOf(2020, answered(2, 4))
    const made = await reportOf((question) => (question.id === 'plan' ? [] : [question]), [few])
    expect(since(made.report).apart).toEqual([])
    const older = await olderOf(2020, answered(40))
    const questionnaires = changedQuestions(older.questionnaires, (one) => (one.id === 'plan' ? [] : [one]))
    const none = await reportOf(
      (question) => (question.id === 'plan' ? [] : [question]),
      [{ ...older, questionnaires }],
    )
    expect(since(none.report).apart).toEqual([])
  })

  test('one that this report does not tell of has none', async () => {
    const made = await without('plan')
    const now = new Map([...answersOf('neste')].map(([unit, cells]) => [unit, { ...cells, plan: 'ja' }]))
    const { submissions } = (await comparedReport({ now })).input
    const { before } = made.input
    if (before === undefined) throw new Error('nothing is compared')
    const { report } = buildReport({
      ...made.input,
      submissions,
      before: {
        ...before,
        questionnaires: changedQuestions(before.questionnaires, (one) => (one.id === 'plan' ? [] : [one])),
      },
    })
    expect(since(report).apart).toEqual([])
  })

  test('the figure of earlier years has the stored ones', async () => {
    const made = await without('plan')
    const point = { variable: 'plan', choices: ['ja'], base: { nb: 'x', nn: 'x' }, askedOf: 'a', source: 's' }
    const trend = {
      ...made.input.trend,
      ...{ askedOf: { a: { nb: 'a', nn: 'a' } }, sources: { s: { title: 'Kilde', address: 'https://x.example' } } },
      figures: [{ ...point, comparable: true, year: 2010, value: 20 }],
    }
    const { before } = made.input
    if (before === undefined) throw new Error('nothing is compared')
    const { report } = buildReport({
      ...{ ...made.input, trend },
      before: {
        ...before,
        questionnaires: changedQuestions(before.questionnaires, (one) => (one.id === 'plan' ? [] : [one])),
      },
    })
    const figure = documentOf({ input: made.input, report }, 'nb')
      .chapters.flatMap(({ figures }) => figures)
      .find(({ id }) => id === 'trend-plan-ja')
    expect(figure?.table?.rows.map(([year, value]) => `${year} ${value}`)).toEqual([
      ...['2010 20 %', '2018 31 %', '2020 40 %', `2025 ${yesNow(report)} %`],
    ])
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
