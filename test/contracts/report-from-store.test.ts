/** The published table by way of the results store: stored, read again, reported by the real command. */

import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openResults } from '../../src/edge/sql/results.ts'
import type { Report } from '../../src/report/model.ts'
import { generated } from '../support/survey-2018.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { workplace } from './cli.run.ts'

const { folder, run, end, stores } = workplace()
let closeOwner: () => Promise<void>
let releases: () => Promise<unknown[]>
let stored: (document: ReturnType<typeof generated>[number]) => Promise<void>

beforeAll(async () => {
  const owned = await stores()
  const { sql } = owned
  const results = openResults(sql)
  stored = (document) => results.storeSubmission(document, { by: 'p', at: new Date() })
  for (const document of generated(200, 2018)) await stored(document)
  releases = () => sql.selectFrom('releases').select('number').execute()
  closeOwner = owned.close
})
afterAll(async () => {
  await closeOwner()
  end()
})

const report = (dir: string): Report => JSON.parse(readFileSync(join(folder, dir, 'report.json'), 'utf8'))

describe('a folder that cannot be made', () => {
  it.each([
    ['the report', ['report']],
    ['a unit’s report', ['report', '--unit', '1201']],
    ['the tables', ['results', 'export', '--format', 'csv', '--publication']],
  ])('ends %s at once, and nothing counts as shown', async (_, args) => {
    const ran = await run(...args, '--out', '/proc/kommunedialog/ut')
    expect(ran).toMatchObject({ code: 1, out: '' })
    expect(ran.err).toMatch(/^kommunedialog: E[A-Z]+: /u)
    expect(await releases()).toEqual([])
  })
})

describe('the report of stored answers', () => {
  it('states the published figures', async () => {
    const ran = await run('report', '--wave', wave2018, '--out', 'nb')
    expect(ran).toMatchObject({ code: 0 })
    const { variables, status, demo, findings } = report('nb')
    expect({ status, demo }).toEqual({ status: 'final', demo: undefined })
    expect(variables.resultatmaal).toMatchObject({ shares: { ja: 68 } })
    expect(variables.ordinaer_utdanning).toMatchObject({ shares: { legger_ikke_til_rette: 4 } })
    expect(variables.ansatte_tiltak).toMatchObject({ shares: { nei: 65 } })
    expect(variables.imdi_nytte?.rows?.kunnskapsdeling).toMatchObject({ top: { share: 77 } })
    expect(variables.imdi_nytte?.rows?.mangfoldige_tjenester).toMatchObject({ top: { share: 21 } })
    expect(findings.find((f) => f.id === 'resultatmaal')?.text.nb).toMatch(
      /^68 prosent av kommunene og bydelene oppgir/u,
    )
  })

  it('is the same in nynorsk, and beside an earlier release of the same answers', async () => {
    expect(await run('report', '--out', 'nb', '--lang', 'nn')).toMatchObject({ code: 0 })
    expect(report('nb').variables.resultatmaal).toMatchObject({ shares: { ja: 68 } })
  })

  it('has its numbers as tables for publication, and no single answer in them', async () => {
    const ran = await run('results', 'export', '--format', 'jsonl', '--publication', '--out', 'pub')
    expect(ran).toMatchObject({ code: 0 })
    const lines = readFileSync(join(folder, 'pub', 'tables.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((l) => JSON.parse(l))
    expect(lines.find((l) => l.variable === 'resultatmaal' && l.measure === 'ja' && l.dimension === '')).toMatchObject({
      value: 68,
    })
    for (const line of lines) if (!line.suppressed && line.n > 0) expect(line.n).toBeGreaterThanOrEqual(5)
    expect(
      await run('results', 'export', '--format', 'csv', '--publication', '--with-text', '--out', 'x'),
    ).toMatchObject({ code: 64 })
  })

  it('gives a unit its own report, and no other unit', async () => {
    const { code, out } = await run('report', '--unit', '1201', '--out', 'unit', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ unit: '1201', files: expect.arrayContaining(['unit/report-1201.html']) })
    expect(readFileSync(join(folder, 'unit', 'report-1201.html'), 'utf8')).toContain('Slik svarte Bergen')
    expect(statSync(join(folder, 'unit', 'report-1201.html')).mode & 0o077).toBe(0)
    expect(await run('report', '--unit', '9999', '--out', 'unit')).toMatchObject({ code: 1 })
  })
})

describe('a report after another', () => {
  it('can be looked at before it is published', async () => {
    expect(await run('report', '--internal', '--out', 'draft')).toMatchObject({ code: 0 })
    expect(report('draft')).toMatchObject({ status: 'internal', variables: { resultatmaal: { shares: { ja: 68 } } } })
    expect(existsSync(join(folder, 'draft', 'release.json'))).toBe(false)
    expect(await run('report', '--internal', '--unit', '1201', '--out', 'draft')).toMatchObject({ code: 64 })
  })

  it('hides what one unit has changed since, wherever the other was written', async () => {
    const first = generated(200, 2018).find((s) => s.answers.resultatmaal?.kind === 'single')
    if (first === undefined) throw new Error('nobody has answered')
    const { resultatmaal: _, ...answers } = first.answers
    await stored({ ...first, revision: 2, answers, missing: { ...first.missing, resultatmaal: 'dont_know' } })
    expect(await run('report', '--out', 'later')).toMatchObject({ code: 0 })
    expect(report('later').variables).toMatchObject({
      resultatmaal: { suppressed: true, missing: { suppressed: true } },
      imdi_kontakt: { shares: expect.anything() },
    })
  })
})
