/** 1,100 recipients in 370 tenants, a channel that misbehaves in every way Teams can, and workers killed in the middle. */

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Queue } from 'bullmq'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Recipient } from '../../src/app/ports/campaigns.ts'
import type { Channel } from '../../src/app/ports/channel.ts'
import { createCampaign } from '../../src/app/reminding/order.ts'
import type { ReminderDeps } from '../../src/app/service.ts'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { migrate, openSql } from '../../src/edge/sql/database.ts'
import type { Sql } from '../../src/edge/sql/tables.ts'
import {
  blocked,
  type Fault,
  type SimulatedTeams,
  startSimulatedTeams,
  throttled,
  writesBlocked,
} from '../support/reminders/simulated-teams.ts'
import { readSurvey, reminderDeps, type Someone, settle, WEDNESDAY } from '../support/reminders/world.ts'
import { startPostgres } from '../support/start-postgres.ts'
import { startRedis } from '../support/start-redis.ts'

const RECIPIENTS = 1100
const TENANTS = 370
const WORKERS = 3
const rates = { perSecond: 200, perSecondPerTenant: 20 }

/** Under the longest wait that we keep, and longer than a busy machine takes for all the others. */
const LONG_WAIT_S = 840

/** What goes wrong with one conversation in ten; the rest are well. By their number. */
const plans: Record<number, Fault[]> = {
  0: [{ type: 'status', status: 429, body: throttled, retryAfter: '1' }],
  10: [{ type: 'status', status: 429, body: throttled, retryAfter: () => new Date(Date.now() + 2000).toUTCString() }],
  20: [{ type: 'status', status: 429, body: throttled }],
  30: [{ type: 'status', status: 429, body: throttled, retryAfter: String(LONG_WAIT_S) }],
  40: [{ type: 'status', status: 412, body: { error: { code: 'PreconditionFailed' } } }],
  50: [{ type: 'status', status: 403, body: blocked }],
  60: [{ type: 'status', status: 403, body: writesBlocked }],
  70: [{ type: 'status', status: 404, body: { error: { code: 'ConversationNotFound' } } }],
  80: [{ type: 'status', status: 500, body: { error: { code: 'ServiceError' } } }],
  90: [{ type: 'reset', taken: true }],
  95: [{ type: 'status', status: 503, retryAfter: '1' }],
  97: [{ type: 'status', status: 503 }],
}
const planOf = (conversationId: string): number => Number(conversationId.slice(2)) % 100
const expectedOf = (plan: number): { state: string; code?: string } => {
  if (plan === 50) return { state: 'failed', code: 'ConversationBlockedByUser' }
  if (plan === 60) return { state: 'failed', code: 'MessageWritesBlocked' }
  if (plan === 70) return { state: 'failed', code: 'ConversationNotFound' }
  if (plan === 80) return { state: 'unknown', code: 'ServiceError' }
  if (plan === 90) return { state: 'unknown', code: 'broken' }
  if (plan === 97) return { state: 'unknown', code: '503' }
  return { state: 'sent' }
}

let teams: SimulatedTeams
let database: Awaited<ReturnType<typeof startPostgres>>
let redisServer: Awaited<ReturnType<typeof startRedis>>
let sql: Sql
let deps: ReminderDeps & { closeQueue(): Promise<void> }
let people: Someone[]
let redis: Awaited<ReturnType<typeof connectRedis>>
const workers: ChildProcess[] = []
const offset = WEDNESDAY - Date.now()
const noChannel = { send: () => Promise.reject(new Error('not here')) } as unknown as Channel

const startWorker = async () => {
  const given = {
    sqlUrl: database.url,
    socketPath: redisServer.socketPath,
    offset,
    ...rates,
    lockDuration: 1500,
    concurrency: 16,
  }
  const worker = fork(new URL('../support/reminders/worker.ts', import.meta.url), [JSON.stringify(given)])
  workers.push(worker)
  await once(worker, 'message')
  return worker
}
const kill = async (worker: ChildProcess) => {
  const ended = once(worker, 'exit')
  worker.kill('SIGKILL')
  await ended
}

beforeAll(async () => {
  teams = await startSimulatedTeams((conversation) => plans[planOf(conversation)] ?? [])
  database = await startPostgres()
  redisServer = await startRedis()
  sql = openSql({ url: database.url }, { connectMs: 10_000, statementMs: 20_000 })
  await migrate(sql)
  redis = await connectRedis({ socketPath: redisServer.socketPath })
  const survey = await readSurvey()
  deps = reminderDeps({ sql, redis, survey, channel: noChannel, now: () => Date.now() + offset, rates })
  const units = [...survey.units.keys()]
  const wanted = Array.from({ length: RECIPIENTS }, (_, n) => ({
    unitId: units[n % units.length] ?? '',
    part: n % 2 === 0 ? 'raadmann' : 'integrering',
    tenant: n % TENANTS,
  }))
  people = await settle(sql, survey, teams.serviceUrl, wanted)
  await invited()
})

afterAll(async () => {
  await Promise.all(workers.filter((worker) => worker.exitCode === null && worker.signalCode === null).map(kill))
  await deps.closeQueue()
  redis.disconnect()
  await sql.destroy()
  await Promise.all([database.stop(), redisServer.stop(), teams.stop()])
})

/** The recipients once they satisfy: looked at for as long as something becomes of them, as 1,100 take a busy machine minutes. */
const until = async (id: string, satisfied: (rows: Recipient[]) => boolean): Promise<Recipient[]> => {
  for (let left = Number.POSITIVE_INFINITY; ; ) {
    let rows: Recipient[] = []
    const look = async () => {
      rows = await deps.campaigns.recipients(id)
      return satisfied(rows) || open(rows).length < left
    }
    await expect.poll(look, { interval: 250 }).toBe(true)
    if (satisfied(rows)) return rows
    left = open(rows).length
  }
}
const open = (rows: Recipient[]) => rows.filter(({ state }) => state === 'queued' || state === 'held')

describe('a campaign to 1,100 people', () => {
  it('reaches each once or says truly what happened, whoever is killed', async () => {
    const ordered = await createCampaign(deps, {
      kind: 'reminder',
      template: 'reminder',
      selection: { parts: ['raadmann', 'integrering'], statuses: ['not_started', 'started'] },
      sendAt: null,
      actor: 'test',
      dedupeKey: null,
      bodyHash: null,
    })
    if (ordered.type !== 'created') throw new Error('not created')
    for (let n = 0; n < WORKERS; n++) await startWorker()
    for (const after of [100, 300, 500]) {
      await teams.delivers(after)
      await Promise.all([kill(workers.shift() ?? never()), startWorker()])
    }
    const waits = (conversationId: string) => planOf(conversationId) === 30
    const late = new Set(people.filter(({ conversationId }) => waits(conversationId)).map(({ tenantId }) => tenantId))
    // Those told to wait long hold up nobody outside their tenants.
    const byId = new Map(people.map((each) => [each.respondentId, each]))
    const waiting = await until(ordered.id, (rows) =>
      open(rows).every(({ respondentId }) => late.has(byId.get(respondentId)?.tenantId ?? '')),
    )
    expect(open(waiting).length).toBeGreaterThan(0)
    const told = open(waiting).filter(({ respondentId }) => waits(byId.get(respondentId)?.conversationId ?? ''))
    expect(
      told.filter(({ code, dueAt }) => code === 'Throttled' && dueAt - WEDNESDAY > LONG_WAIT_S * 900).length,
    ).toBeGreaterThan(0)
    await theWaitPasses()
    const rows = await until(ordered.id, (all) => open(all).length === 0)

    expect(rows).toHaveLength(RECIPIENTS)
    const wrong = rows.flatMap((row) => {
      const someone = byId.get(row.respondentId)
      const came = teams.delivered.get(someone?.conversationId ?? '') ?? 0
      const expected = expectedOf(planOf(someone?.conversationId ?? ''))
      const interrupted = row.state === 'unknown' && row.code === 'interrupted' && came <= 1
      const right = row.state === expected.state && (expected.code === undefined || row.code === expected.code)
      const truly = row.state === 'sent' ? came === 1 : row.state === 'failed' ? came === 0 : came <= 1
      return (right || interrupted) && truly ? [] : [{ ...row, came, expected }]
    })
    expect(wrong).toEqual([])
    expect(Math.max(...teams.delivered.values())).toBe(1)
    // A worker has at most its own concurrency on the way when it dies.
    expect(rows.filter(({ code }) => code === 'interrupted').length).toBeLessThanOrEqual(WORKERS * 16)
    expect(teams.overLimit).toEqual({ conversation: 0, tenant: 0 })
    expect(teams.mostInASecond().tenant).toBeLessThanOrEqual(50)
  })
})

const never = (): never => {
  throw new Error('there is always a worker')
}

/** The invitation of the wave went out before anybody was known: the workers' scheduler makes no other. */
const invited = async () => {
  const given = { kind: 'invitation', template: 'invitation', sendAt: null, actor: 'test', bodyHash: null } as const
  const selection = { parts: ['none'], statuses: ['not_started' as const] }
  await createCampaign(deps, { ...given, selection, dedupeKey: `invitation:${deps.survey.wave.id}` })
}

/** Lets the waits of tenants end and the jobs that wait come up, without waiting. */
const theWaitPasses = async () => {
  const queue = new Queue('reminders', { connection: redis, prefix: '{kd}' })
  const keys = await redis.keys('{kd}:rate:*')
  if (keys.length > 0) await redis.del(...keys)
  for (const job of await queue.getDelayed()) await job.promote()
  await queue.close()
}
