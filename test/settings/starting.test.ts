/** What settings say beside the times in `wave.yaml`, and where the waves lie. */

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../../src/cli/run.ts'
import { openSurveys, readSettingsAndWave } from '../../src/start/survey.ts'
import { runService } from '../support/run-service.ts'
import { folder as of2018 } from '../support/survey-2018.ts'
import { wave2018 } from '../support/wave-2018.ts'

test.each([
  ['SURVEY_CLOSES_AT', '2018-10-01'],
  ['SURVEY_OPENS_AT', '2026-11-01'],
])('%s alone, on the wrong side of what wave.yaml says: the survey would never be open', (name, value) => {
  const read = readSettingsAndWave({ SURVEY_WAVE: wave2018, [name]: value })
  expect(read).toMatchObject({ ok: false, faults: [{ name }] })
})

test('a longer deadline alone is right', () => {
  expect(readSettingsAndWave({ SURVEY_WAVE: wave2018, SURVEY_CLOSES_AT: '2018-12-14' }).ok).toBe(true)
})

describe('DIALOGS_DIR', () => {
  let own: string
  beforeAll(() => {
    own = mkdtempSync(join(tmpdir(), 'kd-dialogs-'))
    cpSync(join(import.meta.dirname, '../questionnaire/last-wave'), join(own, 'prove-2020'), { recursive: true })
    mkdirSync(join(own, 'empty'))
  })
  afterAll(() => rmSync(own, { recursive: true }))
  const settingsOf = (env: Record<string, string>) => {
    const read = readSettingsAndWave(env)
    if (!read.ok) throw new Error(JSON.stringify(read.faults))
    return read.settings
  }

  test('not set: that of this installation, wherever the command is run from', () => {
    for (const env of [{}, { DIALOGS_DIR: '' }, { DIALOGS_DIR: ' ' }])
      expect(settingsOf(env).survey.folder).toBe(dirname(of2018))
  })

  test('absolute, relative to where the service is started, and with a slash at the end: the wave is read from there', async () => {
    for (const DIALOGS_DIR of [own, relative(process.cwd(), own), `${own}/`, ` ${own} `]) {
      const { survey } = settingsOf({ DIALOGS_DIR, SURVEY_WAVE: 'prove-2020' })
      expect(survey.folder).toBe(own)
      const read = await openSurveys(survey, Date.now())
      if (!read.ok) throw new Error(JSON.stringify(read.faults))
      expect(read.taking).toBe('prove-2020')
      expect(read.surveys).toMatchObject([{ folder: join(own, 'prove-2020'), wave: { id: 'prove-2020' } }])
    }
  })

  test.each([
    ['one that is not there', { DIALOGS_DIR: '/nowhere/at/all' }, 'DIALOGS_DIR'],
    ['a file', { DIALOGS_DIR: join(of2018, 'wave.yaml') }, 'DIALOGS_DIR'],
    ['one without the wave', { DIALOGS_DIR: 'test', SURVEY_WAVE: 'prove-2020' }, 'SURVEY_WAVE'],
  ])('%s is a fault of the settings, without its value', (_, env: Record<string, string>, name) => {
    const read = readSettingsAndWave(env)
    if (read.ok) throw new Error('it was taken')
    expect(read.faults.map((fault) => fault.name)).toEqual([name])
    expect(JSON.stringify(read.faults)).not.toContain(env.DIALOGS_DIR)
  })

  test('the service says so, and ends with 78', async () => {
    const { status, stderr } = await runService({ env: { DIALOGS_DIR: join(own, 'no') } })
    expect([status, stderr]).toEqual([78, expect.stringContaining('DIALOGS_DIR: must be a folder')])
  })

  test('commands for editors read from there too', async () => {
    const said: string[] = []
    const world = {
      ...{ env: { DIALOGS_DIR: own, SURVEY_WAVE: 'prove-2020' }, actor: 'test' },
      ...{ out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) },
      ...{ now: () => new Date(0), newId: () => 'id', chance: () => new Uint8Array() },
    }
    writeFileSync(join(own, 'empty', 'wave.yaml'), 'id: 1\n')
    expect(await runCli(['dialogs', 'check', '--json'], world)).toBe(1)
    const files = (JSON.parse(said.splice(0).find((text) => text.startsWith('[')) ?? '') as { file: string }[]).map(
      ({ file }) => relative(own, file),
    )
    expect(new Set(files)).toEqual(new Set(['empty/wave.yaml', 'empty/units.csv']))
    await runCli(['dialogs', 'diff', 'prove.v8', 'prove.v9', '--no-sessions'], world)
    expect(said.join('')).toContain(join(own, 'prove-2020', 'prove.v8.yaml'))
  })
})
