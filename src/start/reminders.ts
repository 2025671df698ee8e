/** Reminders in the running service: the workers that send, the rounds that begin, and what they are ordered with. */

import { setTimeout } from 'node:timers/promises'
import { adminTurn } from '../app/administration/chat.ts'
import type { RecipientKey } from '../app/ports/campaigns.ts'
import type { MailWay } from '../app/ports/mail.ts'
import type { Link } from '../app/ports/people.ts'
import type { Envelope } from '../app/ports/progress.ts'
import { schedulerRound } from '../app/reminding/rounds.ts'
import { sendOne } from '../app/reminding/send-one.ts'
import type { Deps, Log, ReminderDeps, TurnResult } from '../app/service.ts'
import type { Rounds } from '../app/upkeep/rounds.ts'
import { bindWaves, type Waves } from '../app/waves.ts'
import { connectForQueue } from '../edge/redis/connect.ts'
import { reminderQueue, reminderWorker } from '../edge/redis/reminder-queue.ts'
import { sendRate } from '../edge/redis/send-rate.ts'
import { openCampaigns, waveOfCampaign } from '../edge/sql/campaigns.ts'
import type { Settings } from '../settings/settings.ts'
import { mailingOf } from './mail.ts'
import { type Stores, within } from './stores.ts'

/** A reminder ordered in the chat begins within this time. */
const ROUND_EVERY_MS = 2_000
/** Messages on their way are let arrive: a send takes 10 s at most, and most take far less. */
const STOP_GRACE_MS = 3_500

/** What the conversation gives of one wave: survey, register, and what is the same in every wave. */
type OfConversation = Pick<Deps, 'survey' | 'progress' | 'register' | 'channel' | 'now' | 'newId' | 'pause'>

type Given = {
  settings: Settings
  stores: Stores
  /** Where queues are added to. */
  forQueues: Stores['redis']
  log: Log
  rounds: Rounds
  /** Null: nobody is written to by mail. */
  mail: MailWay | null
  service: Waves<OfConversation>
}

type Reminders = {
  /** What they are ordered with, wave by wave. */
  bound: Waves<ReminderDeps>
  /** Of the wave of this id: for `Deps.snooze`, and for people whose link has a role, before the ordinary bot. */
  of(wave: string): {
    snooze(personId: string, until: number): Promise<void>
    adminTurn(envelope: Envelope, link: Link): Promise<TurnResult | null>
  }
  stop(): Promise<void>
}

/** Starts workers and rounds, unless this process serves the web alone. */
export const startReminders = async (given: Given): Promise<Reminders> => {
  const { settings, stores, forQueues, log, rounds, mail, service } = given
  const { redis, sql } = stores
  const queue = reminderQueue(forQueues, log)
  const mailing = mailingOf(settings)
  const shared = {
    log,
    queue,
    rate: sendRate(redis, settings.sendRate),
    rates: settings.sendRate,
    ...(settings.mail === null ? {} : { mailsPerSecond: settings.mail.perSecond }),
    ...(mail === null ? {} : { mail }),
    chance: Math.random,
  }
  const bound = bindWaves(service, ({ survey, progress, register, channel, now, newId, pause }): ReminderDeps => {
    const campaigns = openCampaigns(sql, { wave: survey.wave.id, mail: mailing })
    return { survey, progress, register, channel, now, newId, pause, campaigns, ...shared }
  })
  const working = settings.role === 'web' ? null : await startWorking(bound, { stores, log, rounds })
  return {
    bound,
    of: (wave) => {
      const deps = bound.waves.get(wave) ?? bound.current()
      return { snooze: deps.campaigns.snooze, adminTurn: (envelope, link) => adminTurn(deps, envelope, link) }
    },
    stop: async () => {
      await working?.stop()
      await within(STOP_GRACE_MS, queue.close())
    },
  }
}

type Working = { stores: Stores; log: Log; rounds: Rounds }

const startWorking = async (
  bound: Waves<ReminderDeps>,
  { stores, log, rounds }: Working,
): Promise<{ stop(): Promise<void> }> => {
  const connection = await connectForQueue(stores.redisAddress)
  const sendIn = async (key: RecipientKey) => {
    const wave = await waveOfCampaign(stores.sql, key.campaignId)
    return await sendOne(bound.waves.get(wave ?? '') ?? bound.current(), key)
  }
  const worker = reminderWorker(connection, sendIn, log, undefined, rounds)
  const stopping = new AbortController()
  const round = async () => {
    // What failed stands in `rounds`.
    await schedulerRound(bound.current(), rounds).catch(() => undefined)
    for (const deps of bound.besides()) await schedulerRound(deps, rounds, 'another').catch(() => undefined)
  }
  const goOn = async () => {
    while (!stopping.signal.aborted) {
      await round()
      await setTimeout(ROUND_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = goOn()
  return {
    stop: async () => {
      stopping.abort()
      await within(STOP_GRACE_MS, Promise.all([running, worker.close()]))
      connection.disconnect()
    },
  }
}
