/**
 * The draft of 2027 as its example is made (`report --demo`): change since 2018 where `demo.yaml` plants it and nowhere else, and
 * beside it what was published of the questions that go on.
 */

import { describe, expect, test } from 'vitest'
import { generateSubmissions } from '../../src/cli/demo/generate.ts'
import { followingOf, surveyReport } from '../../src/cli/survey-report.ts'
import { readDemoShares } from '../../src/edge/report/write-report.ts'
import type { DemoShares } from '../../src/report/demo-shares.ts'
import { newestOf } from '../../src/report/over-versions.ts'
import { groupsThatChanged } from '../../src/report/since-groups.ts'
import { openSurvey } from '../../src/start/survey.ts'
import { wave2018 } from '../support/wave-2018.ts'

const waveOf = async (wave: string, seed: number) => {
  const found = await openSurvey({ wave, opensAt: null, closesAt: null })
  if (!found.ok) throw new Error(JSON.stringify(found.faults))
  const { survey } = found
  const demo = await readDemoShares(survey.folder, newestOf(survey))
  if ('faults' in demo) throw new Error(JSON.stringify(demo.faults))
  const { opensAt, closesAt } = survey
  const submissions = generateSubmissions({
    ...{ wave: survey.wave, opensAt, closesAt, count: 300, seed, targets: demo.shares },
    ...{ questionnaires: newestOf(survey), units: [...survey.units.values()] },
  })
  return { survey, submissions, shares: demo.shares }
}

const [now, then] = await Promise.all([waveOf('kommuneundersokelsen-2027', 2018), waveOf(wave2018, 2019)])
const following = followingOf(now.survey)
const built = await surveyReport(
  now.survey,
  {
    ...{ kind: 'demo', submissions: now.submissions, unreadable: 0 },
    earlier: [{ survey: then.survey, submissions: then.submissions, following, unanswered: [] }],
  },
  { out: '', after: [], now: new Date(now.survey.closesAt), use: 'release' },
)
if ('faults' in built) throw new Error(JSON.stringify(built.faults))
const { report } = built

/** What is planted of a choice, or of all the better choices of a row; undefined: the generator decides. */
const planted = (shares: DemoShares, { variable, row, measure }: Record<'variable' | 'row' | 'measure', string>) =>
  row === '' ? shares[variable]?.[measure] : measure === 'top' ? shares[variable]?.[row] : undefined

const measures = (report.since?.items ?? []).flatMap(({ variable, row = '', measures: of }) =>
  of.map(({ measure, all, panel }) => ({ variable, row, measure, all, panel })),
)
const named = ({ variable, row, measure }: { variable: string; row: string; measure: string }) =>
  [variable, row, measure].filter((one) => one !== '').join(' ')
const toldOf = (whom: 'all' | 'panel') =>
  measures.filter(({ [whom]: level }) => level?.word === 'more' || level?.word === 'fewer').map(named)
const told = toldOf('all')
/** Planted otherwise than in 2018, or made by what is: of fewer who have no guidelines fewer are not asked about the register. */
const changed = [
  ...['tolk_retningslinjer', 'tolk_register', 'resultatmaal', 'ansatte_tiltak', 'naeringsliv_tiltak'],
  ...['ordinaer_utdanning', 'svingninger', 'samarbeid_kommuner', 'imdi_nytte mangfoldige_tjenester'],
]

describe('change in the example', () => {
  test('what the example of 2018 plants of a question that goes on, that of 2027 plants too', () => {
    const asked = newestOf(now.survey).flatMap(({ sections }) => sections.flatMap(({ questions }) => questions))
    const left = Object.entries(then.shares).flatMap(([id, shares]) =>
      asked.some((one) => one.id === id)
        ? Object.keys(shares)
            .filter((one) => now.shares[id]?.[one] === undefined)
            .map((one) => `${id} ${one}`)
        : [],
    )
    expect(left).toEqual([])
  })

  test('is not told of all who answered where the two examples plant the same', () => {
    const same = measures.filter((one) => {
      const [before, after] = [planted(then.shares, one), planted(now.shares, one)]
      // `tolk_register` is planted of those who have guidelines, and told of all.
      return before !== undefined && before === after && one.variable !== 'tolk_register'
    })
    expect(same.length).toBeGreaterThan(30)
    expect(same.map(named).filter((one) => told.includes(one))).toEqual([])
  })

  test('is told of nothing else, of all who answered and of the panel', () => {
    expect([...told, ...toldOf('panel')].filter((one) => changed.every((of) => !one.startsWith(`${of} `)))).toEqual([])
    expect(toldOf('panel')).toContain('tolk_retningslinjer ja')
  })

  test('is told of no group and in no finding of either form but of these', () => {
    const groups = (report.since?.items ?? []).flatMap((item) =>
      item.measures.flatMap(({ measure }) => groupsThatChanged(item, measure).map(() => item.variable)),
    )
    const variables = new Set(changed.map((one) => one.split(' ')[0]))
    expect(groups.filter((one) => !variables.has(one))).toEqual([])
    const says = (language: 'nb' | 'nn', word: RegExp) =>
      report.findings.filter(({ text }) => word.test(text[language])).map(({ id }) => id)
    const inBokmaal = says('nb', /\b(?:flere|færre) enn (?:i 2018|før)/u)
    expect(inBokmaal).toContain('resultatmaal')
    expect(says('nn', /\b(?:fleire|færre) enn (?:i 2018|før)/u)).toEqual(inBokmaal)
    const about = report.findings.filter(({ id }) => inBokmaal.includes(id)).map(({ variable }) => variable)
    expect(about.filter((one) => !variables.has(one))).toEqual([])
  })

  test('is told where it is planted, in bokmål and nynorsk', () => {
    for (const one of ['resultatmaal ja', 'tolk_register ja', 'ordinaer_utdanning samkjoerte_timeplaner']) {
      expect(told).toContain(one)
    }
    const text = report.findings.find(({ id }) => id === 'resultatmaal')?.text
    expect(text?.nb).toContain('Det er flere enn i 2018, da det var 68 prosent.')
    expect(text?.nn).toContain('Det er fleire enn i 2018, då det var 68 prosent.')
  })
})

test.each([
  ['svingninger', 2018],
  ['svingninger_hvilke', 2018],
  ['ansatte_tiltak', 2018],
  ['ansatte_tiltak_hvilke', 2018],
  ['tolk_register', 2018],
  ['naeringsliv_tiltak', 2018],
  ['resultatmaal', 2018],
  ['ordinaer_utdanning', 2018],
  ['samarbeid_kommuner', 2018],
  ['samarbeid_om', 2018],
  ['evaluering', 2018],
  ['imdi_nytte', 2018],
  ['imdi_viktighet', 2018],
  ['resultatmaal', 2019],
  ['resultatmaal_hvilke', 2019],
  ['brukermedvirkning', 2019],
  ['informasjon_nye', 2019],
  ['sosial_kontroll_omfang', 2019],
  ['fylke_samarbeid', 2020],
  ['imdi_nytte', 2020],
  ['imdi_nytte', 2023],
  ['anmodning_fornoyd', 2023],
  ['kapasitet_grenser', 2023],
  ['krevende_grupper', 2023],
  ['informasjon_nye', 2023],
  ['program_utfordringer', 2023],
])('what was published of %s in %i is there, and none of it is compared', (id, year) => {
  const points = report.variables[id]?.trend.filter((one) => one.year === year) ?? []
  expect(points.length).toBeGreaterThan(0)
  expect(points.filter(({ comparable }) => comparable)).toEqual([])
})
