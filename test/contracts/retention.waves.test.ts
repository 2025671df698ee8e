/** Every wave of the folder is looked after by the service, whichever takes answers; on real stores. */

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Survey } from '../../src/app/service.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { reminderQueue } from '../../src/edge/redis/reminder-queue.ts'
import { submissionQueue } from '../../src/edge/redis/submission-queue.ts'
import { servingLimits } from '../../src/edge/sql/database.ts'
import { personIdOf } from '../../src/register/ids.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { startService } from '../../src/start/service.ts'
import { openStores, type Stores } from '../../src/start/stores.ts'
import { openSurvey, openSurveys } from '../../src/start/survey.ts'
import { peopled } from '../support/retention/peopled.ts'
import { putEmptyDatabase } from '../support/start-pglite.ts'
import { wave2018 } from '../support/wave-2018.ts'

const DAY_MS = 24 * 3_600_000
const dataDir = mkdtempSync(join(tmpdir(), 'kd-waves-'))
const both = {
  personId: personIdOf('tenant-begge', 'object-begge'),
  tenantId: 'tenant-begge',
  objectId: 'object-begge',
}
const logged: { event: string; fields: Record<string, unknown> }[] = []
const keep = (fields: Record<string, unknown>, event: string) => void logged.push({ event, fields })
const log = { info: keep, warn: keep, error: keep }

let stores: Stores
let old: Survey
let current: Survey
const settingsOf = () => {
  const read = readSettings({ NODE_ENV: 'test', ROLE: 'web', DATA_DIR: dataDir, PORT: '0', OPS_PORT: '0' })
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.settings
}

beforeAll(async () => {
  await putEmptyDatabase(dataDir)
  const opened = await openStores(settingsOf(), { whenOwned: 'refuse', limits: servingLimits, log: () => undefined })
  if (!opened.ok) throw new Error(opened.fault.reason)
  stores = opened.stores
  const read = await openSurvey({ wave: wave2018, opensAt: null, closesAt: null })
  if (!read.ok) throw new Error('the wave does not load')
  const { survey } = read
  const surveyOf = (id: string, closedDaysAgo: number): Survey => ({
    ...survey,
    wave: { ...survey.wave, id },
    opensAt: Date.now() - (closedDaysAgo + 40) * DAY_MS,
    closesAt: Date.now() - closedDaysAgo * DAY_MS,
    units: new Map([...survey.units].slice(10, 13)),
  })
  old = surveyOf('gammel', 400)
  current = surveyOf('ny', -30)
})
afterAll(async () => {
  await stores?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const started = async (others: readonly Survey[]) => {
  const service = await startService({
    ...{ settings: settingsOf(), stores, surveys: [current, ...others], taking: current.wave.id, log },
  })
  const health = async () => {
    const answer = await fetch(`${service.ops}/health`)
    return ((await answer.json()) as { failing: string[] }).failing
  }
  return { health, stop: () => service.stop() }
}
const wavesOf = async () => {
  const rows = await stores.sql.selectFrom('respondents').select('wave').distinct().execute()
  return rows.map(({ wave }) => wave).sort()
}

test('a wave that no longer takes answers is closed and forgotten like the other, and the other is left alone', async () => {
  const { redis, sql } = stores
  const progress = progressStore(redis, async () => {})
  const queue = submissionQueue(redis, log)
  const reminders = reminderQueue(redis, log)
  const read = await openSurvey({ wave: wave2018, opensAt: null, closesAt: null })
  const merged = read.ok ? [...read.survey.units.values()][20] : undefined
  if (merged === undefined) throw new Error('the wave has units')
  const given = { sql, redis, progress, queue, reminders }
  const before = await peopled(given, { survey: old, mark: 'gammelperson', merged, both })
  const now = await peopled(given, { survey: current, mark: 'nyperson', merged, both })
  await queue.close()
  await reminders.close()
  expect(await wavesOf()).toEqual(['gammel', 'ny'])

  // Without its folder nobody knows how long it may be kept: that is told, not guessed.
  const alone = await started([])
  await expect.poll(alone.health).toEqual(['retention.waves'])
  expect(await wavesOf()).toEqual(['gammel', 'ny'])
  await alone.stop()

  const service = await started([old])
  expect(await wavesOf()).toEqual(['ny'])
  expect(await service.health()).toEqual([])
  const held = await progress.heldSessions()
  expect(
    [before.sessions.never, before.sessions.merged, before.sessions.submitted].filter((id) => held.has(id)),
  ).toEqual([])
  expect(Object.values(now.sessions).filter((id) => !held.has(id))).toEqual([])
  const stillLinked = await sql
    .selectFrom('people')
    .select('person_id')
    .where('person_id', '=', both.personId)
    .execute()
  expect(stillLinked).toHaveLength(1)
  await service.stop()
})

test('the folder’s other waves are read; one with faults is told of and stops nobody, and what is no wave is passed over', async () => {
  const folder = join(dataDir, 'dialogs')
  cpSync(join(import.meta.dirname, '../questionnaire/last-wave'), join(folder, 'prove-2020'), { recursive: true })
  cpSync(join(import.meta.dirname, '../questionnaire/technical'), join(folder, 'no-wave'), { recursive: true })
  mkdirSync(join(folder, 'faulty'))
  writeFileSync(join(folder, 'faulty', 'wave.yaml'), 'schema: kommunedialog.wave.v1\nid: faulty\n')
  const read = await openSurveys({ folder, wave: null, opensAt: null, closesAt: null }, Date.now())
  if (!read.ok) throw new Error(JSON.stringify(read))
  expect(read.surveys.map(({ wave }) => wave.id)).toEqual(['prove-2020'])
  expect(new Set(read.alarms.map(({ file }) => relative(folder, file).split('/')[0]))).toEqual(new Set(['faulty']))
})
