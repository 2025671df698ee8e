import { describe, expect, test } from 'vitest'
import { readSettings } from '../../src/settings/settings.ts'

function faultyNames(env: Record<string, string>): string[] {
  const read = readSettings(env)
  return read.ok ? [] : read.faults.map((fault) => fault.name).sort()
}

describe('misspelt names', () => {
  test.each([
    ['MicrosoftAppPasword', 'MicrosoftAppPassword'],
    ['MicrosftAppId', 'MicrosoftAppId'],
    ['MICROSOFTAPPID', 'MicrosoftAppId'],
    ['SURVEY_OPEN_AT', 'SURVEY_OPENS_AT'],
    ['REDIS_URI', 'REDIS_URL'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DTAABASE_URL', 'DATABASE_URL'],
    ['RESLUTS_URL', 'RESULTS_URL'],
    ['ALLOWED_TENANT', 'ALLOWED_TENANTS'],
    ['RESULT_SECRET', 'RESULTS_SECRET'],
    ['RESULT_SECRT', 'RESULTS_SECRET'],
    ['NODE_EVN', 'NODE_ENV'],
    ['NODEENV', 'NODE_ENV'],
    ['NODE_ENVS', 'NODE_ENV'],
  ])('%s is reported, with %s as what was meant', (name, meant) => {
    const read = readSettings({ [name]: 'x' })
    expect(read).toEqual({ ok: false, faults: [{ name, reason: `is not a setting; did you mean ${meant}?` }] })
  })

  test('a name of ours that resembles none is reported too', () => {
    expect(faultyNames({ SURVEY_COLOUR: 'x' })).toEqual(['SURVEY_COLOUR'])
  })

  test.each([
    'PATH',
    'NODE',
    'NODE_PATH',
    'NODE_OPTIONS',
    'NODE_NO_WARNINGS',
    'NODE_EXTRA_CA_CERTS',
    'HOSTNAME',
    'POST',
    'REDIS_PORT',
    'DATADOG_HOST',
    'LOGNAME',
    'XDG_DATA_DIRS',
  ])('%s is none of ours', (name) => {
    expect(faultyNames({ [name]: 'x' })).toEqual([])
  })
})
