/** `report.yaml`, `trend.yaml` and `demo.yaml` held against what the wave asks. */

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkWaveFolder } from '../../../src/edge/files/wave-folder.ts'
import { checkReportFolder } from '../../../src/edge/report/write-report.ts'

const real = fileURLToPath(new URL('../../../dialogs/kommuneundersokelsen-2018', import.meta.url))

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'report-'))
  await cp(real, dir, { recursive: true })
})
afterEach(() => rm(dir, { recursive: true }))

const change = async (name: string, from: string | RegExp, to: string) => {
  const text = await readFile(join(dir, name), 'utf8')
  expect(text).toMatch(from)
  await writeFile(join(dir, name), text.replace(from, to))
}

/** What stands at line and column shows that the place is right. */
const found = async () => {
  const { questionnaires } = await checkWaveFolder(dir, () => [])
  const faults = await checkReportFolder(dir, questionnaires)
  const told: string[] = []
  for (const { file, line, column, code } of faults) {
    const lines = (await readFile(file, 'utf8')).split('\n')
    const there = lines[line - 1]?.slice(column - 1).split(/[\s,\]]/u)[0]
    told.push(`${file.slice(dir.length + 1)} ${code} ${there}`)
  }
  return told
}

test('the files of 2018 are without faults', async () => expect(await found()).toEqual([]))

const POINTS = '[{ year: 2001, value: 1, source: NIBR }, { year: 2002, value: 2, source: NIBR }]'
const OF_THE_SAME_NAME = `
  - { id: bosettingsbehov, title: { nb: A, nn: A }, unit: { nb: b, nn: b }, points: ${POINTS} }`

test.each([
  ['report.yaml', /variable: resultatmaal$/mu, 'variable: resultatmal', 'unknown_question resultatmal'],
  ['report.yaml', 'tolk_kjent]', 'tolk_kjennt]', 'unknown_question tolk_kjennt'],
  ['report.yaml', 'tolk_kjent]', 'svingninger]', 'duplicate_id svingninger'],
  ['report.yaml', 'of: [legger_ikke_til_rette]', 'of: [legger_ikke]', 'unknown_choice legger_ikke'],
  ['report.yaml', /kind: rows_over_half$/mu, 'kind: median', 'wrong_kind median'],
  ['report.yaml', '- id: tolk_retningslinjer', '- id: svingninger', 'duplicate_id svingninger'],
  [
    'report.yaml',
    "nb: '{{andel_hvem}} oppgir at timeplanene",
    "nb: '{{andl}} oppgir at timeplanene",
    "unknown_placeholder '{{andl}}",
  ],
  ['report.yaml', 'series: bosettingsbehov', 'series: bosetingsbehov', 'unknown_series bosetingsbehov'],
  ['trend.yaml', /variable: imdi_nytte$/mu, 'variable: imdi_nyte', 'unknown_question imdi_nyte'],
  ['trend.yaml', 'choices: [stillingsressurs]', 'choices: [stilling]', 'unknown_choice stilling'],
  ['trend.yaml', 'year: 2017, value: 12714', 'year: 2018, value: 12714', 'duplicate_id 2018'],
  ['trend.yaml', 'year: 2016, value: 18517', 'year: 2018, value: 18517', 'duplicate_id 2018'],
  ['trend.yaml', 'year: 2018, value: 4400', 'year: 2016, value: 4400', 'duplicate_id 2016'],
  ['trend.yaml', 'year: 2018, value: 4400', 'year: 2017, value: 12714', 'duplicate_id 2017'],
  ['trend.yaml', /^series:$/mu, `series:${OF_THE_SAME_NAME}`, 'duplicate_id bosettingsbehov'],
  ['demo.yaml', 'resultatmaal: { ja: 68 }', 'resultatmal: { ja: 68 }', 'unknown_question {'],
  ['demo.yaml', 'resultatmaal: { ja: 68 }', 'resultatmaal: { jo: 68 }', 'unknown_choice 68'],
  ['demo.yaml', 'bosetting: 72', 'bosettning: 72', 'unknown_choice 72'],
] as const)('%s: %s misspelt as «%s»', async (name, from, to, told) => {
  await change(name, from, to)
  expect(await found()).toContain(`${name} ${told}`)
})

test('of both files at once, beside a fault of shape', async () => {
  await change('report.yaml', /variable: resultatmaal$/mu, 'variable: resultatmal')
  await change('report.yaml', /words: over$/mu, 'words: under')
  await change('trend.yaml', /variable: imdi_nytte$/mu, 'variable: imdi_nyte')
  expect((await found()).sort()).toEqual([
    'report.yaml unknown_question resultatmal',
    'report.yaml wrong_value under',
    'trend.yaml unknown_question imdi_nyte',
  ])
})

test('a questionnaire that cannot be read makes no question unknown', async () => {
  await change('raadmann.v1.yaml', /^title:/mu, 'titel:')
  expect(await found()).toEqual([])
})

test('answers and successors are checked though other files have faults', async () => {
  await change('wave.yaml', /^rateBase:.*$/mu, 'rateBase: alle')
  await writeFile(join(dir, 'previous.jsonl'), '{')
  await writeFile(join(dir, 'successors.csv'), 'unit,successor\n0301,\n')
  const { faults } = await checkWaveFolder(dir, () => [])
  expect(faults.map(({ file, code }) => `${file.slice(dir.length + 1)} ${code}`)).toEqual([
    'previous.jsonl wrong_previous',
    'successors.csv wrong_successor',
    'wave.yaml wrong_value',
  ])
})

test('successors.csv without previous.jsonl is checked too', async () => {
  await writeFile(join(dir, 'successors.csv'), 'unit,successor\n0301,9999\n')
  const { faults, folder } = await checkWaveFolder(dir, () => [])
  expect(faults).toMatchObject([{ line: 2, code: 'unknown_unit' }])
  expect(folder).toBeNull()
})
