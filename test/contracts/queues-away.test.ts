/** Queues on a Redis that goes away: what is not taken is a store that is away, and their own faults are seen. */

import type { Cluster, Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { StoreAway } from '../../src/app/ports/progress.ts'
import { connectForQueue, connectRedis } from '../../src/edge/redis/connect.ts'
import { reminderQueue } from '../../src/edge/redis/reminder-queue.ts'
import { submissionQueue, submissionWorker } from '../../src/edge/redis/submission-queue.ts'
import { startRedis, type TestRedis } from '../support/start-redis.ts'

let server: TestRedis
let redis: Redis | Cluster
let blocking: Redis | Cluster
const heard: { event: string; fields: Record<string, unknown> }[] = []
const hear = (fields: Record<string, unknown>, event: string) => void heard.push({ event, fields })
const log = { info: () => undefined, warn: hear, error: hear }
beforeAll(async () => {
  server = await startRedis()
  redis = await connectRedis({ socketPath: server.socketPath })
  blocking = await connectForQueue({ socketPath: server.socketPath })
})
afterAll(async () => {
  redis.disconnect()
  blocking.disconnect()
  await server.stop()
})

const away = new StoreAway('SQL')
const recipient = { campaignId: 'c', respondentId: 'r', dueAt: 0 }

it('names the job that is tried again, a wish of a person like a submission', async () => {
  const queue = submissionQueue(redis, log)
  const fails = { deliver: () => Promise.reject(away), outside: () => Promise.reject(away) }
  const worker = submissionWorker(blocking, fails, log)
  await queue.enqueueOutside({ sessionId: 's', personId: 'p', effects: [] })
  await queue.enqueue('s', 'a_1', 'turn')
  const again = () => heard.filter(({ event }) => event === 'job.again').map(({ fields }) => fields)
  await expect.poll(() => new Set(again().map(({ job }) => job))).toEqual(new Set(['deliver', 'outside']))
  expect(again()).toContainEqual({ job: 'outside', attempt: 1, fault: 'StoreAway' })
  expect(again()).toContainEqual({ job: 'deliver', key: 'a_1', turn: 'turn', attempt: 1, fault: 'StoreAway' })
  await worker.close()
})

it('says of whatever is not taken that the store is away', async () => {
  const submissions = submissionQueue(redis, log)
  const reminders = reminderQueue(redis, log)
  await reminders.add([recipient], 0)
  await server.stop()
  await expect.poll(() => redis.status).not.toBe('ready')
  await expect(reminders.add([recipient], 0)).rejects.toThrow(StoreAway)
  await expect(submissions.enqueue('s', 'b_1')).rejects.toThrow(StoreAway)
  await expect(submissions.enqueueOutside({ sessionId: 's', personId: 'p', effects: [] })).rejects.toThrow(StoreAway)
})
