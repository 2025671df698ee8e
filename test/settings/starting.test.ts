/** What settings say beside the times in `wave.yaml`. */
import { expect, test } from 'vitest'
import { readSettingsAndWave } from '../../src/start/survey.ts'

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
