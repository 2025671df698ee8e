/** Reminders in the running service: the workers that send, the rounds that begin, and what the chat and the API need. */
import { setTimeout } from 'node:timers/promises'
import type { AdminDeps } from '../app/admin-chat/admin-deps.ts'
import { adminTurn } from '../app/admin-chat/admin-turn.ts'
import type { Deps, Log } from '../app/deps.ts'
import type { Link } from '../app/people.ts'
import type { Envelope } from '../app/ports.ts'
import type { RespondentBook, ResultsReader } from '../app/register-ports.ts'
import { schedulerRound } from '../app/reminders/scheduler.ts'
import { sendOne } from '../app/reminders/send-one.ts'
import type { Rounds } from '../app/rounds.ts'
import type { TurnResult } from '../app/turn-result.ts'
import type { Settings } from '../config.ts'
import { readRespondentsSheet } from '../edge/files/respondents-file.ts'
import { adminRoutes, refusedBelowAdmin } from '../edge/http/admin/admin-routes.ts'
import { createTokenVerifier } from '../edge/http/admin/verify-token.ts'
import type { PublicRoutes } from '../edge/http/server.ts'
import { connectForQueue } from '../edge/redis/connect.ts'
import { reminderQueue, reminderWorker } from '../edge/redis/reminder-queue.ts'
import { sendRate } from '../edge/redis/send-rate.ts'
import { openCampaigns } from '../edge/sql/campaigns/open-campaigns.ts'
import { exportFile } from './export-file.ts'
import type { Stores } from './open-stores.ts'
import { within } from './within.ts'

/** A reminder ordered in the chat begins within this time. */
const ROUND_EVERY_MS = 2_000
/** Messages on their way are let arrive: a send takes 10 s at most, and most take far less. */
const STOP_GRACE_MS = 3_500

type Given = {
  settings: Settings
  stores: Stores
  log: Log
  rounds: Rounds
  /** Of the conversation: the same survey, channel, register, progress, clock. */
  deps: Pick<Deps, 'survey' | 'progress' | 'register' | 'channel' | 'now' | 'newId'>
}

export type Reminders = {
  /** For `Deps.snooze`. */
  snooze(personId: string, until: number): Promise<void>
  /** For people whose link has a role, before the ordinary bot. Null: nothing of an administrator's. */
  adminTurn(envelope: Envelope, link: Link): Promise<TurnResult | null>
  /** To be spread into the public routes; empty when the admin API is off. */
  routes(api: {
    book: RespondentBook
    results: ResultsReader
    onFault(error: unknown): void
  }): Pick<PublicRoutes, 'mount' | 'refused'>
  stop(): Promise<void>
}

/** Starts workers and rounds, unless this process serves the web alone. */
export const startReminders = async ({ settings, stores, log, rounds, deps: given }: Given): Promise<Reminders> => {
  const { redis, sql } = stores
  const queue = reminderQueue(redis)
  const { survey, progress, register, channel, now, newId } = given
  const deps: AdminDeps = {
    ...{ survey, progress, register, channel, now, newId, log, queue },
    campaigns: openCampaigns(sql, { wave: survey.wave.id }),
    rate: sendRate(redis, settings.sendRate),
    rates: settings.sendRate,
    chance: Math.random,
    wait: async (ms) => void (await setTimeout(ms)),
  }
  const working = settings.role === 'web' ? null : await startWorking(deps, stores, rounds)
  const { admin } = settings
  return {
    snooze: deps.campaigns.snooze,
    adminTurn: (envelope, link) => adminTurn(deps, envelope, link),
    routes: (api) => {
      if (admin === null) return {}
      const verify = createTokenVerifier(admin, now)
      return {
        refused: refusedBelowAdmin,
        mount: adminRoutes({
          ...api,
          verify,
          reminders: deps,
          readSheet: readRespondentsSheet,
          exportFile: exportFile({
            ...{ ...api, survey, now },
            onLeftOut: (submissions) => log.warn({ submissions }, 'results.left_out'),
          }),
        }),
      }
    },
    stop: async () => {
      await working?.stop()
      await within(STOP_GRACE_MS, queue.close())
    },
  }
}

const startWorking = async (deps: AdminDeps, stores: Stores, rounds: Rounds): Promise<{ stop(): Promise<void> }> => {
  const connection = await connectForQueue(stores.redisAddress)
  const worker = reminderWorker(connection, (key) => sendOne(deps, key), deps.log, undefined, rounds)
  const stopping = new AbortController()
  const goOn = async () => {
    while (!stopping.signal.aborted) {
      // What failed stands in `rounds`.
      await schedulerRound(deps, rounds).catch(() => undefined)
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
