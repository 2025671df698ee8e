/** Reminders: how many a worker sends, and what it needs, where nothing holds it back; and the time under Teams' limits. */

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { createCampaign } from '../../src/app/reminding/order.ts'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { migrate, openSql } from '../../src/edge/sql/database.ts'
import { secondsToSend } from '../../src/reminders/calendar.ts'
import type { Channel } from '../../src/reminders/states.ts'
import { type MailServer, startMailServer } from '../../test/support/mail/mail-server.ts'
import { startSimulatedTeams } from '../../test/support/reminders/simulated-teams.ts'
import { readSurvey, reminderDeps, settle, WEDNESDAY } from '../../test/support/reminders/world.ts'
import { startPostgres } from '../../test/support/start-postgres.ts'
import { startRedis } from '../../test/support/start-redis.ts'

/** `planMs`: choosing and storing all recipients. `megabytes`: the most the worker has held. */
export type ReminderFigures = {
  recipients: number
  planMs: number
  seconds: number
  perSecond: number
  megabytes: number
}

/** So high that they never hold anything back. */
const unlimited = { perSecond: 1_000_000, perSecondPerTenant: 1_000_000 }
const TENANTS = 400

/** One worker process against a loopback connector, or a mail server, that takes everything. */
export const measureReminders = async (recipients = 10_000, way: Channel = 'teams'): Promise<ReminderFigures> => {
  const teams = await startSimulatedTeams(() => [], 'none')
  const mail = await startMailServer()
  const delivers = way === 'teams' ? teams.delivers : (count: number) => untilCaught(mail, count)
  const database = await startPostgres()
  const redisServer = await startRedis()
  const sql = openSql({ url: database.url }, { connectMs: 10_000, statementMs: 60_000 })
  await migrate(sql)
  const redis = await connectRedis({ socketPath: redisServer.socketPath })
  const offset = WEDNESDAY - Date.now()
  const survey = await readSurvey()
  const channel = { send: nobody, update: nobody, principalName: nobody }
  const deps = reminderDeps({
    sql,
    redis,
    survey,
    channel,
    now: () => Date.now() + offset,
    rates: unlimited,
    mailPort: mail.port,
  })
  const units = [...survey.units.keys()]
  const wanted = Array.from({ length: recipients }, (_, n) => ({
    unitId: units[n % units.length] ?? '',
    part: 'raadmann',
    tenant: n % TENANTS,
    linked: way === 'teams' ? ('linked' as const) : ('not_linked' as const),
  }))
  await settle(sql, survey, teams.serviceUrl, wanted)
  const order = { template: 'reminder', sendAt: null, actor: 'bench', bodyHash: null } as const
  // The workers' scheduler would invite everybody first.
  const nobodyAtAll = { parts: ['none'], statuses: ['not_started' as const] }
  await createCampaign(deps, {
    ...order,
    kind: 'invitation',
    selection: nobodyAtAll,
    dedupeKey: `invitation:${survey.wave.id}`,
  })
  const planned = performance.now()
  await createCampaign(deps, {
    ...order,
    kind: 'reminder',
    selection: { parts: ['raadmann'], statuses: ['not_started'] },
    dedupeKey: null,
  })
  const planMs = performance.now() - planned
  const given = {
    sqlUrl: database.url,
    socketPath: redisServer.socketPath,
    offset,
    ...unlimited,
    lockDuration: 30_000,
    concurrency: 16,
    mailPort: mail.port,
  }
  const worker = fork(new URL('../../test/support/reminders/worker.ts', import.meta.url), [JSON.stringify(given)])
  try {
    await delivers(1)
    const began = performance.now()
    await delivers(recipients)
    const seconds = (performance.now() - began) / 1000
    return { recipients, planMs, seconds, perSecond: recipients / seconds, megabytes: peakMegabytes(worker.pid ?? 0) }
  } finally {
    const ended = once(worker, 'exit')
    worker.kill('SIGKILL')
    await ended
    await deps.closeQueue()
    redis.disconnect()
    await sql.destroy()
    await Promise.all([database.stop(), redisServer.stop(), teams.stop(), mail.stop()])
  }
}

const untilCaught = async ({ caught }: MailServer, count: number): Promise<void> => {
  while (caught.length < count) await setTimeout(20)
}

const nobody = () => Promise.reject(new Error('only the worker sends'))

/** Linux alone tells; 0 elsewhere. */
const peakMegabytes = (pid: number): number => {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}

/** What the bench prints. */
export const reminderLines = ({ recipients, planMs, seconds, perSecond, megabytes }: ReminderFigures): string => {
  const rates = { perSecond: 10, perSecondPerTenant: 5 }
  const under = (count: number, tenants: number) => {
    const perTenant = Array.from(
      { length: tenants },
      (_, n) => Math.floor(count / tenants) + (n < count % tenants ? 1 : 0),
    )
    return `${count} in ${tenants} tenants: ${Math.round(secondsToSend(perTenant, rates))} s`
  }
  return [
    `Reminders, one worker: ${recipients} in ${seconds.toFixed(1)} s, ${perSecond.toFixed(0)} per second, at most ${megabytes} MB; chosen and stored in ${planMs.toFixed(0)} ms`,
    `By the limiter's default of 10 per second, 5 per tenant: ${under(1_100, 370)}; ${under(100_000, 370)}`,
  ].join('\n')
}

/** The same of mails. */
export const mailLine = ({ recipients, seconds, perSecond, megabytes }: ReminderFigures): string =>
  `Mails, one worker, eight at once, one connection each: ${recipients} in ${seconds.toFixed(1)} s, ${perSecond.toFixed(0)} per second, at most ${megabytes} MB`
