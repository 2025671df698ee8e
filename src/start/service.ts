/** The running service: stores, survey, Teams, queue and rounds joined; how it starts and how it stops. */

import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { doHandedOver } from '../app/conversation/handed-over.ts'
import { languageOfClient } from '../app/conversation/outside.ts'
import { openForms } from '../app/documents.ts'
import type { Channel } from '../app/ports/channel.ts'
import type { ResultsStore } from '../app/ports/results.ts'
import { type Deps, type Log, nothingSeen, revoking, type Survey } from '../app/service.ts'
import { deliverSubmission } from '../app/submissions/deliver.ts'
import { otherAnswers } from '../app/together/comparison.ts'
import { turn } from '../app/turn.ts'
import { startHousekeeping } from '../app/upkeep/housekeeping.ts'
import { type Rounds, roundBook } from '../app/upkeep/rounds.ts'
import { bindWaves, type Service, wavesOf } from '../app/waves.ts'
import { withPages } from '../app/web/web-channel.ts'
import { resultsPost } from '../edge/http/results-post.ts'
import { type PublicRoutes, startServer } from '../edge/http/server.ts'
import { formPdf } from '../edge/pdf/form.ts'
import { connectForQueue, connectRedis } from '../edge/redis/connect.ts'
import { roundNotes } from '../edge/redis/held-store.ts'
import { seatMover } from '../edge/redis/move-seat.ts'
import { pageNews } from '../edge/redis/page-news.ts'
import { confirmer, progressStore } from '../edge/redis/progress-store.ts'
import { submissionQueue, submissionWorker } from '../edge/redis/submission-queue.ts'
import type { CodeRules } from '../edge/sql/codes.ts'
import { openRegister } from '../edge/sql/register.ts'
import { openRespondents, syncUnits } from '../edge/sql/respondents.ts'
import { openReleases, openResults } from '../edge/sql/results.ts'
import { openExpiry } from '../edge/sql/retention.ts'
import type { BotSettings } from '../edge/teams/bot.ts'
import { openTeams as openEdge } from '../edge/teams/channel.ts'
import type { MessagesHandler } from '../edge/teams/messages.ts'
import { openAssets } from '../edge/web/frame/assets.ts'
import { personIdOf } from '../register/ids.ts'
import type { Settings } from '../settings/settings.ts'
import { say } from '../wording/notes.ts'
import type { administration as Administration } from './administration.ts'
import { mailWayOf } from './mail.ts'
import { createMeasures, type Measures, measuredChannel, startOperator } from './operator.ts'
import { startReminders } from './reminders.ts'
import { dependencies, type Stores, within } from './stores.ts'
import type { webRoutes as WebRoutes } from './web.ts'

/** `url`: of the public listener; null for a worker. `ops`: of the operator's. */
type Running = { url: string | null; ops: string; stop(): Promise<void> }

/**
 * Stopping takes under 10 s: requests, rounds and deliveries end by themselves or are cut off after the first time, then
 * what was stored is said for up to 3 s, then connections close. Outbox and queue hold what was not finished.
 */
const STOP_GRACE_MS = 4_000
const CLOSE_MS = 1_000

type Given = {
  settings: Settings
  stores: Stores
  /** Every wave that is looked after. */
  surveys: readonly Survey[]
  /** The id of the one that takes answers whatever the others' dates say; null: dates decide. */
  taking: string | null
  log: Log
  /** ms since 1970 UTC; absent: the machine's clock. */
  now?: () => number
}

/** Starts what `ROLE` asks for. Rejects when the address is taken or a store does not answer. */
export const startService = async (given: Given): Promise<Running> => {
  const { settings, stores, surveys, taking, log, now = Date.now } = given
  const { redis, sql } = stores
  const results = openResults(sql)
  const forQueues = await connectRedis(stores.redisAddress)
  const queue = submissionQueue(forQueues, log)
  const measures = createMeasures()
  const rounds = roundBook({ log, now })
  const teams = openTeams(settings.bot, { log, measures })
  const news = pageNews(redis)
  const secrets = settings.web?.codeSecrets
  const codesOf: CodesOf = ({ closesAt }) => (secrets === undefined ? undefined : { secrets, closesAt })
  // The administrators' page shows them too; a process without a public listener shows nobody anything.
  const assets = settings.web === null || settings.role === 'worker' ? null : openAssets()
  let isStopping = false
  const progress = progressStore(redis, await confirmer(redis))
  for (const { wave, units } of surveys) await syncUnits(sql, wave.id, units.values())
  const channel = withPages(measuredChannel(teams.channel, measures), news)
  const answering = wavesOf(
    answeringOf({ settings, stores, surveys, log, now, progress, channel, results, codesOf, queue }),
    taking,
  )
  const mail = mailWayOf(settings, redis, { mails: measures.mails, rounds })
  const reminders = await startReminders({ settings, stores, forQueues, log, rounds, mail, service: answering })
  const releases = openReleases(sql)
  const service: Service = bindWaves(answering, (deps) => ({
    ...deps,
    ...reminders.of(deps.survey.wave.id),
    others: otherAnswers({ survey: deps.survey, results, progress, releases, now }),
  }))
  const worker =
    settings.role === 'web' ? null : await startDelivery({ settings, stores, log, measures, rounds }, service, results)
  const expiry = openExpiry(sql)
  const notes = roundNotes(redis)
  const housekeeping = startHousekeeping(service, { rounds, notes, results, expiry, work: { forget: queue.forget } })
  const ready = async () =>
    !isStopping && (await dependencies({ stores, hasToken: teams.hasToken })).every((one) => one.up)
  const ops = await startOperator({
    settings,
    stores,
    service,
    measures,
    rounds,
    jobs: queue.counts,
    hasToken: teams.hasToken,
    isStopping: () => isStopping,
  })
  // What a backup brought back and may not be kept is gone before anybody can ask for it.
  await housekeeping.retained
  const { onFault } = teams
  const forms = openForms(formPdf, now)
  const ofWave = (wave: string) => ({
    book: revoking(openRespondents(sql, { wave, byMail: mail !== null }), progress),
    results,
  })
  const listener =
    settings.role === 'worker'
      ? null
      : await startServer(settings.listen, {
          messages: teams.messages(service),
          ready,
          onFault,
          ...(await publicRoutes({
            ...{ settings, stores, service, codesOf, news, mail, assets, forms, onFault },
            ...{ bound: reminders.bound, ofWave },
          })),
        })
  return {
    url: listener?.url ?? null,
    ops: ops.url,
    stop: async () => {
      isStopping = true
      await Promise.all([
        listener?.stop(STOP_GRACE_MS),
        within(STOP_GRACE_MS, housekeeping.stop()),
        worker?.stop(),
        within(STOP_GRACE_MS, reminders.stop()),
      ])
      await teams.close()
      await within(CLOSE_MS, queue.close())
      forQueues.disconnect()
      await ops.stop(CLOSE_MS)
    },
  }
}

/** What lasting codes of a wave are judged by; undefined: there is no web here. */
type CodesOf = (survey: Survey) => CodeRules | undefined
type Answering = Omit<Required<Given>, 'taking'> &
  Pick<Deps, 'progress' | 'channel'> & {
    results: Pick<ResultsStore, 'newestOf'>
    codesOf: CodesOf
    queue: Pick<Deps, 'enqueue' | 'enqueueOutside'>
  }

/** What the conversation of each wave is given; but for survey, register and submissions it is the same for all. */
const answeringOf = (given: Answering): Deps[] => {
  const { settings, stores, surveys, log, now, progress, channel, results, codesOf, queue } = given
  const moveSeat = seatMover(stores.redis).move
  const shared = {
    progress,
    channel,
    now,
    log,
    newId: randomUUID,
    startedAt: now(),
    seen: nothingSeen(),
    enqueue: queue.enqueue,
    enqueueOutside: queue.enqueueOutside,
    pause: (ms: number) => setTimeout(ms),
    allowedTenants: new Set(settings.bot.allowedTenants),
    ...(settings.web?.publicUrl ? { pages: settings.web.publicUrl } : {}),
  }
  return surveys.map((survey) => {
    const { id: wave } = survey.wave
    const newestSubmission: Deps['newestSubmission'] = (unitId, part) => results.newestOf(wave, unitId, part)
    const register = openRegister(stores.sql, { wave, codes: codesOf(survey), moveSeat })
    return { ...shared, survey, register, newestSubmission }
  })
}

type Routes = Pick<PublicRoutes, 'mount' | 'refused'>

/**
 * Pages and administration, as the settings ask for them: what they do not ask for is not loaded. Rejects when one cannot be
 * loaded: a start is to fail then, not the first request.
 */
const publicRoutes = async (
  given: Parameters<typeof WebRoutes>[0] & Parameters<typeof Administration>[0],
): Promise<Routes> => {
  const { web, admin } = given.settings
  const pages = web === null ? null : (await import('./web.ts')).webRoutes(given)
  const desks = admin === null ? [] : (await import('./administration.ts')).administration(given)
  return together(pages ?? {}, ...desks)
}

/** All mounted; what the server refuses is answered by the one below which it is. */
const together = (...all: readonly Routes[]): Routes => ({
  mount: (server) => {
    for (const { mount } of all) mount?.(server)
  },
  refused: (...asked) => all.some(({ refused }) => refused?.(...asked) === true),
})

type DeliveryJob = { sessionId: string; key: string; since: number }

const startDelivery = async (
  {
    settings,
    stores,
    log,
    measures,
    rounds,
  }: Pick<Given, 'settings' | 'stores' | 'log'> & {
    measures: Measures
    rounds: Rounds
  },
  service: Service,
  results: ResultsStore,
): Promise<{ stop(): Promise<void> }> => {
  const { progress, now } = service.current()
  const connection = await connectForQueue(stores.redisAddress)
  const handBack = new AbortController()
  const to = settings.results
  const post = to === null ? null : resultsPost({ ...to, now, stop: handBack.signal })
  const deliver = async (job: DeliveryJob) => {
    const result = await deliverSubmission({ progress, results, post, now }, job)
    measures.delivery(result.type)
    return result
  }
  const worker = submissionWorker(connection, { deliver, outside: (work) => doHandedOver(service, work) }, log, rounds)
  return {
    stop: async () => {
      const closed = worker.close()
      await within(STOP_GRACE_MS - CLOSE_MS, closed)
      // A receiver that has not answered by now is asked again by the next process.
      handBack.abort()
      await within(CLOSE_MS, closed)
      connection.disconnect()
    },
  }
}

// The Teams edge, joined with the turn, the words and the log.

type Teams = {
  channel: Channel
  /** The handler of `POST /api/messages`. */
  messages(service: Service): MessagesHandler
  /** Whether the bot has a token of its own to speak with. Never rejects. */
  hasToken(): Promise<boolean>
  /** A fault in our own code: its name goes to the log, its text may hold anything. */
  onFault(error: unknown): void
  close(): Promise<void>
}

/** Opens it; connects to nobody yet. */
const openTeams = (settings: BotSettings, { log, measures }: { log: Log; measures: Measures }): Teams => {
  const onFault = (error: unknown) => log.error({ fault: error instanceof Error ? error.name : typeof error }, 'fault')
  const edge = openEdge(settings, {
    personIdOf,
    onFault,
    onUnsaid: ({ kind, status, code }) => log.warn({ kind, status, code }, 'turn.not_said'),
    words: (text, locale) => say({ key: `turn.${text}` }, languageOfClient(locale)),
    onToken: (code) => {
      if (code === null) log.info({}, 'token.back')
      else log.error({ code }, 'token.none')
    },
    onOutcome: ({ outcome, ms, turn: id }) => {
      measures.turn(outcome, ms)
      log.info({ turn: id, outcome, ms }, 'turn')
    },
  })
  return {
    channel: edge.channel,
    onFault,
    hasToken: edge.hasToken,
    messages: (service) => edge.messages((envelope) => turn(service, envelope)),
    close: () => edge.close(),
  }
}
