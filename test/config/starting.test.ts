/** What settings say beside files: `.env`, and the times in `wave.yaml`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadDotEnv } from '../../src/config/dot-env.ts'
import { readSettingsAndWave } from '../../src/start/open-survey.ts'

const folder = mkdtempSync(join(tmpdir(), 'kd-dotenv-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  delete process.env.KD_OF_THE_TEST
})

test('a .env that is there and cannot be read is a fault, and one that is not there is none', () => {
  expect(loadDotEnv(folder)).toBeNull()
  mkdirSync(join(folder, '.env'))
  expect(loadDotEnv(folder)).toEqual({ name: '.env', reason: 'is there and cannot be read' })
  rmSync(join(folder, '.env'), { recursive: true })
  writeFileSync(join(folder, '.env'), 'KD_OF_THE_TEST=1\n')
  expect(loadDotEnv(folder)).toBeNull()
  expect(process.env.KD_OF_THE_TEST).toBe('1')
})

test.each([
  ['SURVEY_CLOSES_AT', '2018-10-01'],
  ['SURVEY_OPENS_AT', '2026-11-01'],
])('%s alone, on the wrong side of what wave.yaml says: the survey would never be open', (name, value) => {
  const read = readSettingsAndWave({ [name]: value })
  expect(read).toMatchObject({ ok: false, faults: [{ name }] })
})

test('a longer deadline alone is right', () => {
  expect(readSettingsAndWave({ SURVEY_CLOSES_AT: '2018-12-14' }).ok).toBe(true)
})
