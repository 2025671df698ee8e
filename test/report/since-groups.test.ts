/**
 * A change is told of the group in which it was planted and of no other, in drawn reports; what a group may be told of; and the words
 * for it, in both forms.
 */

import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../src/cli/demo/random.ts'
import type { Heirs } from '../../src/questionnaire/last-wave.ts'
import type { Unit } from '../../src/questionnaire/wave.ts'
import { buildReport } from '../../src/report/build-report.ts'
import { changeLines } from '../../src/report/change-lines.ts'
import { type Breakdowns, isSuppressed, type Report, type Since } from '../../src/report/model.ts'
import { buildDocument } from '../../src/report/whole-report.ts'
import { drawnSince, type Twice, wordsOfWhole } from '../support/drawn-waves.ts'
import { type Answers, answersOf, comparedReport } from '../support/two-waves.ts'

const QUESTIONS = ['a', 'b', 'c', 'd']

/** 18 profiles of region, size and language, eight units of each. */
const units: Unit[] = Array.from({ length: 144 }, (_, i) => ({
  ...{ id: `${1000 + i}`, kind: 'kommune', name: `${i}`, county: 'F', centrality: null },
  ...{ imdiRegion: ['Nord', 'Sør', 'Vest'][i % 3] ?? '', population: 1000 + 3000 * (Math.floor(i / 3) % 3) },
  language: Math.floor(i / 9) % 2 === 0 ? 'nb' : 'nn',
}))
const grouped = { groups: [{ by: 'region' as const }, { by: 'population' as const }, { by: 'language' as const }] }

/** Region and question in which whoever had said no now says yes. */
type Planted = { region: string; question: string }

/**
 * What every unit says twice. In each profile, so in each group, two change to yes and two from it: nothing changes on the whole but what
 * is planted.
 */
const drawnPopulation = (random: () => number, planted?: Planted): Map<string, Twice[]> =>
  new Map(
    QUESTIONS.map((question) => [
      question,
      units.map((unit, i): Twice => {
        const nth = Math.floor(i / 18)
        const same = random() < 0.5
        const said = nth < 2 ? [false, true] : nth < 4 ? [true, false] : [same, same]
        const isPlanted = planted?.question === question && planted.region === unit.imdiRegion
        return { before: said[0] === true, now: said[1] === true || isPlanted }
      }),
    ]),
  )

const compared = (random: () => number, planted?: Planted): Since =>
  drawnSince({ units, ...grouped, said: drawnPopulation(random, planted), answering: 0.8, random })

const wordsIn = ({ items }: Since): string[] =>
  items.flatMap(({ variable, row, groups }) =>
    Object.entries(groups).flatMap(([dimension, of]) =>
      Object.entries(of).flatMap(([group, change]) =>
        isSuppressed(change)
          ? []
          : change.measures.flatMap(({ measure, word }) =>
              word === null
                ? []
                : [`${variable}${row === undefined ? '' : `.${row}`} ${measure} ${dimension}:${group} ${word}`],
            ),
      ),
    ),
  )

const DRAWS = 120

describe(`${DRAWS} drawn reports of four questions and eight groups`, () => {
  test('in which nothing changed: at most one in twenty tells of a change, in a group or on the whole', () => {
    const random = randomFrom(3).next
    let wrong = 0
    for (let i = 0; i < DRAWS; i += 1) {
      const since = compared(random)
      if (wordsIn(since).length + wordsOfWhole(since).length > 0) wrong += 1
    }
    expect(wrong).toBeLessThanOrEqual(DRAWS / 20)
  })

  test('in which one region changed: told of it, and of no other region and no other question', () => {
    const random = randomFrom(4).next
    let found = 0
    let elsewhere = 0
    for (let i = 0; i < DRAWS; i += 1) {
      const words = wordsIn(compared(random, { region: 'Vest', question: 'b' }))
      if (words.includes('b ja region:Vest more') && words.includes('b nei region:Vest fewer')) found += 1
      // Sizes and languages have units of the region in them, and have changed with it.
      if (words.some((one) => !one.startsWith('b ') || (one.includes('region:') && !one.includes('Vest'))))
        elsewhere += 1
    }
    expect(found).toBeGreaterThan(0.8 * DRAWS)
    expect(elsewhere).toBeLessThanOrEqual(DRAWS / 20)
  })
})

// On the two small waves, where groups are hidden as they are in a report.

const since = ({ since: found }: Report): Since => {
  if (found === undefined) throw new Error('nothing is compared')
  return found
}
/** Nothing has changed but that in the region five of six now have a plan and the sixth none: a group in which all say the same is hidden. */
const onlyIn = async (region: string | null): Promise<Awaited<ReturnType<typeof comparedReport>>> => {
  const made = await comparedReport()
  const before = answersOf('forst')
  const then = new Map<string, string>()
  for (const [unit, heirs] of made.input.before?.heirs ?? []) for (const heir of heirs) then.set(heir.unit, unit)
  const inIt = made.input.units.flatMap(({ id, imdiRegion }) => (imdiRegion === region ? [id] : []))
  const planted = new Map(inIt.map((unit, i) => [unit, i % 6 === 0 ? 'nei' : 'ja']))
  const now: Answers = new Map(
    [...answersOf('neste')].map(([unit, cells]) => {
      const plan = before.get(then.get(unit) ?? unit)?.plan ?? cells.plan ?? ''
      return [unit, { ...cells, plan: plan === '' ? plan : (planted.get(unit) ?? plan) }]
    }),
  )
  return comparedReport({ now })
}

describe('in the report of two waves', () => {
  test('what was planted in one region is told of it, in the finding too, and of no region beside it', async () => {
    const made = await onlyIn('Vest')
    const words = wordsIn(since(made.report))
    expect(words).toContain('plan ja region:Vest more')
    expect(words.filter((one) => one.includes('region:') && !one.includes('Vest'))).toEqual([])
    expect(words.filter((one) => !one.startsWith('plan '))).toEqual([])
    const { nb, nn } = made.report.findings.find(({ id }) => id === 'plan')?.text ?? { nb: '', nn: '' }
    expect(nb).toMatch(
      /Blant dem som svarte begge gangene, er det flere enn i 2022 i .*Vest \(region, fra \d+ til \d+ prosent\)/u,
    )
    expect(nn).toMatch(
      /Blant dei som svarte begge gongene, er det fleire enn i 2022 i .*Vest \(region, frå \d+ til \d+ prosent\)/u,
    )
  })

  test('where nothing was planted no group is told of with words', async () => {
    const { report } = await onlyIn(null)
    expect(wordsIn(since(report))).toEqual([])
    expect(report.findings.map(({ text }) => text.nb).join(' ')).not.toContain('grupp')
  })

  test('only groups whose shares are shown are there, and a mean has no word', async () => {
    const { report } = await comparedReport()
    for (const { variable, row, groups } of since(report).items) {
      const found = report.variables[variable]
      const breakdowns: Breakdowns = (row === undefined ? found : found?.rows?.[row])?.breakdowns ?? {}
      for (const [dimension, of] of Object.entries(groups)) {
        for (const group of Object.keys(of)) expect(breakdowns[dimension]?.[group]).toHaveProperty('n')
      }
    }
    const mean = since(report).items.find(({ variable }) => variable === 'antall')
    const shown = Object.values(mean?.groups ?? {})
      .flatMap((of) => Object.values(of))
      .flatMap((one) => (isSuppressed(one) ? [] : one.measures))
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.every(({ measure, word }) => measure === 'mean' && word === null)).toBe(true)
  })

  test('a group has at least the limit twice, of as many as are in both waves and undivided', async () => {
    const { report, input } = await comparedReport()
    const region = new Map(input.units.map(({ id, imdiRegion }) => [id, imdiRegion]))
    const heirs: Heirs = input.before?.heirs ?? new Map()
    const split = new Set([...heirs.values()].flatMap((of) => (of.length > 1 ? of.map(({ unit }) => unit) : [])))
    const arrived = new Set([...heirs.values()].flat().map(({ unit }) => unit))
    const inVest = input.units.filter(({ id }) => region.get(id) === 'Vest' && arrived.has(id) && !split.has(id)).length
    const plan = since(report).items.find(({ variable }) => variable === 'plan')
    expect(plan?.groups.region?.Vest).toMatchObject({ of: inVest })
    for (const one of since(report).items.flatMap(({ groups }) =>
      Object.values(groups).flatMap((of) => Object.values(of)),
    )) {
      if (!isSuppressed(one)) expect(one.n).toBeGreaterThanOrEqual(5)
    }
  })

  test.each([
    ['nb', 'De samme, etter region', 'flere'],
    ['nn', 'Dei same, etter region', 'fleire'],
  ] as const)('the chapter has a table for each grouping, in %s', async (language, caption, word) => {
    const made = await onlyIn('Vest')
    const { questionnaires, plan } = made.input
    const document = buildDocument({
      ...{ report: made.report, questionnaires, plan, language, partTitles: { svar: { nb: 'Alle', nn: 'Alle' } } },
    })
    const figure = document.chapters.find(({ id }) => id === 'endringer')?.figures.find(({ id }) => id === 'since-plan')
    const table = figure?.breakdowns.find((one) => one.caption.endsWith(caption))
    expect(
      table?.rows.filter(([group, answer]) => group === 'Vest' && answer === 'Ja').map((row) => row.at(-1)),
    ).toEqual([word])
    expect(table?.rows.filter(([group]) => group !== 'Vest').map((row) => row.at(-1))).not.toContain(word)
    for (const row of table?.rows ?? []) expect(row).toHaveLength(table?.columns.length ?? 0)
    expect(JSON.stringify(figure)).not.toMatch(/undefined|NaN|report\.|\{\{/u)
  })

  test('every number of a group is on a line of its own', async () => {
    const { report, input } = await onlyIn('Vest')
    const lines = changeLines(since(report), input.questionnaires, { language: 'nb', groups: report.groups })
    const found = lines.filter(
      ({ variable, measure, group }) => variable === 'plan' && measure === 'ja' && group === 'Vest',
    )
    expect(found).toMatchObject([
      { whom: 'group', dimension: 'region', groupLabel: 'Region: Vest', word: 'more', low: null },
    ])
    expect(lines.filter(({ whom }) => whom === 'panel')).toHaveLength(lines.filter(({ whom }) => whom === 'all').length)
  })

  test('what groups have told is kept for both waves, and nothing near it is told later', async () => {
    const { release, releaseBefore, report, input } = await comparedReport()
    const kept = Object.keys(release.items).filter((id) => id.startsWith('plan~forst~region:'))
    expect(kept.length).toBeGreaterThan(0)
    expect(Object.keys(releaseBefore.items).filter((id) => id.startsWith('plan~neste~region:'))).toHaveLength(
      kept.length,
    )
    // The same again is the same; of a region that two more have answered in, nothing is told.
    const again = await comparedReport({ earlier: [release], earlierThen: [releaseBefore] })
    expect(since(again.report).items).toEqual(since(report).items)
    const region = new Map(input.units.map(({ id, imdiRegion }) => [id, imdiRegion]))
    const twice = [...answersOf('neste').keys()].filter(
      (unit) => region.get(unit) === 'Vest' && answersOf('forst').has(unit),
    )
    const fewer = new Map([...answersOf('neste')].filter(([unit]) => !twice.slice(0, 2).includes(unit)))
    const later = await comparedReport({ now: fewer, earlier: [release], earlierThen: [releaseBefore] })
    expect(
      since(later.report).items.find(({ variable }) => variable === 'plan')?.groups.region?.Vest ?? {
        suppressed: true,
      },
    ).toEqual({ suppressed: true })
    expect(buildReport(later.input).report.since).toEqual(later.report.since)
  })
})
