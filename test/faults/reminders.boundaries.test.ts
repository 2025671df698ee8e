/**
 * The worker is killed (`-9`) at each write of one reminder, in Teams and by mail: «about to send» recorded, sent, recorded, and
 * all around them.
 * Nobody is reminded twice, and what is recorded is true.
 */

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Recipient } from '../../src/app/ports/campaigns.ts'
import { createCampaign } from '../../src/app/reminding/order.ts'
import type { ReminderDeps } from '../../src/app/service.ts'
import { countBy } from '../../src/counted.ts'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { QUEUE_PREFIX } from '../../src/edge/redis/keys.ts'
import { migrate, openSql } from '../../src/edge/sql/database.ts'
import type { Sql } from '../../src/edge/sql/tables.ts'
import type { Channel as Way } from '../../src/reminders/states.ts'
import { httpProtocol, redisProtocol, smtpProtocol, sqlProtocol } from '../support/boundaries/protocols.ts'
import {
  type Boundary,
  boundariesOf,
  createWatch,
  hasComeRound,
  someOf,
  untilAtRest,
} from '../support/boundaries/watch.ts'
import { type WatchedWay, watchedWay } from '../support/boundaries/watched-way.ts'
import { counted } from '../support/counted.ts'
import { type MailServer, startMailServer } from '../support/mail/mail-server.ts'
import { HANGS_MS } from '../support/patience.ts'
import { type SimulatedTeams, startSimulatedTeams } from '../support/reminders/simulated-teams.ts'
import { readSurvey, reminderDeps, type Someone, settle, WEDNESDAY } from '../support/reminders/world.ts'
import { startPostgres } from '../support/start-postgres.ts'
import { startRedis } from '../support/start-redis.ts'
import { until } from '../support/until.ts'

const MOST = Number(process.env.FAULT_BOUNDARIES ?? 5)
/** One for each boundary, and two to learn from. */
const PEOPLE = 80
/** Who answers which is reached by which way. */
const PARTS: Record<Way, string> = { teams: 'raadmann', mail: 'integrering' }
/** A dead worker's job is given to the next one after this. */
const LOCK_MS = 1_500

const watch = createWatch()
const offset = WEDNESDAY - Date.now()
const folder = mkdtempSync(join(tmpdir(), 'kd-bound-'))
const idle = new Set<string>()
let teams: SimulatedTeams
let database: Awaited<ReturnType<typeof startPostgres>>
let redisServer: Awaited<ReturnType<typeof startRedis>>
let redis: Awaited<ReturnType<typeof connectRedis>>
let sql: Sql
let deps: ReminderDeps & { closeQueue(): Promise<void> }
let ways: WatchedWay[]
let mail: MailServer
/** By the way that leads to them: in Teams, or with an address alone. */
let people: Record<Way, Someone[]>
let worker: ChildProcess | null = null

const startWorker = async (): Promise<void> => {
  const given = {
    sqlUrl: `postgres://postgres@127.0.0.1:${ways[0]?.port}/postgres`,
    socketPath: join(folder, 'redis.sock'),
    ...{ offset, perSecond: 1_000, perSecondPerTenant: 500, lockDuration: LOCK_MS, concurrency: 4 },
    mailPort: ways[3]?.port,
  }
  worker = fork(new URL('../support/reminders/worker.ts', import.meta.url), [JSON.stringify(given)])
  await once(worker, 'message')
}
const killWorker = (): void => void worker?.kill('SIGKILL')

beforeAll(async () => {
  ;[teams, mail, database, redisServer] = await Promise.all([
    startSimulatedTeams(() => [], 'none'),
    startMailServer(),
    startPostgres(),
    startRedis(),
  ])
  ways = await Promise.all([
    watchedWay({
      to: () => ({ path: `${database.socket}/.s.PGSQL.${database.port}` }),
      protocol: sqlProtocol,
      watch,
    }),
    watchedWay({
      to: () => ({ host: '127.0.0.1', port: Number(new URL(teams.serviceUrl).port) }),
      protocol: httpProtocol(() => 'connector: send'),
      watch,
    }),
    watchedWay({
      to: () => ({ path: redisServer.socketPath }),
      protocol: redisProtocol,
      watch,
      at: join(folder, 'redis.sock'),
    }),
    watchedWay({ to: () => ({ host: '127.0.0.1', port: mail.port }), protocol: smtpProtocol, watch }),
  ])
  sql = openSql({ url: database.url }, { connectMs: 10_000, statementMs: 20_000 })
  await migrate(sql)
  redis = await connectRedis({ socketPath: redisServer.socketPath })
  const survey = await readSurvey()
  const channel = { send: nobody, update: nobody, principalName: nobody }
  deps = reminderDeps({ sql, redis, survey, channel, now: () => Date.now() + offset, mailPort: mail.port })
  const units = [...survey.units.values()].slice(0, PEOPLE)
  const inTeams = units.map(({ id }, n) => ({ unitId: id, part: PARTS.teams, tenant: n }))
  const byMail = units.map(({ id }, n) => ({ unitId: id, part: PARTS.mail, tenant: n, linked: 'not_linked' as const }))
  await order({ parts: ['none'] }, `invitation:${survey.wave.id}`)
  const all = await settle(sql, survey, `http://127.0.0.1:${ways[1]?.port}/`, [...inTeams, ...byMail])
  people = { teams: all.slice(0, PEOPLE), mail: all.slice(PEOPLE) }
  await startWorker()
  watch.listen()
  await until(() => hasComeRound(watch.heard()), 'no round comes')
  for (const name of watch.heard()) idle.add(name)
})
afterAll(async () => {
  killWorker()
  await deps?.closeQueue()
  redis?.disconnect()
  await sql?.destroy()
  await Promise.all([...(ways ?? []), database, redisServer, teams, mail].map((each) => each?.stop()))
  rmSync(folder, { recursive: true, force: true })
})

const nobody = () => Promise.reject(new Error('only the worker sends'))

/** Orders a campaign; returns its id. */
const order = async (
  selection: { parts: string[]; units?: string[] },
  dedupeKey: string | null = null,
): Promise<string> => {
  const ordered = await createCampaign(deps, {
    kind: dedupeKey === null ? 'reminder' : 'invitation',
    template: dedupeKey === null ? 'reminder' : 'invitation',
    selection: { statuses: ['not_started'], ...selection },
    ...{ sendAt: null, actor: 'test', dedupeKey, bodyHash: null },
  })
  if (ordered.type !== 'created') throw new Error(ordered.type)
  return ordered.id
}

const next = (way: Way): Someone => {
  const someone = people[way].shift()
  if (someone === undefined) throw new Error('more boundaries than people')
  return someone
}
const remind = ({ unitId, part }: Someone): Promise<string> => order({ parts: [part], units: [unitId] })
/** How many messages have reached them. */
const cameTo = ({ conversationId, respondentId }: Someone, way: Way): number =>
  way === 'teams'
    ? (teams.delivered.get(conversationId) ?? 0)
    : mail.caught.filter(({ to }) => to.startsWith(respondentId)).length

/** The one recipient, once it is settled. */
const outcome = async (campaignId: string): Promise<Recipient | undefined> => {
  let row: Recipient | undefined
  const look = async () => {
    row = (await deps.campaigns.recipients(campaignId))[0]
    return row?.state === 'queued' || row?.state === 'held'
  }
  await expect.poll(look, { interval: 100 }).toBe(false)
  return row
}

/** Until every campaign has ended, and every job is done and taken off. */
const untilQuiet = async (): Promise<void> => {
  const jobs = ['wait', 'active', 'delayed'].map((state) => `${QUEUE_PREFIX}:reminders:${state}`)
  const waiting = async () => [
    ...(await deps.campaigns.list(2 * PEOPLE)).filter(({ endedAt }) => endedAt === null),
    ...(await Promise.all(jobs.map((key) => redis.keys(key)))).flat(),
  ]
  await untilAtRest(waiting, () => watch.heard().filter((name) => !idle.has(name)).length)
}

const learned = async (way: Way): Promise<Boundary[]> => {
  let boundaries: Boundary[] = []
  for (const _ of ['first', 'second']) {
    watch.listen()
    const ordered = await remind(next(way))
    expect((await outcome(ordered))?.state).toBe('sent')
    await untilQuiet()
    boundaries = boundariesOf(watch.heard(), idle)
  }
  return boundaries
}

test.each([
  ['a reminder in Teams', 'teams', 'connector: send'],
  ['a reminder by mail', 'mail', 'mail: message'],
] as const)(
  'killed at each boundary of %s: never twice, and recorded as it was',
  { timeout: 1_800_000 },
  async (what, way, sends) => {
    const all = await learned(way)
    expect(all.map(({ name }) => name)).toContain(sends)
    const tried = someOf(all, MOST)
    const wrong: object[] = []
    const states = new Map<string, number>()
    for (const boundary of tried) {
      await untilQuiet()
      const someone = next(way)
      const killed = watch.trap(boundary, killWorker)
      const ordered = await remind(someone)
      await Promise.race([
        killed,
        wait(HANGS_MS).then(() => Promise.reject(new Error(`not killed at ${JSON.stringify(boundary)}`))),
      ])
      await startWorker()
      const row = await outcome(ordered)
      await untilQuiet()
      const came = cameTo(someone, way)
      const state = row?.state ?? 'none'
      states.set(state, (states.get(state) ?? 0) + 1)
      const isTrue = state === 'sent' ? came === 1 : state === 'unknown' && row?.code === 'interrupted' && came <= 1
      if (!isTrue) wrong.push({ boundary, row, came })
    }
    expect(wrong).toEqual([])
    const mails = Object.values(countBy(mail.caught.map(({ to }) => to)))
    expect(Math.max(...(way === 'teams' ? teams.delivered.values() : mails))).toBe(1)
    counted(
      `boundaries of ${what}: ${all.length}; killed at ${tried.length}: ${tried.map(text).join('; ')}; ${JSON.stringify(Object.fromEntries(states))}`,
      { faults: tried.length },
    )
  },
)

const text = ({ name, nth, side }: Boundary): string => `${side} ${name}${nth > 1 ? ` (${nth})` : ''}`
