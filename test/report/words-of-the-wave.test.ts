/** What the report says of parts, breaks, averages, sums and findings: from the wave's files, by the kind of figure. */

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Survey } from '../../src/app/service.ts'
import { generateSubmissions } from '../../src/cli/demo/generate.ts'
import { surveyReport } from '../../src/cli/survey-report.ts'
import type { Questionnaire, Text } from '../../src/questionnaire/schema.ts'
import type { ReportDocument } from '../../src/report/document.ts'
import { groupsOf, namedGroups } from '../../src/report/groups.ts'
import { newestOf } from '../../src/report/over-versions.ts'
import { type ReportPlan, reportPlan } from '../../src/report/plan.ts'
import { flatLines } from '../../src/report/tables.ts'
import { seriesFigure, trend as trendSchema } from '../../src/report/trend.ts'
import { unitDocument } from '../../src/report/unit-report.ts'
import { buildDocument } from '../../src/report/whole-report.ts'
import { openSurvey } from '../../src/start/survey.ts'
import { generated, plan, questionnaires, reportOf, trend, units, wave } from '../support/survey-2018.ts'

/** All units, for what must not be hidden. */
const submissions = generated(437, 5)
/** For what does not depend on how many answered: a report takes as long as there are units. */
const some = generated(120, 5)
const same = (text: string): Text => ({ nb: text, nn: text })

/** What is told of a wave of so many parts, made once: in either language the numbers are the same. */
const made = new Map<number, Parameters<typeof buildDocument>[0]>()
/** A wave of so many parts: the two of 2018 and copies of the first. */
const reportedIn = (parts: number) => {
  const [first, second] = questionnaires
  if (first === undefined || second === undefined) throw new Error('no questionnaires')
  const copies = ['skolesjef', 'helsesjef', 'kultursjef'].map((part): Questionnaire => ({ ...first, part }))
  const chosen = [first, second, ...copies].slice(0, parts)
  const titles = Object.fromEntries(chosen.map(({ part }) => [part, same(`den som svarer på ${part}`)]))
  const own = {
    ...wave,
    parts: Object.fromEntries(chosen.map(({ part, version }) => [part, { version, title: titles[part] ?? same('') }])),
  }
  const { report } = reportOf(some, { wave: own, questionnaires: chosen })
  const about = { report, questionnaires: chosen, plan, partTitles: titles, language: 'nb' as const }
  made.set(parts, about)
  return about
}
const documentOf = (parts: number, language: 'nb' | 'nn' = 'nb'): ReportDocument =>
  buildDocument({ ...(made.get(parts) ?? reportedIn(parts)), language })
const wholeText = (document: ReportDocument): string => JSON.stringify(document)
const figure = (document: ReportDocument, id: string) => {
  const found = document.chapters.flatMap((c) => c.figures).find((f) => f.id === id)
  if (found === undefined) throw new Error(`no figure ${id}`)
  return found
}

describe('the parts of a wave', () => {
  it.each([
    [1, 'nb', []],
    [2, 'nb', ['begge delene']],
    [3, 'nb', ['alle tre delene']],
    [5, 'nb', ['alle fem delene']],
    [2, 'nn', ['begge delane']],
    [3, 'nn', ['alle tre delane']],
  ] as const)('%i in %s are called %j', (parts, language, expected) => {
    const text = wholeText(documentOf(parts, language))
    const said = [...new Set(text.match(/\b(?:begge|alle \p{L}+) del[ae]ne\b/gu) ?? [])]
    expect(said).toEqual([...expected])
    if (parts !== 2) expect(/begge/iu.test(text)).toBe(false)
    if (parts === 1) expect(text.includes('minst én del')).toBe(false)
  })

  it('stand each on a line with what its rates are', () => {
    const document = documentOf(3)
    const table = figure(document, 'response-parts').table
    expect(table?.columns).toEqual([
      ...['Del', 'Spurt', 'Fullstendig', 'Delvis', 'Avbrutt'],
      ...['RR1', 'RR2', 'COOP1', 'COOP2', 'REF1', 'CON1'],
    ])
    expect(table?.rows.map(([name]) => name)).toEqual([
      'den som svarer på raadmann',
      'den som svarer på integrering',
      'den som svarer på skolesjef',
    ])
    expect(figure(document, 'response-outcomes').table?.columns).toHaveLength(4)
  })
})

// A wave that has other parts, groups and respondents than that of 2018, with no line of `src` for it.

const own = join(import.meta.dirname, '../waves')
const surveyOf = async (name: string): Promise<Survey> => {
  const found = await openSurvey({ wave: name, opensAt: null, closesAt: null, folder: own })
  if (!found.ok) throw new Error(JSON.stringify(found.faults))
  return found.survey
}
const reportedWith = async (survey: Survey, language: 'nb' | 'nn') => {
  const asked = newestOf(survey)
  const found = [...survey.units.values()]
  const about = { wave: survey.wave, opensAt: survey.opensAt, closesAt: survey.closesAt }
  const submissions = generateSubmissions({
    ...{ ...about, questionnaires: asked, units: found },
    ...{ count: found.length, seed: 1, targets: {} },
  })
  const built = await surveyReport(
    survey,
    { submissions, unreadable: 0, earlier: [], kind: 'demo' },
    { out: '', after: [], now: new Date(survey.closesAt), use: 'release' },
  )
  if ('faults' in built) throw new Error(JSON.stringify(built.faults))
  const partTitles = Object.fromEntries(Object.entries(survey.wave.parts).map(([part, { title }]) => [part, title]))
  const document = buildDocument({ ...built, partTitles, language })
  const [unit] = found
  if (unit === undefined) throw new Error('no unit')
  const ofUnit = unitDocument({ ...built, partTitles, language, unit })
  return { document, ofUnit, lines: flatLines(built.report, built.questionnaires, language), report: built.report }
}
const OF_2018 = /IMDi|bydel|Oslo|sentralitet|r\u00e5dmann|raadmann|integrering|introduksjon|2018/iu

describe('another wave', () => {
  it.each([
    ['nb', ['Bygder', 'Småbyer', '100 000 og over'], 'skoleeierne', 'Størrelse'],
    ['nn', ['Bygder', 'Småbyar', '100 000 og over'], 'skuleeigarane', 'Storleik'],
  ] as const)('is reported in %s with its own groups and respondents', async (language, sizes, who, title) => {
    const { document, ofUnit, lines, report } = await reportedWith(await surveyOf('tre-deler'), language)
    expect(report.groups.map(({ by }) => by)).toEqual(['population', 'county'])
    expect(Object.values(report.groups[0]?.names ?? {}).map((name) => name[language].replace(/\s/u, ' '))).toEqual(
      sizes,
    )
    expect(document.subtitle).toContain(who)
    expect(document.sender).toBe('Prøvedirektoratet')
    const whole = JSON.stringify([document, ofUnit, lines])
    expect(whole).toContain(`${title}: Bygder`)
    expect(whole).toContain('Vestland')
    expect(whole).not.toMatch(OF_2018)
  })

  it('that says nothing of groups and respondents has them after its units', async () => {
    const { document, report } = await reportedWith(await surveyOf('en-del'), 'nb')
    expect(report.groups.map(({ by }) => by)).toEqual(['population', 'centrality'])
    expect(report.respondents.definite).toEqual({ nb: 'kommunene', nn: 'kommunane' })
    expect(JSON.stringify(document)).not.toMatch(/IMDi|bydel|Oslo|2018/iu)
  })
})

describe('groups by population', () => {
  const sizes = (from: number[] | undefined) => {
    const grouped = { groups: [{ by: 'population' as const, ...(from === undefined ? {} : { from }) }] }
    return namedGroups(grouped, groupsOf(grouped, units))[0]?.names ?? {}
  }
  it.each<[number[] | undefined, string[]]>([
    [undefined, ['under_2000', '2000_4999', '5000_9999', '10000_19999', '20000_49999', '50000_og_over']],
    [
      [0, 3000],
      ['under_3000', '3000_og_over'],
    ],
    [[3000], ['under_3000', '3000_og_over']],
    [
      [10_000, 100_000],
      ['under_10000', '10000_99999', '100000_og_over'],
    ],
    [[0], ['0_og_over']],
  ])('with the lower bounds %j', (from, ids) => {
    expect(Object.keys(sizes(from))).toEqual(ids)
  })

  it('are named by their bounds', () => {
    const names = Object.values(sizes([0, 3000, 9000])).map(({ nb, nn }) =>
      [nb, nn].map((one) => one.replace(/\s/gu, ' ')),
    )
    expect(names).toEqual([
      ['Under 3 000', 'Under 3 000'],
      ['3 000–8 999', '3 000–8 999'],
      ['9 000 og over', '9 000 og over'],
    ])
  })
})

describe('the break in a series', () => {
  const { report } = reportOf(some)
  const notes = (breaks: ReportPlan | object[], language: 'nb' | 'nn' = 'nb') => {
    const read = trendSchema.parse({ ...trend, breaks })
    const own = reportOf(some, { trend: read }).report
    return figure(
      buildDocument({ report: own, questionnaires, plan, partTitles: {}, language }),
      'trend-resultatmaal-ja',
    ).notes.join(' ')
  }

  it('is told in the words of the wave', () => {
    expect(report.breaks).toEqual(trend.breaks)
    expect(notes(trend.breaks)).toContain('Til og med 2017 svarte rådmannen på alt i ett skjema.')
    const other = notes([{ year: 2016, text: same('Nytt skjema i 2016.') }])
    expect(other).toContain('Nytt skjema i 2016.')
    expect(other).not.toContain('2017')
  })

  it('is not told where it lies after this wave, nor where the wave names none', () => {
    expect(notes([{ year: 2021, text: same('Tre skjemaer.') }])).not.toContain('Tre skjemaer')
    expect(notes([])).toBe(
      'Tallene før og etter et brudd er ikke direkte sammenlignbare, og forskjellen kan skyldes bruddet.',
    )
  })
})

describe('captions and sums', () => {
  const documentInput = reportedIn(2)
  const documents = { nb: documentOf(2), nn: documentOf(2, 'nn') }
  const captions = (id: string, language: 'nb' | 'nn' = 'nb') =>
    figure(documents[language], `fig-${id}`).breakdowns.map(({ caption }) => caption)

  it.each([
    ['leder_aar', 'gjennomsnitt og median'],
    ['ansvarlig_aar', 'gjennomsnitt og median'],
    ['bosatt_antall', 'gjennomsnitt og median'],
    ['naeringsliv_aarsverk', 'gjennomsnitt og median, årsverk'],
    ['ansatte_andel', 'gjennomsnitt og median, prosent'],
  ])('of averages say so: %s', (id, words) => {
    for (const language of ['nb', 'nn'] as const) {
      expect(captions(id, language).length).toBeGreaterThan(3)
      for (const caption of captions(id, language)) expect(caption).toContain(words)
    }
  })

  it.each(['resultatmaal', 'naeringsliv_tiltak', 'leder_rolle'])('of shares say per cent: %s', (id) => {
    for (const caption of captions(id)) expect(caption).toMatch(/, prosent$/u)
  })

  it('of one are said in the singular, as it is read', () => {
    const about = reportedIn(2)
    const numbers = { mean: 1.04, median: 1, q1: 0.96, q3: 1.05, sum: 21 }
    const { variables } = about.report
    const counted = { ...variables.bosatt_antall, numbers } as (typeof variables)[string]
    const report = { ...about.report, variables: { ...variables, bosatt_antall: counted } }
    const values = (language: 'nb' | 'nn') =>
      figure(buildDocument({ ...about, report, language }), 'fig-bosatt_antall').table?.rows.map(([, value]) => value)
    expect(values('nb')).toEqual(['1 person', '1 person', '1 person', '1,1 personer', '21 personer'])
    expect(values('nn')).toEqual(['1 person', '1 person', '1 person', '1,1 personar', '21 personar'])
  })

  it('of a series too', () => {
    const unit = { nb: 'plasser', nn: 'plassar' }
    const points = [1, 2, 0].map((value, i) => ({
      year: 2016 + i,
      value,
      source: 's',
      ...(i ? {} : { about: true as const }),
    }))
    const series = { id: 'plasser', title: same('Plasser'), unit, points }
    const values = (language: 'nb' | 'nn') =>
      seriesFigure({ ...documentInput, language }, series).table?.rows.map(([, value]) => value)
    expect(values('nb')).toEqual(['om lag 1 plass', '2 plasser', '0 plasser'])
    expect(values('nn')).toEqual(['om lag 1 plass', '2 plassar', '0 plassar'])
  })

  it.each([
    ['leder_aar', false],
    ['ansvarlig_aar', false],
    ['ansatte_andel', false],
    ['resultatmaal_prosent', false],
    ['bosatt_antall', true],
    ['introprogram_deltakere', true],
    ['naeringsliv_aarsverk', true],
  ])('%s has a sum: %s', (id, has) => {
    const { report } = reportOf(submissions)
    const variable = report.variables[id]
    if (variable === undefined || !('numbers' in variable)) throw new Error(`no numbers of ${id}`)
    expect(variable.numbers?.sum !== undefined).toBe(has)
    expect(figure(documents.nb, `fig-${id}`).table?.rows.some(([name]) => name === 'Sum')).toBe(has)
  })
})

describe('findings', () => {
  const { report } = reportOf(submissions)
  const sentence = (id: string, language: 'nb' | 'nn' = 'nb') =>
    report.findings.find((f) => f.id === id)?.text[language]

  it('state what IMDi’s own summary of 2018 stated, in both forms', () => {
    expect(sentence('naeringsliv_praksisavtaler')).toMatch(
      /^Egne samarbeidsavtaler om praksisplasser er også mye brukt: .+ oppgir/u,
    )
    expect(sentence('naeringsliv_praksisavtaler', 'nn')).toContain('mykje brukte')
    expect(sentence('naeringsliv_stilling')).toContain(
      'IMDi fant i 2018 at flere kommuner enn før har en egen stilling',
    )
    expect(sentence('naeringsliv_stilling', 'nn')).toContain('fleire kommunar enn før')
    expect(sentence('tolk_retningslinjer')).toContain(
      'IMDi fant i 2018 at flere enn før har med Nasjonalt tolkeregister',
    )
    expect(sentence('bosettingsbehov')).toMatch(
      /flest flyktninger i 2016 \(18\s517\)\. I 2018 var tallet 4\s400\..+laveste på ti år/u,
    )
    expect(sentence('bosettingsbehov', 'nn')).toMatch(/flest flyktningar i 2016 \(18\s517\).+lågaste på ti år/u)
    expect(report.unstated).toEqual([])
  })

  it('say of whom a share is, by how it is put', () => {
    const shares = new Set(plan.findings.flatMap((f) => (f.kind === 'share' ? [f.id] : [])))
    expect(shares.size).toBeGreaterThan(8)
    for (const { id, text } of report.findings) {
      if (shares.has(id))
        expect(text.nb).toMatch(/(?:av kommunene og bydelene|av (?:fem|ti|tre|fire|to) kommuner og bydeler)/u)
    }
  })

  const planned = (...findings: object[]): ReportPlan =>
    reportPlan.parse({
      ...plan,
      findings: findings.map((finding, i) => ({
        id: `x${i}`,
        theme: 'program',
        text: same('{{andel}} {{sum}}'),
        ...finding,
      })),
    })

  it('that cannot be stated are listed with the reason', () => {
    const told: [what: string, finding: object, why: string][] = [
      [
        'a misspelt question',
        { kind: 'share', variable: 'resultatmal', of: ['ja'], words: 'exact' },
        'unknown_question',
      ],
      ['a misspelt choice', { kind: 'share', variable: 'resultatmaal', of: ['jo'], words: 'exact' }, 'unknown_choice'],
      ['no exclusive choice', { kind: 'share', variable: 'resultatmaal', of: 'any', words: 'exact' }, 'wrong_kind'],
      [
        'a sum of several',
        { kind: 'share', variable: 'naeringsliv_tiltak', of: ['nav_nettverk', 'annet'], words: 'exact' },
        'wrong_kind',
      ],
      ['too small a share', { kind: 'share', variable: 'resultatmaal', of: ['ja'], words: 'exact', from: 90 }, 'below'],
      ['rows of no matrix', { kind: 'extreme_rows', variable: 'resultatmaal' }, 'wrong_kind'],
      ['a median of choices', { kind: 'median', variable: 'resultatmaal' }, 'wrong_kind'],
      ['a sum of years', { kind: 'median', variable: 'leder_aar' }, 'no_sum'],
      ['too few choices', { kind: 'most_chosen', variable: 'resultatmaal', first: 40 }, 'too_few'],
      ['a series that is not there', { kind: 'series', series: 'bosetting' }, 'unknown_series'],
    ]
    const own = { plan: planned(...told.map(([, finding]) => finding)) }
    const { report: found } = reportOf(some, own)
    expect(found.findings).toEqual([])
    expect(found.unstated.map(({ theme, why }, i) => [told[i]?.[0], theme, why])).toEqual(
      told.map(([what, , why]) => [what, 'program', why]),
    )
    const document = buildDocument({ report: found, questionnaires, ...own, partTitles: {}, language: 'nb' })
    expect(document.chapters.at(-1)?.text.join(' ')).toContain('Hovedfunn som er planlagt, men ikke sagt')
  })

  it('are hidden where their numbers are', () => {
    const own = reportOf(submissions.filter((s) => s.part === 'integrering').slice(0, 3), {
      plan: planned({ kind: 'share', variable: 'resultatmaal', of: ['ja'], words: 'exact' }),
    })
    expect(own.report.unstated.map(({ why }) => why)).toEqual(['suppressed'])
  })
})

describe('what was published earlier', () => {
  it.each(['nb', 'nn'] as const)('stands beside this wave, all of it, with its source, in %s', async (language) => {
    const found = await openSurvey({ wave: 'kommuneundersokelsen-2027', opensAt: null, closesAt: null })
    if (!found.ok) throw new Error(JSON.stringify(found.faults))
    const { document, report: own } = await reportedWith(found.survey, language)
    const figures = document.chapters.flatMap((chapter) => chapter.figures)
    const told = Object.entries(own.variables).flatMap(([id, { trend: points }]) =>
      points.map((point) => ({ id, point })),
    )
    expect(told.length).toBeGreaterThan(15)
    for (const { id, point } of told) {
      const key = ['trend', id, ...(point.choices ?? [])].join('-')
      const beside = figures.filter((one) => one.id === key)
      expect(beside, key).toHaveLength(1)
      const row = beside[0]?.table?.rows.find(([year, shown]) => year === `${point.year}` && shown !== undefined)
      expect(row, key).toContain(own.sources[point.source]?.title)
      if (point.phrase !== undefined) expect(JSON.stringify(beside[0]?.table?.rows)).toContain(point.phrase[language])
      expect(figures.filter(({ title }) => title === beside[0]?.title)).toHaveLength(1)
    }
    // Of no choice there is no share of now, and no picture.
    const alone = figures.find((one) => one.id === 'trend-imdi_nytte')
    expect(alone).toMatchObject({ chart: null })
    expect(alone?.table?.rows.map(([year]) => year)).toEqual(['2018', '2020', '2023'])
  })
})
