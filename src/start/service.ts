/** The running service: stores, survey, Teams, queue and rounds joined; how it starts and how it stops. */
import { randomUUID } from 'node:crypto'
import { deliverSubmission } from '../app/deliver-submission.ts'
import type { Deps, Log, Survey } from '../app/deps.ts'
import { startHousekeeping } from '../app/housekeeping.ts'
import type { ResultsStore } from '../app/ports.ts'
import type { Settings } from '../config.ts'
import { resultsPost } from '../edge/http/results-post.ts'
import { startServer } from '../edge/http/server.ts'
import { confirmer } from '../edge/redis/confirm.ts'
import { connectForQueue } from '../edge/redis/connect.ts'
import { progressStore } from '../edge/redis/progress-store.ts'
import { submissionQueue, submissionWorker } from '../edge/redis/queue.ts'
import { openExpiry } from '../edge/sql/expiry.ts'
import { openRegister } from '../edge/sql/register.ts'
import { openResults } from '../edge/sql/results-store.ts'
import { syncUnits } from '../edge/sql/sync-units.ts'
import { dependencies } from './dependencies.ts'
import type { Stores } from './open-stores.ts'
import { openTeams } from './open-teams.ts'

export type Service = { url: string | null; stop(): Promise<void> }

/** A stop that takes longer than this is cut off; the outbox and the queue hold what was not finished. */
const STOP_GRACE_MS = 8_000

type Given = { settings: Settings; stores: Stores; survey: Survey; log: Log }

/** Starts what `ROLE` asks for. Rejects when the address is taken or a store does not answer. */
export const startService = async ({ settings, stores, survey, log }: Given): Promise<Service> => {
  const { redis, sql } = stores
  const results = openResults(sql)
  const queue = submissionQueue(redis)
  const teams = openTeams(settings.bot, log)
  const deps: Deps = {
    survey,
    progress: progressStore(redis, await confirmer(redis)),
    register: openRegister(sql, { wave: survey.wave.id }),
    channel: teams.channel,
    enqueue: queue.enqueue,
    now: Date.now,
    newId: randomUUID,
    startedAt: Date.now(),
    allowedTenants: new Set(settings.bot.allowedTenants),
    log,
    seen: { contacts: new Map(), principals: new Map() },
  }
  await syncUnits(sql, survey.wave.id, survey.units.values())
  const worker = settings.role === 'web' ? null : await startDelivery({ settings, stores, log }, deps, results)
  const rounds = startHousekeeping(deps, results, openExpiry(sql))
  const ready = () => dependencies(stores).then((all) => all.every((one) => one.up))
  const listener =
    settings.role === 'worker'
      ? null
      : await startServer(settings.listen, { messages: teams.messages(deps), ready, onFault: teams.onFault })
  return {
    url: listener?.url ?? null,
    stop: async () => {
      await listener?.stop(STOP_GRACE_MS)
      await rounds.stop()
      await worker?.stop()
      await queue.close()
      await teams.close()
    },
  }
}

const startDelivery = async (
  { settings, stores, log }: Omit<Given, 'survey'>,
  { progress, now }: Deps,
  results: ResultsStore,
): Promise<{ stop(): Promise<void> }> => {
  const connection = await connectForQueue(stores.redisAddress)
  const post = settings.results === null ? null : resultsPost(settings.results.url, settings.results.secret, now)
  const worker = submissionWorker(connection, (job) => deliverSubmission({ progress, results, post, now }, job), log)
  return {
    stop: async () => {
      await worker.close()
      connection.disconnect()
    },
  }
}
