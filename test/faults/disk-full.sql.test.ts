/**
 * The embedded database has no room left for its log: the chat goes on, nothing that was sent in is lost, and everything
 * arrives when there is room, in the same process. A limit on the size of files, set from outside, stands in for the disk.
 */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSql } from '../../src/edge/sql/database.ts'
import type { Sql } from '../../src/edge/sql/tables.ts'
import { answerOnce, isConfirmed, openQuestion } from '../support/answering.ts'
import { type LoopbackConnector, startLoopbackConnector } from '../support/channel.ts'
import { counted } from '../support/counted.ts'
import { openJoined } from '../support/embedded/opened.ts'
import { finishes } from '../support/finishing.ts'
import { type PersonInTeams, personInTeams } from '../support/person-in-teams.ts'
import { objectIdOf, register, tenantId } from '../support/registered.ts'
import { type ServiceProcess, serviceProcess } from '../support/service-process.ts'
import { putEmptyDatabase } from '../support/start-pglite.ts'
import { units } from '../support/survey-2018.ts'
import { wave2018 } from '../support/wave-2018.ts'

/** Less than the log has grown to already, so that its next write fails. */
const NO_ROOM_BYTES = 100_000
const PEOPLE = 4

const dataDir = mkdtempSync(join(tmpdir(), 'kd-full-sql-'))
let connector: LoopbackConnector
let service: ServiceProcess
let sql: Sql

beforeAll(async () => {
  connector = await startLoopbackConnector()
  await putEmptyDatabase(dataDir)
  service = serviceProcess({
    DATA_DIR: dataDir,
    SURVEY_WAVE: wave2018,
    SURVEY_OPENS_AT: '2018-01-01',
    SURVEY_CLOSES_AT: '2099-01-01',
  })
  await service.start()
  const { socket } = (await openJoined(dataDir)).sql
  const respondents = units.slice(0, PEOPLE).map(({ id }, n) => ({
    ...{ unit: id, part: 'raadmann' as const, tenantId, objectId: objectIdOf(n) },
  }))
  await register(`postgres://postgres@localhost/postgres?host=${encodeURIComponent(socket)}`, respondents)
  sql = openSql({ socket })
})

afterAll(async () => {
  await sql?.destroy()
  await service?.kill()
  await connector?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const person = (n: number): PersonInTeams =>
  personInTeams({ url: service.url, connector }, { tenantId, objectId: objectIdOf(n) })

/** Of this process alone: its Redis has a disk of its own here. */
const limitFiles = (bytes: number | 'unlimited'): void =>
  void execFileSync('prlimit', ['--pid', String(service.pid()), `--fsize=${bytes}:unlimited`])

const delivered = async (): Promise<string[]> => {
  const rows = await sql
    .selectFrom('submissions as s')
    .innerJoin('deliveries as d', 'd.submission_id', 's.submission_id')
    .select(['s.unit_id', 'd.state'])
    .execute()
    .catch(() => [])
  return rows.map(({ unit_id, state }) => `${unit_id} ${state}`).sort()
}
const unitOf = (n: number): string => units[n]?.id ?? ''
const deliveredOf = (...people: number[]): string[] => people.map((n) => `${unitOf(n)} delivered`).sort()

test('what was sent in is kept, the chat goes on, and with room all arrives', async () => {
  await finishes(person(0))
  await expect.poll(delivered).toEqual(deliveredOf(0))
  // Known before: somebody new cannot be looked up without SQL.
  for (const n of [1, 2]) {
    await person(n).say('hei')
    await person(n).until(() => person(n).chat().length > 0)
  }
  const pid = service.pid()
  limitFiles(NO_ROOM_BYTES)
  await finishes(person(1))
  await expect.poll(() => service.output.some((line) => line.includes('embedded database ended'))).toBe(true)
  const start = await person(2).until(() => person(2).find(({ data }) => data.do === 'start'))
  await person(2).press(start.button, start.id)
  await person(2).until(() => openQuestion(person(2)))
  expect(isConfirmed((await answerOnce(person(2), 0)).answer)).toBe(true)
  expect(await delivered()).not.toContain(`${unitOf(1)} delivered`)

  limitFiles('unlimited')
  await expect.poll(delivered, { interval: 500 }).toEqual(deliveredOf(0, 1))
  await finishes(person(3))
  await expect.poll(delivered).toEqual(deliveredOf(0, 1, 3))
  expect(service.pid()).toBe(pid)
  counted('faults survived: disk full for SQL; submissions sent in = submissions found: 3', {
    faults: 1,
    submissions: 3,
  })
})
