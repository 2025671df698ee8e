/** One notation of dates and times, one meaning, wherever it is written. */

import { describe, expect, test } from 'vitest'
import { loadWave, readInstant, windowOf } from '../../src/questionnaire/wave.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { textOf } from '../support/repo/source-files.ts'

const waveText = textOf('dialogs/kommuneundersokelsen-2018/wave.yaml')
const waveWith = (opensAt: string, closesAt: string) =>
  loadWave(
    'wave.yaml',
    waveText.replace(/^opensAt: .*$/m, `opensAt: '${opensAt}'`).replace(/^closesAt: .*$/m, `closesAt: '${closesAt}'`),
  )

const written = [
  ['2018-12-07', '2018-12-08T00:00+01:00'],
  ['2018-12-07T16:00', '2018-12-07T16:00+01:00'],
  ['2018-12-07T00:00', '2018-12-07T00:00+01:00'],
  ['2018-12-07T24:00', '2018-12-08T00:00+01:00'],
  ['2018-12-07T16:00:30Z', '2018-12-07T16:00:30Z'],
  ['2018-12-07T16:00+0100', '2018-12-07T16:00+01:00'],
  ['2018-12-07T16:00:00.5-05', '2018-12-07T21:00:00.500Z'],
  ['2018-12-07T16', '2018-12-07T16:00+01:00'],
  ['2019-03-31', '2019-04-01T00:00+02:00'],
  ['2019-10-27', '2019-10-28T00:00+01:00'],
] as const

describe.each(written)('closing at %s', (text, expected) => {
  test('means the same in wave.yaml and in the settings', () => {
    const loaded = waveWith('2018-10-22', text)
    if ('faults' in loaded) throw new Error(JSON.stringify(loaded.faults))
    expect(windowOf(loaded.wave)).toEqual({
      opensAt: Date.parse('2018-10-22T00:00+02:00'),
      closesAt: Date.parse(expected),
    })
    const read = readSettings({ SURVEY_WAVE: 'prove', SURVEY_OPENS_AT: '2018-10-22', SURVEY_CLOSES_AT: text })
    expect(read).toMatchObject({ ok: true, settings: { survey: windowOf(loaded.wave) } })
  })
})

test.each([
  '7.12.2018',
  '2018-02-30',
  '2018-12',
  '2018',
  '16:00',
  '2018-12-07 16:00',
  '2018-12-07T',
  '2018-12-07T25:00',
  '2018-12-07T08:00+25:00',
  '2018-12-07T08:00-15:00',
  '2018-12-07T08:00+02:75',
  '2018-12-07T08:00+99',
  '2018-12-07T08:00+2',
  '2018-12-07T08:00 CET',
  '',
])('«%s» is no time, in wave.yaml and in the settings', (text) => {
  expect(readInstant(text, 'closing')).toBe(null)
  expect(waveWith('2018-10-22', text)).toMatchObject({ faults: [{ code: 'wrong_format' }] })
})

test('a wave of one day is open that day; one that ends before it begins is a fault', () => {
  expect(waveWith('2018-12-07', '2018-12-07')).toHaveProperty('wave')
  expect(waveWith('2018-12-07', '2018-12-06')).toMatchObject({ faults: [{ code: 'empty_range' }] })
  expect(waveWith('2018-12-07T10:00', '2018-12-07T08:00Z')).toMatchObject({ faults: [{ code: 'empty_range' }] })
})
