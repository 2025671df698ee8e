/** The same code on a Redis Cluster with replicas: a turn is confirmed only when a replica has it, and a master may die. */

import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { sessionIdOf } from '../../src/register/ids.ts'
import { answerOnce, isConfirmed, openQuestion } from '../support/answering.ts'
import { type LoopbackConnector, startLoopbackConnector } from '../support/channel.ts'
import { counted } from '../support/counted.ts'
import { HANGS_MS } from '../support/patience.ts'
import { type PersonInTeams, personInTeams } from '../support/person-in-teams.ts'
import { objectIdOf, register, tenantId } from '../support/registered.ts'
import { serviceProcess } from '../support/service-process.ts'
import { startPostgres } from '../support/start-postgres.ts'
import { startRedisCluster } from '../support/start-redis.ts'
import { units } from '../support/survey-2018.ts'
import { wave2018 } from '../support/wave-2018.ts'

const PEOPLE = 12
/** Between two tries while no master answers. */
const AGAIN_MS = 400
let connector: LoopbackConnector
let cluster: Awaited<ReturnType<typeof startRedisCluster>>
let postgres: Awaited<ReturnType<typeof startPostgres>>
let service: ReturnType<typeof serviceProcess>

beforeAll(async () => {
  connector = await startLoopbackConnector()
  cluster = await startRedisCluster()
  postgres = await startPostgres()
  const people = units.slice(0, PEOPLE).map(({ id }, i) => ({
    ...{ unit: id, part: 'raadmann' as const, tenantId, objectId: objectIdOf(i) },
  }))
  await register(postgres.url, people)
  service = serviceProcess({
    REDIS_URL: cluster.urls.join(','),
    DATABASE_URL: postgres.url,
    SURVEY_WAVE: wave2018,
    SURVEY_OPENS_AT: '2018-01-01',
    SURVEY_CLOSES_AT: '2099-01-01',
  })
  await service.start()
})
afterAll(async () => {
  await service?.kill()
  await cluster?.stop()
  await postgres?.stop()
  await connector?.stop()
})

const begin = async (person: PersonInTeams): Promise<void> => {
  await person.say('hei')
  const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(start.button, start.id)
  await person.until(() => openQuestion(person))
}

test('a master is killed while twelve people answer: every confirmed answer is there', async () => {
  const confirmed: { unit: string; question: string }[] = []
  const people = Array.from({ length: PEOPLE }, (_, i) => ({
    unit: units[i]?.id ?? '',
    person: personInTeams({ url: service.url, connector }, { tenantId, objectId: objectIdOf(i) }),
  }))
  await Promise.all(people.map(({ person }) => begin(person)))
  let killed = false
  // Of each, wherever their answers lie: a third of them had the master that dies.
  const after = people.map(() => 0)
  const answering = people.map(async ({ unit, person }, i) => {
    for (const end = Date.now() + HANGS_MS; Date.now() < end && (after[i] ?? 0) < 2; ) {
      const { question, answer } = await answerOnce(person, i)
      if (!isConfirmed(answer)) {
        await wait(AGAIN_MS)
        continue
      }
      confirmed.push({ unit, question })
      if (killed) after[i] = (after[i] ?? 0) + 1
      await person.until(() => {
        const open = openQuestion(person)
        return open !== undefined && open.question !== question
      })
    }
  })
  await expect.poll(() => confirmed.length, { interval: 20 }).toBeGreaterThanOrEqual(PEOPLE)
  process.kill(cluster.pids()[0] ?? 0, 'SIGKILL')
  killed = true
  await Promise.all(answering)

  const redis = await connectRedis({ urls: cluster.urls.slice(1) })
  const store = progressStore(redis, async () => {})
  for (const { unit, question } of confirmed) {
    const stored = await store.readSession(sessionIdOf(wave2018, unit, 'raadmann'))
    expect(JSON.parse(stored?.json ?? '{}').entries, `${unit} ${question}`).toHaveProperty(question)
  }
  redis.disconnect()
  expect(after, 'answers after the master died').toEqual(people.map(() => 2))
  counted(
    `faults survived: 1 master killed; answers confirmed = answers found: ${confirmed.length}, ${2 * PEOPLE} after the kill`,
    { faults: 1, answers: confirmed.length },
  )
})
