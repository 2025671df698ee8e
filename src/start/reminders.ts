/** Reminders in the running service: the workers that send, the rounds that begin, and what the chat and the API need. */

import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { adminTurn } from '../app/administration/chat.ts'
import type { Forms } from '../app/documents.ts'
import type { RecipientKey } from '../app/ports/campaigns.ts'
import type { MailWay } from '../app/ports/mail.ts'
import type { Link } from '../app/ports/people.ts'
import type { Envelope } from '../app/ports/progress.ts'
import type { RespondentBook, ResultsReader } from '../app/ports/register.ts'
import { schedulerRound } from '../app/reminding/rounds.ts'
import { sendOne } from '../app/reminding/send-one.ts'
import { eraseRespondent } from '../app/respondents/rights.ts'
import type { AdminDeps, Deps, Log, Survey, TurnResult } from '../app/service.ts'
import { exportResults } from '../app/submissions/export.ts'
import type { Rounds } from '../app/upkeep/rounds.ts'
import { bindWaves, type Waves } from '../app/waves.ts'
import { openExportFolder } from '../edge/files/export-folder.ts'
import { readRespondentsSheet } from '../edge/files/respondents-file.ts'
import { adminRoutes, refusedBelowAdmin } from '../edge/http/admin/admin-routes.ts'
import type { AdminApiDeps } from '../edge/http/admin/route.ts'
import { createTokenVerifier } from '../edge/http/admin/verify-token.ts'
import type { PublicRoutes } from '../edge/http/server.ts'
import { adminSessions } from '../edge/redis/admin-sessions.ts'
import { connectForQueue } from '../edge/redis/connect.ts'
import { reminderQueue, reminderWorker } from '../edge/redis/queues.ts'
import { sendRate } from '../edge/redis/send-rate.ts'
import { openCampaigns, waveOfCampaign } from '../edge/sql/campaigns.ts'
import type { Settings } from '../settings/settings.ts'
import { mailingOf } from './mail.ts'
import { reportMaker } from './report-files.ts'
import { type Stores, within } from './stores.ts'

/** A reminder ordered in the chat begins within this time. */
const ROUND_EVERY_MS = 2_000
/** Messages on their way are let arrive: a send takes 10 s at most, and most take far less. */
const STOP_GRACE_MS = 3_500

/** What the conversation gives of one wave: survey, register, and what is the same in every wave. */
type OfConversation = Pick<Deps, 'survey' | 'progress' | 'register' | 'channel' | 'now' | 'newId'>

type Given = {
  settings: Settings
  stores: Stores
  log: Log
  rounds: Rounds
  /** Null: nobody is written to by mail. */
  mail: MailWay | null
  service: Waves<OfConversation>
}

/** What an administrator's API needs of a wave besides reminders. */
type ApiOfWave = { book: RespondentBook; results: ResultsReader }

type Reminders = {
  /** What they are ordered with, wave by wave. */
  bound: Waves<AdminDeps>
  /** Of the wave of this id: for `Deps.snooze`, and for people whose link has a role, before the ordinary bot. */
  of(wave: string): {
    snooze(personId: string, until: number): Promise<void>
    adminTurn(envelope: Envelope, link: Link): Promise<TurnResult | null>
  }
  /** To be spread into the public routes; empty when the admin API is off. */
  routes(api: {
    ofWave(wave: string): ApiOfWave
    forms: Forms
    onFault(error: unknown): void
  }): Pick<PublicRoutes, 'mount' | 'refused'>
  stop(): Promise<void>
}

/** Starts workers and rounds, unless this process serves the web alone. */
export const startReminders = async ({ settings, stores, log, rounds, mail, service }: Given): Promise<Reminders> => {
  const { redis, sql } = stores
  const queue = reminderQueue(redis)
  const mailing = mailingOf(settings)
  const shared = {
    ...{ log, queue },
    rate: sendRate(redis, settings.sendRate),
    rates: settings.sendRate,
    ...(settings.mail === null ? {} : { mailsPerSecond: settings.mail.perSecond }),
    ...(mail === null ? {} : { mail }),
    chance: Math.random,
    wait: async (ms: number) => void (await setTimeout(ms)),
  }
  const bound = bindWaves(service, ({ survey, progress, register, channel, now, newId }): AdminDeps => {
    const campaigns = openCampaigns(sql, { wave: survey.wave.id, mail: mailing })
    return { ...{ survey, progress, register, channel, now, newId, campaigns }, ...shared }
  })
  const working = settings.role === 'web' ? null : await startWorking(bound, { stores, log, rounds })
  return {
    bound,
    of: (wave) => {
      const deps = bound.waves.get(wave) ?? bound.current()
      return { snooze: deps.campaigns.snooze, adminTurn: (envelope, link) => adminTurn(deps, envelope, link) }
    },
    routes: (api) => (settings.admin === null ? {} : routesOf(settings.admin, bound, { ...api, log, redis, settings })),
    stop: async () => {
      await working?.stop()
      await within(STOP_GRACE_MS, queue.close())
    },
  }
}

const routesOf = (
  admin: NonNullable<Settings['admin']>,
  bound: Waves<AdminDeps>,
  {
    ofWave,
    forms,
    onFault,
    log,
    redis,
    settings,
  }: Parameters<Reminders['routes']>[0] & Pick<Given, 'log' | 'settings'> & Pick<Stores, 'redis'>,
): Pick<PublicRoutes, 'mount' | 'refused'> => {
  const { now } = bound.current()
  const verify = createTokenVerifier(admin, now)
  const apiOf = (reminders: AdminDeps): AdminApiDeps => {
    const { survey } = reminders
    const api = ofWave(survey.wave.id)
    const onLeftOut = (submissions: string[]) => log.warn({ submissions }, 'results.left_out')
    return {
      ...{ ...api, onFault, verify, reminders, forms },
      readSheet: readRespondentsSheet,
      erase: eraser(reminders, api.book),
      sessions: adminSessions(redis, now),
      makeReport: reportMaker({ ...reminders, settings, book: api.book }),
      exportFile: exportFile({ ...api, survey, now, onLeftOut }),
    }
  }
  const apis = bindWaves(bound, (deps) => ({ survey: deps.survey, now, api: apiOf(deps) }))
  const of = (wave: string | null) => (wave === null ? apis.current() : apis.waves.get(wave))?.api ?? null
  return { refused: refusedBelowAdmin, mount: adminRoutes(apis.current().api, of) }
}

/** Ends a respondent, for the page and the API alike. */
export const eraser =
  ({ survey, progress, now }: Pick<AdminDeps, 'survey' | 'progress' | 'now'>, book: RespondentBook) =>
  (respondentId: string, actor: string): Promise<boolean> =>
    eraseRespondent(
      { book, progress, pause: (ms) => setTimeout(ms) },
      { wave: survey.wave.id, respondentId, at: new Date(now()), actor },
    )

type Working = { stores: Stores; log: Log; rounds: Rounds }

const startWorking = async (
  bound: Waves<AdminDeps>,
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
