/**
 * The embedded Redis has no room left on its disk: nothing is confirmed that is not stored, and it goes on when there is room.
 * A limit on the size of files stands in for the full disk, as filling a real one would need a disk to fill.
 */

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findProgram } from '../../src/edge/embedded/open-embedded-stores.ts'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { answerOnce, isConfirmed, openQuestion } from '../support/answering.ts'
import { type LoopbackConnector, startLoopbackConnector } from '../support/channel.ts'
import { counted } from '../support/counted.ts'
import { openJoined } from '../support/embedded/opened.ts'
import { promised } from '../support/patience.ts'
import { personInTeams } from '../support/person-in-teams.ts'
import { objectIdOf, register, tenantId } from '../support/registered.ts'
import { type ServiceProcess, serviceProcess } from '../support/service-process.ts'
import { putEmptyDatabase } from '../support/start-pglite.ts'
import { units } from '../support/survey-2018.ts'
import { wave2018 } from '../support/wave-2018.ts'

/** contracts and issue: no turn over 5 s without an answer, whatever happens around it. */
const ANSWERED_WITHIN_MS = 5_000

/** Blocks of 512 bytes: room for the first answers only. */
const BLOCKS = 48

const folder = mkdtempSync(join(tmpdir(), 'kd-full-'))
const limit = join(folder, 'limit')
let connector: LoopbackConnector
let service: ServiceProcess
let dataDir: string

beforeAll(async () => {
  connector = await startLoopbackConnector()
  const programs = join(folder, 'bin')
  mkdirSync(programs)
  const wrapper = join(programs, 'redis-server')
  writeFileSync(wrapper, `#!/bin/sh\nulimit -f "$(cat '${limit}')"\nexec '${findProgram('redis-server')}' "$@"\n`)
  chmodSync(wrapper, 0o755)
  writeFileSync(limit, 'unlimited')
  dataDir = join(folder, 'data')
  await putEmptyDatabase(dataDir)
  service = serviceProcess({
    ...{ DATA_DIR: dataDir, PATH: `${programs}:${process.env.PATH}` },
    ...{ SURVEY_WAVE: wave2018, SURVEY_OPENS_AT: '2018-01-01', SURVEY_CLOSES_AT: '2099-01-01' },
  })
  await service.start()
  const joined = await openJoined(dataDir)
  const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(joined.sql.socket)}`
  const [unit] = units
  await register(url, [{ unit: unit?.id ?? '', part: 'raadmann', tenantId, objectId: objectIdOf(0) }])
  await service.stop()
  writeFileSync(limit, String(BLOCKS))
  await service.start()
})

afterAll(async () => {
  await service?.kill()
  await connector?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('what was confirmed is kept, what has no room is told, and with room it goes on', {}, async () => {
  const person = personInTeams({ url: service.url, connector }, { tenantId, objectId: objectIdOf(0) })
  const confirmed: string[] = []
  let refused = 0
  await person.say('hei')
  const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(start.button, start.id)
  for (let tries = 0; refused === 0 && tries < 60; tries++) {
    await person.until(() => openQuestion(person))
    const before = performance.now()
    const { question, answer } = await answerOnce(person, tries)
    expect(performance.now() - before).toBeLessThan(promised(ANSWERED_WITHIN_MS))
    if (isConfirmed(answer)) confirmed.push(question)
    else if (/ikke lagret/i.test(JSON.stringify(answer.body))) refused += 1
  }
  expect(refused).toBe(1)
  expect(confirmed.length).toBeGreaterThan(0)

  writeFileSync(limit, 'unlimited')
  const goesOn = async () => isConfirmed((await answerOnce(person, 1)).answer)
  await expect.poll(goesOn, { interval: 200 }).toBe(true)
  const entries = await storedEntries()
  expect(confirmed.filter((question) => entries[question] === undefined)).toEqual([])
  counted(`faults survived: disk full; answers confirmed before it = found: ${confirmed.length}`, {
    ...{ faults: 1, answers: confirmed.length },
  })
})

/** The one session's entries, asked of the store itself. */
const storedEntries = async (): Promise<Record<string, unknown>> => {
  const joined = await openJoined(dataDir)
  const redis = await connectRedis(joined.redis)
  const [key = ''] = await redis.keys('*:session:*')
  const session = JSON.parse((await redis.hget(key, 'json')) ?? '{}')
  redis.disconnect()
  return session.entries
}
