/**
 * The published figures of 2018 (kommuneundersokelsen.md section 5): a generated answer set that meets them, answered
 * through the bot's engine, and the report that must state them again.
 */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderChart } from '../../src/edge/report/charts.ts'
import { withTarget } from '../../src/report/demo-shares.ts'
import { isSuppressed, type Report, type Table, type Variable } from '../../src/report/model.ts'
import { buildDocument } from '../../src/report/whole-report.ts'
import { generated, plan, publishedShares, questionnaires, reportOf } from '../support/survey-2018.ts'

const variable = (report: Report, id: string): Variable => {
  const found = report.variables[id]
  if (found === undefined) throw new Error(`no variable ${id}`)
  return found
}
const table = (report: Report, id: string, row?: string): Table => {
  const cell = row === undefined ? variable(report, id) : variable(report, id).rows?.[row]
  if (cell === undefined || isSuppressed(cell)) throw new Error(`no numbers for ${id}`)
  return cell
}
const tops = (report: Report, id: string): [string, number][] =>
  Object.keys(variable(report, id).rows ?? {})
    .map((row): [string, number] => [row, table(report, id, row).top?.share ?? 0])
    .sort(([, a], [, b]) => b - a)
const sentence = (report: Report, id: string, language: 'nb' | 'nn' = 'nb') =>
  report.findings.find((f) => f.id === id)?.text[language]
/** The chart of a question as it stands in the report. */
const drawn = async (report: Report, id: string): Promise<string> => {
  const document = buildDocument({ report, questionnaires, plan, partTitles: {}, language: 'nb' })
  const figure = document.chapters.flatMap((c) => c.figures).find((f) => f.id === `fig-${id}`)
  if (!figure?.chart) throw new Error(`no chart of ${id}`)
  return renderChart(figure.chart, figure.alternative)
}
const mostChosen = (report: Report, id: string): string[] =>
  Object.entries(table(report, id).counts)
    .sort(([, a], [, b]) => b - a)
    .map(([choice]) => choice)

describe.each([437, 301, 250])('with %i units answering', (count) => {
  const { report } = reportOf(generated(count, count))

  it.each([
    ['resultatmaal', 'ja', 68],
    ['ordinaer_utdanning', 'legger_ikke_til_rette', 4],
    ['ansatte_tiltak', 'nei', 65],
  ])('%s %s is %i per cent', (id, choice, percent) => {
    expect(table(report, id).shares[choice]).toBe(percent)
  })

  it('has the best and the weakest area at 77 and 21', () => {
    const rows = tops(report, 'imdi_nytte')
    expect(rows[0]).toEqual(['kunnskapsdeling', 77])
    expect(rows.at(-1)).toEqual(['mangfoldige_tjenester', 21])
  })

  it.each([
    ['svingninger', 'ja', 77, 83],
    ['tolk_register', 'ja', 47, 53],
    ['ordinaer_utdanning', 'samkjoerte_timeplaner', 25.5, 29],
    ['naeringsliv_tiltak', 'nav_nettverk', 51, 100],
    ['samarbeid_kommuner', 'ja', 51, 100],
  ])('%s %s is between %d and %d', (id, choice, from, to) => {
    const share = table(report, id).shares[choice]
    expect(share).toBeGreaterThanOrEqual(from)
    expect(share).toBeLessThanOrEqual(to)
  })

  it('has nine of ten with a measure, and two of three with an evaluation', () => {
    expect(Math.abs((table(report, 'naeringsliv_tiltak').any?.share ?? 0) - 90)).toBeLessThanOrEqual(3)
    expect(Math.abs((table(report, 'evaluering').any?.share ?? 0) - 67)).toBeLessThanOrEqual(3)
  })

  it('has ten of eleven areas over half', () => {
    expect(tops(report, 'imdi_viktighet').filter(([, share]) => share > 50)).toHaveLength(10)
    expect(sentence(report, 'imdi_viktighet')).toContain('På ti av elleve områder')
  })

  it('has the named categories first', () => {
    expect(new Set(mostChosen(report, 'svingninger_hvilke').slice(0, 3))).toEqual(
      new Set(['bemanning', 'planlegging', 'oekonomi']),
    )
    expect(new Set(mostChosen(report, 'samarbeid_om').slice(0, 3))).toEqual(
      new Set(['norskopplaering', 'grunnskole', 'samfunnskunnskap']),
    )
    expect(mostChosen(report, 'ansatte_tiltak_hvilke')[0]).toBe('praksis_mentor_trainee')
  })

  it('draws so', async () => {
    expect(await drawn(report, 'resultatmaal')).toContain('>68 %<')
  })

  it('says so', () => {
    expect(sentence(report, 'resultatmaal')).toBe(
      '68 prosent av kommunene og bydelene oppgir at kommunen har resultatmål for introduksjonsprogrammet. I tidligere undersøkelser har andelen vært mellom 55 og 60 prosent.',
    )
    expect(sentence(report, 'resultatmaal', 'nn')).toBe(
      '68 prosent av kommunane og bydelane opplyser at kommunen har resultatmål for introduksjonsprogrammet. I tidlegare undersøkingar har prosentdelen vore mellom 55 og 60 prosent.',
    )
    expect(sentence(report, 'ansatte_tiltak')).toMatch(/^65 prosent/u)
    expect(sentence(report, 'svingninger')).toMatch(/^(Om lag f|F)ire av fem kommuner og bydeler oppgir/u)
    expect(sentence(report, 'naeringsliv_tiltak')).toMatch(/^(Om lag n|N)i av ti/u)
    expect(sentence(report, 'naeringsliv_nav')).toMatch(/^Over halvparten/u)
    expect(sentence(report, 'samkjoerte_timeplaner')).toMatch(/^Litt mer enn en fjerdedel/u)
    expect(sentence(report, 'evaluering')).toMatch(/^(Om lag t|T)o av tre/u)
    expect(sentence(report, 'tolk_retningslinjer')).toMatch(/^(Om lag h|H)alvparten/u)
  })
})

/** Hundreds of respondents through the engine take seconds on a busy machine. */
describe('the report', () => {
  const submissions = generated(120, 7)

  it('follows the answers: another target is another sentence and another chart', async () => {
    const { report } = reportOf(generated(300, 7, withTarget(publishedShares, 'resultatmaal', 'ja', 61)))
    expect(table(report, 'resultatmaal').shares.ja).toBe(61)
    expect(sentence(report, 'resultatmaal')).toMatch(/^61 prosent/u)
    expect(await drawn(report, 'resultatmaal')).toContain('>61 %<')
    expect(await drawn(report, 'resultatmaal')).not.toContain('68 %')
  })

  it('is the same in whatever order the submissions came', () => {
    const { report } = reportOf(submissions)
    fc.assert(
      fc.property(fc.shuffledSubarray(submissions, { minLength: submissions.length }), (shuffled) => {
        expect(reportOf(shuffled).report).toEqual(report)
      }),
      { numRuns: 3 },
    )
  })

  it('has the same numbers in both language forms', () => {
    const digits = (text: string | undefined) => text?.match(/\d+/gu)
    for (const { text } of reportOf(submissions).report.findings) expect(digits(text.nn)).toEqual(digits(text.nb))
  })

  it('counts the newest revision of a unit and part once', () => {
    const [first, ...rest] = submissions
    if (first === undefined) throw new Error('nothing generated')
    const again = { ...first, revision: 2, answers: {}, missing: { ...first.missing, svingninger: 'skipped' as const } }
    const both = reportOf([again, first, ...rest]).report
    expect(both).toEqual(reportOf([again, ...rest]).report)
    expect(both.response.any).toBe(reportOf(submissions).report.response.any)
  })

  it('is internal while the survey is open', () => {
    expect(reportOf(submissions, { now: Date.parse('2018-11-20T12:00:00Z') }).report.status).toBe('internal')
    expect(reportOf(submissions).report.status).toBe('final')
  })

  it('says nothing where nobody has answered', () => {
    const { report } = reportOf([])
    // What stands on a series from elsewhere needs no answers.
    expect(report.findings.map(({ id }) => id)).toEqual(['bosettingsbehov'])
    expect(new Set(report.unstated.map(({ why }) => why))).toEqual(new Set(['nobody']))
    expect(report.unstated).toHaveLength(plan.findings.length - 1)
    expect(table(report, 'resultatmaal').n).toBe(0)
  })

  it('does not let the second of two releases show the two units that came between', () => {
    const both = generated(300, 3)
    const answered = both.filter((s) => s.part === 'raadmann').map((s) => s.unit.id)
    const late = new Set(answered.slice(0, 2))
    const { release } = reportOf(both.filter((s) => !late.has(s.unit.id)))
    const { report } = reportOf(both, { earlier: [release] })
    expect(report.variables.leder_rolle).toMatchObject({ suppressed: true })
  })
})
