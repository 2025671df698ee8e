/** `dialogs check --stored`: what no report would have of the answers in the stores is told before one is made. */

import { randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { openSql } from '../../src/edge/sql/database.ts'
import { openResults } from '../../src/edge/sql/results.ts'
import { openVersions } from '../../src/edge/sql/versions.ts'
import { openSurvey } from '../../src/start/survey.ts'
import { answersOf, documentsOf, surveyOf, twoWaves } from '../support/two-waves.ts'
import { workplace } from './cli.run.ts'

const parent = mkdtempSync(join(tmpdir(), 'stored-check-'))
const dialogs = join(parent, 'dialogs')
const place = workplace({ DIALOGS_DIR: dialogs })
let closeOwner: () => Promise<void>
let sql: ReturnType<typeof openSql>

beforeAll(async () => {
  const owned = await place.stores()
  ;({ sql, close: closeOwner } = owned)
  const results = openResults(sql)
  for (const wave of ['forst', 'neste'] as const) {
    for (const document of documentsOf(await surveyOf(wave), answersOf(wave))) {
      await results.storeSubmission(document, { by: 'p', at: new Date() })
    }
  }
})
afterAll(async () => {
  await closeOwner()
  place.end()
  rmSync(parent, { recursive: true })
})
beforeEach(() => {
  mkdirSync(dialogs)
  cpSync(twoWaves, dialogs, { recursive: true })
})
afterEach(() => rmSync(dialogs, { recursive: true }))

const edit = (file: string, from: string | RegExp, to: string) => {
  const text = readFileSync(join(dialogs, file), 'utf8')
  expect(text).toMatch(from)
  writeFileSync(join(dialogs, file), text.replace(from, to))
}
/** Without the folder and the code. */
const plain = (out: string): string[] =>
  out
    .trimEnd()
    .replaceAll(`${relative(place.folder, dialogs)}/`, '')
    .replace(/^(\S+:\d+:\d+) \w+ /gmu, '$1 ')
    .split('\n')
const check = async (...args: string[]) => {
  const { code, out, err } = await place.run('dialogs', 'check', '--stored', ...args)
  return { code, lines: plain(out), err }
}
const count = answersOf('neste').size
const given = (question: string, wave: 'forst' | 'neste' = 'neste') =>
  [...answersOf(wave).values()].filter((cells) => cells[question] !== '').length
const noteAll = async () => {
  for (const wave of ['forst', 'neste']) {
    const read = await openSurvey({ folder: dialogs, wave, opensAt: null, closesAt: null })
    if (!read.ok) throw new Error(JSON.stringify(read.faults))
    const hash = read.survey.hashes?.get('svar.v1') ?? ''
    await openVersions(sql).note(wave, { part: 'svar', version: 1, hash }, { at: new Date() })
  }
}
const noted = async () => (await sql.selectFrom('versions').select('wave').execute()).length

test('nothing is wrong, and nothing is noted by looking', async () => {
  expect(await check()).toMatchObject({ code: 0, lines: ['Ingen feil.'] })
  expect(await noted()).toBe(0)
})

test('a path beside it is refused', async () =>
  expect(await place.run('dialogs', 'check', '--stored', dialogs)).toMatchObject({
    code: 64,
    err: expect.stringContaining('--stored goes without a path'),
  }))

describe('answers that are not asked for any more, where nobody has noted the text', () => {
  test.each<[string, () => void, string]>([
    [
      'a question',
      () => edit('neste/svar.v1.yaml', 'id: kontakt', 'id: kontaktperson'),
      `neste/svar.v1.yaml:1:1 noen har svart på «kontakt» (innsendinger: ${given('kontakt')}), som ikke står i denne versjonen`,
    ],
    [
      'a choice',
      () => edit('neste/svar.v1.yaml', /(id: plan[\s\S]*?)id: nei/u, '$1id: ikke'),
      'neste/svar.v1.yaml:1:1 noen har svart «nei» på «plan» (innsendinger: ',
    ],
    [
      'a row',
      () => edit('neste/svar.v1.yaml', 'id: tall,', 'id: talla,'),
      `neste/svar.v1.yaml:1:1 noen har svart på rad «tall» i «nytte» (innsendinger: ${count})`,
    ],
    [
      'another kind',
      () => edit('forst/svar.v1.yaml', /(id: plan\n\s+kind: )single/u, '$1multiple'),
      `forst/svar.v1.yaml:1:1 noen har svart på «plan» som et spørsmål av en annen type (innsendinger: ${given('plan', 'forst')})`,
    ],
    [
      'a question of a draft',
      () => {
        edit('neste/wave.yaml', 'id: neste', 'id: neste\ndraft: true')
        edit('neste/svar.v1.yaml', 'id: antall', 'id: hvor_mange')
        edit('neste/report.yaml', ', antall]', ', hvor_mange]')
        edit('neste/report.yaml', 'sums: [antall]', 'sums: [hvor_mange]')
      },
      `neste/svar.v1.yaml:1:1 noen har svart på «antall» (innsendinger: ${given('antall')})`,
    ],
  ])('%s', async (_, change, told) => {
    change()
    const { code, lines } = await check()
    expect(code).toBe(1)
    expect(lines.filter((line) => line.startsWith(told))).toHaveLength(1)
  })
})

describe('what the service does not start on', () => {
  test('a version that is gone, also of a wave that has closed', async () => {
    edit('forst/wave.yaml', 'version: 1', 'version: 2')
    edit('forst/svar.v1.yaml', 'version: 1', 'version: 2')
    renameSync(join(dialogs, 'forst/svar.v1.yaml'), join(dialogs, 'forst/svar.v2.yaml'))
    const { code, lines } = await check()
    expect(code).toBe(1)
    expect(lines).toEqual([
      expect.stringContaining(`forst/svar.v1.yaml:1:1 fila er ikke der, men noen har svart på versjon 1 av «svar»`),
    ])
  })
  test('a draft that was changed after its first answer', async () => {
    edit('neste/wave.yaml', 'id: neste', 'id: neste\ndraft: true')
    await noteAll()
    writeFileSync(join(dialogs, 'neste/svar.v1.yaml'), `${readFileSync(join(dialogs, 'neste/svar.v1.yaml'))}# rettet\n`)
    const { code, lines } = await check()
    expect(code).toBe(1)
    expect(lines).toEqual([
      expect.stringContaining('neste/svar.v1.yaml:1:1 teksten er ikke som da den først ble brukt'),
    ])
    await sql.deleteFrom('versions').execute()
  })
  test('a unit that has answered and is not in the file', async () => {
    const [unit = ''] = [...answersOf('forst').keys()].filter((id) => id > '9050')
    edit('forst/units.csv', new RegExp(`^${unit},.*\n`, 'mu'), '')
    expect((await check()).lines).toContainEqual(
      expect.stringContaining('forst/units.csv:1:1 fila mangler enheter som har svart (1)'),
    )
  })
  test('a wave whose id was changed is told of once', async () => {
    edit('forst/wave.yaml', 'id: forst', 'id: foerste')
    edit('forst/svar.v1.yaml', 'wave: forst', 'wave: foerste')
    const told = (await check()).lines.filter((line) => line.startsWith('forst/wave.yaml'))
    expect(told).toEqual([expect.stringContaining('id-en er «foerste», men noen har svart på «forst»')])
  })
})

test('a wave whose folder is gone', async () => {
  rmSync(join(dialogs, 'forst'), { recursive: true })
  const { code, lines } = await check()
  expect(code).toBe(1)
  expect(lines).toContainEqual(
    `forst/wave.yaml:1:1 noen har svart på denne undersøkelsen (påbegynt: 0, sendt inn: ${answersOf('forst').size}), men mappa er ikke der: legg den tilbake. Mappa blir liggende så lenge noe av det er lagret`,
  )
})

test('submissions that cannot be read, in JSON and in English too', async () => {
  const submissionId = randomUUID()
  await openResults(sql).storeSubmission(
    {
      ...{ schema: 'kommunedialog.submission.v1', submissionId, revision: 1, complete: true, wave: 'neste' },
      ...{ part: 'svar', questionnaireVersion: 1, submittedAt: '2025-10-19T13:40:02Z', answers: { plan: 'ja' } },
      unit: { id: '9230', kind: 'kommune', name: '' },
    },
    { by: '', at: new Date() },
  )
  const { code, out } = await place.run('dialogs', 'check', '--stored', '--json', '--lang', 'en')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject([{ code: 'answers_lost', key: 'answers_lost.unread', vars: { count: 1 } }])
  expect(JSON.parse(out)[0].message).toContain('some submissions of the wave cannot be read')
})
