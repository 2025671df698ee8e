/** Reminders in the running service: the workers that send, the rounds that begin, and what the chat and the API need. */

import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { adminTurn } from '../app/administration/chat.ts'
import type { Link } from '../app/ports/people.ts'
import type { Envelope } from '../app/ports/progress.ts'
import type { RespondentBook, ResultsReader } from '../app/ports/register.ts'
import { schedulerRound } from '../app/reminding/rounds.ts'
import { sendOne } from '../app/reminding/send-one.ts'
import type { AdminDeps, Deps, Log, Survey, TurnResult } from '../app/service.ts'
import { exportResults } from '../app/submissions/export.ts'
import type { Rounds } from '../app/upkeep/rounds.ts'
import { openExportFolder } from '../edge/files/export-folder.ts'
import { readRespondentsSheet } from '../edge/files/respondents-file.ts'
import { adminRoutes, refusedBelowAdmin } from '../edge/http/admin/admin-routes.ts'
import type { AdminApiDeps } from '../edge/http/admin/route.ts'
import { createTokenVerifier } from '../edge/http/admin/verify-token.ts'
import type { PublicRoutes } from '../edge/http/server.ts'
import { connectForQueue } from '../edge/redis/connect.ts'
import { reminderQueue, reminderWorker } from '../edge/redis/queues.ts'
import { sendRate } from '../edge/redis/send-rate.ts'
import { openCampaigns } from '../edge/sql/campaigns.ts'
import type { Settings } from '../settings/settings.ts'
import { type Stores, within } from './stores.ts'

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

type Reminders = {
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

// An export as one file for one answer, in a folder of its own that goes with it.

type ExportFrom = {
  survey: Survey
  book: RespondentBook
  results: ResultsReader
  now(): number
  /** Told of submissions that do not parse and are not in the file. */
  onLeftOut(submissionIds: string[]): void
}

/** For `AdminApiDeps.exportFile`. The files are readable by the service alone, and removed when they are sent. */
export const exportFile =
  ({ survey, book, results, now, onLeftOut }: ExportFrom): AdminApiDeps['exportFile'] =>
  async ({ format, part, freeText }, actor) => {
    if (part !== null && !Object.hasOwn(survey.wave.parts, part)) return null
    const folder = await mkdtemp(join(tmpdir(), 'kommunedialog-export-'))
    const remove = () => rm(folder, { recursive: true, force: true })
    try {
      const sink = await openExportFolder(folder)
      // Wide, each part has columns of its own, and one CSV holds one table.
      const shape = format === 'csv' && part === null ? 'long_in_one' : 'wide'
      const request = { format, freeText, shape, language: 'nb' } as const
      const { rows, unreadable } = await exportResults({ results, survey }, sink, request)
      if (unreadable.length > 0) onLeftOut(unreadable)
      const paths = await sink.close()
      const wanted = part === null ? `results.${format}` : `results-${part}.${format}`
      const path = paths.find((one) => basename(one) === wanted)
      const entry = { actor, action: `results.export.${format}`, subject: survey.wave.id, count: rows }
      await book.audit({ at: new Date(now()), ...entry })
      // An export without rows has no file in some formats.
      const content = path === undefined ? Readable.from([]) : createReadStream(path)
      return { name: wanted, type: '', content, remove }
    } catch (error) {
      await remove()
      throw error
    }
  }
