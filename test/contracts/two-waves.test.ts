/** Two waves in the results store: reported, published and exported by the real commands, and what one gives away of the other. */

import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { openSql } from '../../src/edge/sql/database.ts'
import { openReleases, openResults } from '../../src/edge/sql/results.ts'
import { previousFor } from '../../src/questionnaire/last-wave.ts'
import type { Report } from '../../src/report/model.ts'
import { withPrevious } from '../../src/start/survey.ts'
import { answersOf, documentsOf, surveyOf, twoWaves } from '../support/two-waves.ts'
import { workplace } from './cli.run.ts'

const { folder, run, end, stores } = workplace({ DIALOGS_DIR: twoWaves })
let closeOwner: () => Promise<void>
let sql: ReturnType<typeof openSql>
let releasesOf: (wave: string) => ReturnType<ReturnType<typeof openReleases>['releases']>

beforeAll(async () => {
  const owned = await stores()
  ;({ sql } = owned)
  const results = openResults(sql)
  for (const wave of ['forst', 'neste'] as const) {
    for (const document of documentsOf(await surveyOf(wave), answersOf(wave))) {
      await results.storeSubmission(document, { by: 'p', at: new Date() })
    }
  }
  releasesOf = (wave) => openReleases(sql).releases(wave)
  closeOwner = owned.close
})
afterAll(async () => {
  await closeOwner()
  end()
})

const textOf = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8')
const report = (dir: string): Report => JSON.parse(textOf(dir, 'report.json'))
const rows = (text: string): string[][] =>
  text
    .replace(/^\uFEFF/u, '')
    .trim()
    .split(/\r?\n/u)
    .map((line) => line.split(';'))

describe('what the first wave answered, at the start of the service', () => {
  const seenBy = async (unitId: string) => {
    const neste = await surveyOf('neste')
    const [survey] = await withPrevious({ sql }, [neste], neste.opensAt)
    return previousFor(survey?.previous, unitId, 'svar')?.map(({ unit, year, became }) => [unit, year, became])
  }
  test('is shown to the unit itself, to those merged of several, and to the parts of a divided one', async () => {
    const again = [...answersOf('forst').keys()].find((unit) => unit > '9040') ?? ''
    expect(await seenBy(again)).toEqual([[again, 2022, undefined]])
    expect(await seenBy('9201')).toEqual([
      ['9001', 2022, 'merged'],
      ['9002', 2022, 'merged'],
    ])
    expect(await seenBy('9204')).toEqual([['9007', 2022, 'split']])
  })
  test('but not in a wave that has closed, nor in one that goes on from none', async () => {
    const [forst, neste] = [await surveyOf('forst'), await surveyOf('neste')]
    const read = await withPrevious({ sql }, [forst, neste], neste.closesAt)
    expect(read.map(({ previous }) => previous)).toEqual([undefined, undefined])
  })
})

describe('the report', () => {
  test('tells what has changed, in both forms, and what it gives away of both waves', async () => {
    expect(await run('report', '--wave', 'neste', '--out', 'nb')).toMatchObject({ code: 0 })
    expect(await run('report', '--wave', 'neste', '--out', 'nn', '--lang', 'nn')).toMatchObject({ code: 0 })
    expect(textOf('nb', 'report.html')).toContain('Endringer siden Prøveundersøkelsen 2022')
    expect(textOf('nb', 'report.html')).toContain('Det er flere enn i 2022, da det var')
    expect(textOf('nn', 'report.html')).toContain('Det er fleire enn i 2022, då det var')
    const words = report('nb').since?.items.flatMap((item) =>
      item.measures.map(({ all }) => [item.variable, all?.word]),
    )
    expect(words?.filter(([, word]) => word === 'more' || word === 'fewer').map(([variable]) => variable)).toEqual([
      ...['plan', 'plan'],
    ])
    const [later, earlier] = [await releasesOf('neste'), await releasesOf('forst')]
    expect([later, earlier].map((list) => list.length)).toEqual([1, 1])
    expect(Object.keys(later[0]?.items ?? {})).toContain('plan~forst')
    expect(Object.keys(earlier[0]?.items ?? {})).toContain('plan~neste')
    expect(
      JSON.parse(textOf('nb', 'release.json'))
        .map(({ wave }: { wave: string }) => wave)
        .sort(),
    ).toEqual(['forst', 'neste'])
  })

  test('of the first wave, made afterwards, reckons with what was told', async () => {
    expect(await run('report', '--wave', 'forst', '--out', 'forst')).toMatchObject({ code: 0 })
    expect(report('forst').since).toBeUndefined()
    expect(await releasesOf('forst')).toHaveLength(2)
  })
})

test('a generated report tells of change between two generated sets', async () => {
  expect(await run('report', '--wave', 'neste', '--demo', '--units', '100', '--out', 'demo')).toMatchObject({ code: 0 })
  expect(report('demo')).toMatchObject({ demo: true, since: { wave: 'forst', year: 2022 } })
  expect(existsSync(join(folder, 'demo', 'release.json'))).toBe(false)
})

test('the publication export has the changes in a file of their own', async () => {
  const ran = await run('results', 'export', '--wave', 'neste', '--format', 'csv', '--publication', '--out', 'pub')
  expect(ran).toMatchObject({ code: 0 })
  const [head = [], ...lines] = rows(textOf('pub', 'changes.csv'))
  const plan = lines.filter(
    (line) => line[head.indexOf('variable')] === 'plan' && line[head.indexOf('measure')] === 'ja',
  )
  const told = plan.map((line) => ['whom', 'group', 'word'].map((name) => line[head.indexOf(name)]))
  expect(told.slice(0, 2)).toEqual([
    ['all', '', 'more'],
    ['panel', '', 'more'],
  ])
  expect(told.slice(2).every(([whom, group]) => whom === 'group' && group !== '')).toBe(true)
  expect(told).toContainEqual(['group', 'Vest', 'more'])
  expect(existsSync(join(folder, 'pub', 'tables.csv'))).toBe(true)
})

describe('submissions that cannot be read', () => {
  const broken = async (wave: string, unitId: string, document: unknown) => {
    const at = { submitted_at: new Date(0), stored_at: new Date(0) }
    const of = { submission_id: randomUUID(), revision: 1, wave, part: 'svar', unit_id: unitId, complete: true }
    await sql
      .insertInto('submissions')
      .values({ ...of, ...at, document: JSON.stringify(document) })
      .execute()
  }
  const silent = async (wave: 'forst' | 'neste') =>
    [...(await surveyOf(wave)).units.keys()].filter((unit) => !answersOf(wave).has(unit))
  afterAll(() => sql.deleteFrom('submissions').where('submitted_at', '=', new Date(0)).execute())
  const left = (n: string) => `Left out, as they do not parse: ${n}.\n`

  test('are said, of the wave before and of this one, in the report and in the publication export', async () => {
    const [now = ''] = await silent('neste')
    const before = await silent('forst')
    await broken('forst', before[0] ?? '', {})
    expect((await run('report', '--wave', 'neste', '--out', 'left')).err).toContain(left('1 submission'))
    for (const [i, document] of [[], 'x', { answers: 5 }].entries())
      await broken('forst', before[i + 1] ?? '', document)
    await broken('neste', now, null)
    const said = await run('report', '--wave', 'neste', '--out', 'left')
    expect(said.err).toContain(left('5 submissions'))
    const publication = ['--format', 'jsonl', '--publication', '--out', 'left-pub']
    expect((await run('results', 'export', '--wave', 'neste', ...publication)).err).toContain(left('5 submissions'))
  })
})

describe('the export over waves', () => {
  const exported = async (format: 'csv' | 'jsonl' | 'xlsx') => {
    const out = `over-${format}`
    expect(
      await run('results', 'export', '--wave', 'neste', '--format', format, '--over-waves', '--out', out),
    ).toMatchObject({
      code: 0,
    })
    return out
  }
  test('has one key a unit', async () => {
    const [head = [], ...lines] = rows(textOf(await exported('csv'), 'results-over-waves.csv'))
    const of = (wave: string, unit: string) => {
      const line = lines.find((one) => one[head.indexOf('wave')] === wave && one[head.indexOf('unit')] === unit)
      return line === undefined ? undefined : [line[head.indexOf('unit_key')], line[head.indexOf('became')]]
    }
    expect(of('forst', '9001')).toEqual(['9201', 'merged'])
    expect(of('forst', '9002')).toEqual(['9201', 'merged'])
    expect(of('neste', '9201')).toEqual(['9201', ''])
    expect(of('forst', '9007')).toEqual(['9007', 'split'])
    const renumbered = [...answersOf('forst').keys()].find((unit) => unit > '9020' && unit <= '9040') ?? ''
    expect(of('forst', renumbered)).toEqual([`92${renumbered.slice(2)}`, ''])
    const codebook = rows(textOf('over-csv', 'codebook.csv'))
    expect(new Set(codebook.slice(1).map(([wave]) => wave))).toEqual(new Set(['neste', 'forst']))
  })
  test('as documents and as a workbook', async () => {
    const lines = textOf(await exported('jsonl'), 'results-over-waves.jsonl')
      .trim()
      .split('\n')
    expect(lines).toHaveLength(answersOf('forst').size + answersOf('neste').size)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ schema: 'kommunedialog.submission.v1', wave: 'forst' })
    expect(existsSync(join(folder, await exported('xlsx'), 'results-over-waves.xlsx'))).toBe(true)
  })
  test('is found in the audit trail under every wave whose answers it holds, with how many', async () => {
    const trail = await sql
      .selectFrom('audit')
      .select(['action', 'subject', 'count'])
      .where('action', 'like', 'results.export.over_waves.%')
      .execute()
    const each = ['csv', 'jsonl', 'xlsx'].flatMap((format) =>
      (['forst', 'neste'] as const).map((wave) => ({
        ...{ action: `results.export.over_waves.${format}`, subject: wave, count: answersOf(wave).size },
      })),
    )
    expect(trail).toHaveLength(each.length)
    expect(trail).toEqual(expect.arrayContaining(each))
  })
  test('of a wave that is the first is found under it alone, also while nobody has answered', async () => {
    const before = await sql.selectFrom('audit').select('id').execute()
    for (const wave of ['forst'])
      expect(
        await run('results', 'export', '--wave', wave, '--format', 'csv', '--over-waves', '--out', 'alone'),
      ).toMatchObject({ code: 0 })
    const after = await sql.selectFrom('audit').select(['id', 'subject']).execute()
    const made = after.filter(({ id }) => !before.some((one) => one.id === id))
    expect(made.map(({ subject }) => subject)).toEqual(['forst'])
  })
  test.each([['--publication'], ['--long']])('does not go with %s', async (flag) =>
    expect(
      await run('results', 'export', '--wave', 'neste', '--format', 'csv', '--over-waves', flag, '--out', 'x'),
    ).toMatchObject({ code: 64 }),
  )
})
