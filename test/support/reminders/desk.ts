/** A register, a channel that writes down what it was given, and a queue that is worked off by hand, on real stores. */

import { randomUUID } from 'node:crypto'
import type { QueuedRecipient } from '../../../src/app/ports/campaigns.ts'
import type { Channel, SendFailure } from '../../../src/app/ports/channel.ts'
import { createCampaign } from '../../../src/app/reminding/order.ts'
import { schedulerRound } from '../../../src/app/reminding/rounds.ts'
import { sendOne } from '../../../src/app/reminding/send-one.ts'
import type { ReminderDeps } from '../../../src/app/service.ts'
import { connectRedis } from '../../../src/edge/redis/connect.ts'
import { migrate, openSql } from '../../../src/edge/sql/database.ts'
import { openRegister } from '../../../src/edge/sql/register.ts'
import type { View } from '../../../src/wording/view.ts'
import type { startPglite } from '../start-pglite.ts'
import { startRedis } from '../start-redis.ts'
import { readSurvey, reminderDeps, settle, WEDNESDAY } from './world.ts'

export type Sent = { conversationId: string; view: View; notify?: 'alert'; updated?: string }

type Database = Awaited<ReturnType<typeof startPglite>>

/** Stores shared by the tests of a file; each `desk` has a wave of its own in them. */
export const openOffice = async (database: Database) => {
  const redisServer = await startRedis()
  const redis = await connectRedis({ socketPath: redisServer.socketPath })
  const sql = openSql({ socket: database.socket, port: database.port }, { connectMs: 10_000, statementMs: 20_000 })
  await migrate(sql)
  const close = async () => {
    redis.disconnect()
    await sql.destroy()
    await redisServer.stop()
    await database.stop()
  }
  return { redis, sql, close }
}
export type Office = Awaited<ReturnType<typeof openOffice>>

/**
 * One wave on the stores. `fails`: what the channel answers to the next sends to a conversation. `mailPort`: of a mail server;
 * absent: there is no mail. `heard`: what the log has of warnings and faults.
 */
export const openDesk = async ({ redis, sql }: Office, { mailPort }: { mailPort?: number } = {}) => {
  const survey = await readSurvey(`wave-${randomUUID()}`)
  const sent: Sent[] = []
  const fails = new Map<string, SendFailure[]>()
  const clock = { at: WEDNESDAY }
  const queued: QueuedRecipient[] = []
  let ids = 0
  const keep = (one: Sent) => {
    const failure = fails.get(one.conversationId)?.shift()
    if (failure !== undefined) return failure
    sent.push(one)
    return { activityId: one.updated ?? `m${sent.length}` }
  }
  const channel: Channel = {
    send: async ({ conversationId }, view, notify) => keep({ conversationId, view, ...(notify ? { notify } : {}) }),
    update: async ({ conversationId }, updated, view) => keep({ conversationId, view, updated }),
    principalName: async () => null,
  }
  const heard: ({ event: string } & Record<string, unknown>)[] = []
  const hear = (fields: object, event: string) => void heard.push({ event, ...fields })
  const made = reminderDeps({
    sql,
    redis,
    survey,
    channel,
    now: () => clock.at,
    log: { info: () => undefined, warn: hear, error: hear },
    ...(mailPort === undefined ? {} : { mailPort }),
  })
  await made.closeQueue()
  const deps: ReminderDeps & { register: ReturnType<typeof openRegister> } = {
    ...made,
    register: openRegister(sql, { wave: survey.wave.id }),
    newId: () =>
      `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`.replace('00000000', survey.wave.id.slice(5, 13)),
    chance: () => 1,
    pause: async () => undefined,
    queue: { add: async (recipients) => void queued.push(...recipients) },
  }
  /** Works off what is due; what is to be tried again comes up when the clock says so. */
  const work = async () => {
    await schedulerRound(deps)
    const due = queued.splice(0).filter((job) => {
      if (job.dueAt > clock.at) queued.push(job)
      return job.dueAt <= clock.at
    })
    for (const { campaignId, respondentId } of due) {
      const result = await sendOne(deps, { campaignId, respondentId })
      if (result.type === 'again') queued.push({ campaignId, respondentId, dueAt: clock.at + result.afterMs })
    }
    await schedulerRound(deps)
    return due.length
  }
  // The invitation went out at the opening, before anybody was known here.
  await createCampaign(deps, {
    kind: 'invitation',
    template: 'invitation',
    selection: { parts: ['none'], statuses: ['not_started'] },
    sendAt: null,
    actor: 'test',
    dedupeKey: `invitation:${survey.wave.id}`,
    bodyHash: null,
  })
  const people = (wanted: Parameters<typeof settle>[3]) => settle(sql, survey, 'http://127.0.0.1/', wanted)
  return { survey, sql, deps, sent, heard, fails, clock, queued, work, people }
}
export type Desk = Awaited<ReturnType<typeof openDesk>>
