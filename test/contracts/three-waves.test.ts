/** A wave that goes on from one that goes on from another: the real command compares it with the last that has answers. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { openSql } from '../../src/edge/sql/database.ts'
import { openReleases, openResults } from '../../src/edge/sql/results.ts'
import type { Report } from '../../src/report/model.ts'
import { openSurvey } from '../../src/start/survey.ts'
import { answersOf, documentsOf, surveyOf, twoWaves } from '../support/two-waves.ts'
import { workplace } from './cli.run.ts'

const parent = mkdtempSync(join(tmpdir(), 'three-waves-'))
const dialogs = join(parent, 'dialogs')
cpSync(twoWaves, dialogs, { recursive: true })
cpSync(join(twoWaves, 'neste'), join(dialogs, 'siste'), { recursive: true })
const change = (file: string, ...edits: [RegExp, string][]) => {
  const path = join(dialogs, 'siste', file)
  writeFileSync(
    path,
    edits.reduce((text, [from, to]) => text.replace(from, to), readFileSync(path, 'utf8')),
  )
}
change(
  'wave.yaml',
  ...([
    [/id: neste/u, 'id: siste'],
    [/opensAt: .*\ncloses.*/u, "opensAt: '2026-05-04T08:00'\nclosesAt: '2026-06-05T16:00'"],
    [/continues: .*/u, "continues: { wave: neste, unitsAt: '2025-10-02' }"],
    [/(nb: Prøveundersøkelsen|nn: Prøveundersøkinga) 2025/gu, '$1 2026'],
  ] satisfies [RegExp, string][]),
)
change('svar.v1.yaml', [/wave: neste/u, 'wave: siste'])

const { folder, run, end, stores } = workplace({ DIALOGS_DIR: dialogs })
let closeOwner: () => Promise<void>
let sql: ReturnType<typeof openSql>
const store = async (documents: ReturnType<typeof documentsOf>) => {
  for (const document of documents) await openResults(sql).storeSubmission(document, { by: 'p', at: new Date() })
}
beforeAll(async () => {
  ;({ sql, close: closeOwner } = await stores())
  const read = await openSurvey({ folder: dialogs, wave: 'siste', opensAt: null, closesAt: null })
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  await store(documentsOf(await surveyOf('forst'), answersOf('forst')))
  await store(documentsOf(read.survey, answersOf('neste')))
})
afterAll(async () => {
  await closeOwner()
  end()
  rmSync(parent, { recursive: true })
})
const report = (dir: string): Report => JSON.parse(readFileSync(join(folder, dir, 'report.json'), 'utf8'))
const told = async (wave: string) => (await openReleases(sql).releases(wave)).length

test('where the last has no answers, the one before is compared, by what became of its units on the whole way', async () => {
  expect(await run('report', '--wave', 'siste', '--out', 'uten')).toMatchObject({ code: 0 })
  const { since } = report('uten')
  expect(since).toMatchObject({ wave: 'forst', year: 2022, older: [], unanswered: [{ wave: 'neste' }] })
  // As the second wave is compared with the first: the same units, answers and history.
  expect(since?.units).toEqual({ before: 160, now: 158, both: 156, split: 2 })
  expect([await told('siste'), await told('forst'), await told('neste')]).toEqual([1, 1, 0])
})

test('where it has, the last is compared and the one before stands beside; what is told is kept for all three', async () => {
  await store(documentsOf(await surveyOf('neste'), answersOf('neste')))
  expect(await run('report', '--wave', 'siste', '--out', 'med')).toMatchObject({ code: 0 })
  const { since } = report('med')
  expect(since).toMatchObject({ wave: 'neste', year: 2025, unanswered: [], older: [{ wave: 'forst', year: 2022 }] })
  expect(since?.units).toMatchObject({ both: 158, split: 0 })
  const plan = since?.items.find(({ variable }) => variable === 'plan')
  expect(plan?.older).toMatchObject([{ wave: 'forst', n: 124 }])
  expect(plan?.measures[0]?.all).toMatchObject({ change: 0, word: 'same' })
  expect([await told('siste'), await told('forst'), await told('neste')]).toEqual([2, 2, 1])
})
