/** A questionnaire that has been answered stays in the folder, as it was: the service does not start without it. */

import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { migrate, openSql } from '../../src/edge/sql/database.ts'
import { syncUnits } from '../../src/edge/sql/respondents.ts'
import { openResults } from '../../src/edge/sql/results.ts'
import { newSession } from '../../src/engine/session.ts'
import { sessionText } from '../../src/engine/stored.ts'
import { placedText } from '../../src/questionnaire/fault.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { faultsOfVersions, openSurvey } from '../../src/start/survey.ts'
import { realAddresses } from '../support/real-addresses.ts'
import { runService } from '../support/run-service.ts'
import { startPostgres } from '../support/start-postgres.ts'
import { startRedis } from '../support/start-redis.ts'
import { units } from '../support/survey-2018.ts'
import { wave2018 } from '../support/wave-2018.ts'

const copy = realAddresses((wave) => wave.replace(/(raadmann:\s+version: )1/, '$12'))
const file = (name: string) => join(copy.folder, `${name}.yaml`)
const [first, second] = [file('raadmann.v1'), file('raadmann.v2')]
const text = readFileSync(first, 'utf8')
writeFileSync(second, text.replace(/^version: 1$/m, 'version: 2'))

let redis: Awaited<ReturnType<typeof startRedis>>
let postgres: Awaited<ReturnType<typeof startPostgres>>
let stores: { redis: Awaited<ReturnType<typeof connectRedis>>; sql: ReturnType<typeof openSql> }
beforeAll(async () => {
  redis = await startRedis()
  postgres = await startPostgres()
  stores = { redis: await connectRedis({ urls: [redis.url] }), sql: openSql({ url: postgres.url }) }
  await migrate(stores.sql)
  await syncUnits(stores.sql, wave2018, units)
})
afterAll(async () => {
  copy.remove()
  stores?.redis.disconnect()
  await stores?.sql.destroy()
  await redis?.stop()
  await postgres?.stop()
})

const faults = async () => {
  const read = await openSurvey({ folder: copy.dialogs, wave: wave2018, opensAt: null, closesAt: null })
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return (await faultsOfVersions(stores, [read.survey])).map((each) => placedText(each).replace(`${copy.folder}/`, ''))
}
const answer = async (n: number, part: string, version: number) => {
  const unitId = units[n]?.id ?? ''
  const id = sessionIdOf(wave2018, unitId, part)
  const session = {
    ...newSession({ id, wave: wave2018, unitId, part, version }),
    rev: 1,
    startedAt: 1,
    state: 'started' as const,
  }
  const result = await progressStore(stores.redis, async () => undefined).commit({
    ...{ sessionId: id, personId: 'p', activityId: randomUUID(), now: Date.now(), group: null },
    ...{ expectSessionRev: null, expectSeatRev: null, session: { rev: 1, json: sessionText(session) } },
  })
  expect(result.type).toBe('committed')
}
const submit = async (version: unknown, n = 0) => {
  const submissionId = randomUUID()
  await openResults(stores.sql).storeSubmission(
    {
      ...{ schema: 'kommunedialog.submission.v1', submissionId, revision: 1, complete: true, wave: wave2018 },
      ...{ part: 'raadmann', questionnaireVersion: version, submittedAt: '2018-11-19T13:40:02Z', answers: {} },
      unit: { id: units[n]?.id ?? '', kind: 'kommune', name: '' },
    },
    { by: '', at: new Date() },
  )
}
const changed = text.replace('nb: Rådmann', 'nb: Rådmannen')
const other = changed === text ? text.replace(/\n {2}nb: /, '\n  nb: Ny. ') : changed

test('what nobody has answered may change, and go', async () => {
  expect(await faults()).toEqual([])
  writeFileSync(first, other)
  expect(await faults()).toEqual([])
  rmSync(first)
  expect(await faults()).toEqual([])
  writeFileSync(first, text)
  expect(await faults()).toEqual([])
})

test('with sessions on it, it may do neither; with as few as one, and beside a newer version', async () => {
  await answer(0, 'raadmann', 1)
  expect(await faults()).toEqual([])
  rmSync(first)
  const gone =
    'raadmann.v1.yaml:1:1 fila er ikke der, men noen har svart på versjon 1 av «raadmann» (påbegynt: 1, sendt inn: 0): legg fila tilbake'
  expect(await faults()).toEqual([expect.stringContaining(gone)])
  await answer(1, 'raadmann', 1)
  await answer(2, 'raadmann', 2)
  await submit(1)
  await submit('1', 1)
  await submit(null, 2)
  expect(await faults()).toEqual([expect.stringContaining('(påbegynt: 2, sendt inn: 2): legg')])
  writeFileSync(first, other)
  const differs =
    'raadmann.v1.yaml:1:1 teksten er ikke som da den først ble brukt, og noen har svart på versjon 1 av «raadmann» (påbegynt: 2'
  expect(await faults()).toEqual([expect.stringContaining(differs)])
  // Told again at every start: to be told of it once does not make it right.
  expect(await faults()).toEqual([expect.stringContaining('gjør endringen i raadmann.v2.yaml')])
})

test('line ends and a mark at the beginning are no change; a comment is', async () => {
  writeFileSync(first, `\uFEFF${text.replaceAll('\n', '\r\n')}`)
  expect(await faults()).toEqual([])
  writeFileSync(first, `${text}# rettet\n`)
  expect(await faults()).toHaveLength(1)
  writeFileSync(first, text)
  expect(await faults()).toEqual([])
})

test('another part', async () => {
  const it = file('integrering.v1')
  const was = readFileSync(it, 'utf8')
  await answer(3, 'integrering', 1)
  writeFileSync(it, `${was}# x\n`)
  expect(await faults()).toEqual([expect.stringContaining('versjon 1 av «integrering» (påbegynt: 1, sendt inn: 0)')])
  writeFileSync(it, was)
})

test('a unit that has answered stays in units.csv', async () => {
  const csv = join(copy.folder, 'units.csv')
  const was = readFileSync(csv, 'utf8')
  const without = (...ids: string[]) =>
    writeFileSync(
      csv,
      was
        .split('\n')
        .filter((line) => !ids.some((id) => line.startsWith(`${id},`)))
        .join('\n'),
    )
  const [begun = '', submitted = '', neither = ''] = [3, 1, 9].map((n) => units[n]?.id)
  without(neither)
  expect(await faults()).toEqual([])
  without(begun)
  expect(await faults()).toEqual([`units.csv:1:1 fila mangler enheter som har svart (1): ${begun}. ${putBack}`])
  without(submitted, begun, neither)
  expect(await faults()).toEqual([
    expect.stringMatching(/^units\.csv:1:1 fila mangler enheter som har svart \(2\): \d{4}, \d{4}\./u),
  ])
  const { status, stderr } = await runService({
    env: { REDIS_URL: redis.url, DATABASE_URL: postgres.url, DIALOGS_DIR: copy.dialogs },
  })
  expect(status).toBe(78)
  expect(stderr).toContain(`${csv}:1:1 fila mangler enheter som har svart (2)`)
  writeFileSync(csv, was)
  expect(await faults()).toEqual([])
})
const putBack = 'Legg dem tilbake: en enhet som har svart, blir stående så lenge noe av det er lagret'

test('the service says it and ends with 78, and starts when the file is back', async () => {
  rmSync(first)
  const { status, stderr } = await runService({
    env: { REDIS_URL: redis.url, DATABASE_URL: postgres.url, DIALOGS_DIR: copy.dialogs },
  })
  expect(stderr).toContain('Not started. Questionnaires that have been answered:')
  expect(stderr).toContain(
    `${first}:1:1 fila er ikke der, men noen har svart på versjon 1 av «raadmann» (påbegynt: 2, sendt inn: 2)`,
  )
  expect(status).toBe(78)
  writeFileSync(first, text)
  expect(await faults()).toEqual([])
})

test('both starting at once note one text', async () => {
  await stores.sql.deleteFrom('versions').execute()
  expect(await Promise.all([faults(), faults(), faults()])).toEqual([[], [], []])
  expect(
    await stores.sql.selectFrom('versions').select(['part', 'version']).orderBy('part').orderBy('version').execute(),
  ).toEqual([
    { part: 'integrering', version: 1 },
    { part: 'raadmann', version: 1 },
    { part: 'raadmann', version: 2 },
  ])
})

/** The id in every file that names it, as somebody would change it who means well. */
const renamed = (id: string): (() => void) => {
  const files = ['wave.yaml', ...['raadmann.v1', 'raadmann.v2', 'integrering.v1'].map((name) => `${name}.yaml`)]
  const was = files.map((name) => [join(copy.folder, name), readFileSync(join(copy.folder, name), 'utf8')] as const)
  for (const [name, before] of was) writeFileSync(name, before.replace(/^(id|wave): .*$/m, `$1: ${id}`))
  return () => {
    for (const [name, before] of was) writeFileSync(name, before)
  }
}

test.each([
  'kommuneundersokelsen-2018-ny',
  'kommuneundersøkelsen-2018',
  'k',
  'undersokelsen-2018',
  'KOMMUNEUNDERSOKELSEN-2018',
])('the id of a wave that has been answered stays: «%s»', async (id) => {
  const back = renamed(id)
  expect(await faults()).toEqual([
    expect.stringContaining(`wave.yaml:1:1 id-en er «${id}», men noen har svart på «${wave2018}»`),
  ])
  back()
  expect(await faults()).toEqual([])
})

test('a draft that is being tried is held to what was answered on it, as any wave', async () => {
  const wave = join(copy.folder, 'wave.yaml')
  const was = readFileSync(wave, 'utf8')
  writeFileSync(wave, was.replace('opensAt:', 'draft: true\nopensAt:'))
  expect(await faults()).toEqual([])
  for (const [from, to] of [
    ['minutes:', '# x\nminutes:'],
    ['kind: single', 'kind:  single'],
    ['version: 1', 'version: 1 '],
    ['part: raadmann', "part: 'raadmann'"],
    [/$/, '\n'],
  ] as const) {
    writeFileSync(first, text.replace(from, to))
    expect(await faults()).toEqual([expect.stringContaining('raadmann.v1.yaml:1:1 teksten er ikke som')])
  }
  writeFileSync(first, text)
  writeFileSync(wave, was)
  expect(await faults()).toEqual([])
})
