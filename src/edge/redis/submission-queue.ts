/** BullMQ: the queue of what turns hand over, submissions on their way and the rest. Lost submissions are made again from what is stored. */

import type { Cluster, Redis } from 'ioredis'
import type { OutsideWork } from '../../app/ports/progress.ts'
import type { NotTaken } from '../../app/ports/results.ts'
import type { Log } from '../../app/service.ts'
import type { DeliveryResult } from '../../app/submissions/deliver.ts'
import type { Rounds } from '../../app/upkeep/rounds.ts'
import { openQueue, openWorker, taken, untilDone } from './queue.ts'

const SUBMISSIONS = 'submissions'
const LONGEST_WAIT_MS = 3_600_000
/** Seconds, then minutes, then hourly: about 350 tries in 14 days; or as long as the receiver asked, up to an hour. */
const deliveryWaitMs = (attempt: number, _?: string, fault?: Error): number =>
  Math.max(
    Math.min(2_000 * 2 ** Math.min(attempt, 20), LONGEST_WAIT_MS),
    fault instanceof NotTakenError ? Math.min(fault.afterMs, LONGEST_WAIT_MS) : 0,
  )

/** A receiver did not take it; `afterMs`: and wants to be left alone for so long. */
class NotTakenError extends Error {
  override name = 'NotTaken'
  readonly afterMs: number
  constructor({ status, afterMs = 0 }: NotTaken) {
    super(`not taken: ${status ?? 'no answer'}`)
    this.afterMs = afterMs
  }
}

/** Enough for 14 days of hourly tries; the use case itself gives up by time. */
const DELIVERY_ATTEMPTS = 1_000

/** A worker that was killed gives its jobs back within this, however often that happens: each is done without harm twice. */
const AFTER_DEATH = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 1_000 }

/** `turn`: the id in the logs of the turn that submitted. */
type Job = { sessionId: string; key: string; turn?: string }
type AnyJob = Job | OutsideWork

/** The sending end; `enqueue` is idempotent by key while the job exists. Both throw `StoreAway`. */
export const submissionQueue = (connection: Redis | Cluster, log: Log) => {
  const queue = openQueue<AnyJob>(SUBMISSIONS, connection, log)
  const options = untilDone(DELIVERY_ATTEMPTS)
  const add = (...job: Parameters<typeof queue.add>): Promise<void> => taken(queue.add(...job))
  return {
    enqueue: (sessionId: string, key: string, turn?: string): Promise<void> =>
      add('deliver', { sessionId, key, ...(turn ? { turn } : {}) }, { ...options, jobId: key }),
    enqueueOutside: (work: OutsideWork): Promise<void> => add('outside', work, options),
    /** Takes out what people of these sessions have handed over and nobody has done; for the end of retention. */
    forget: async (sessionIds: ReadonlySet<string>): Promise<void> => {
      const jobs = await queue.getJobs(['waiting', 'delayed', 'prioritized', 'failed'])
      const theirs = jobs.filter(({ data }) => !('key' in data) && sessionIds.has(data.sessionId))
      await Promise.all(theirs.map((job) => job.remove()))
    },
    counts: () => queue.getJobCounts('waiting', 'active', 'delayed', 'failed'),
    close: () => queue.close(),
  }
}

type Workings = {
  /** Throws or says `again` to be tried later. */
  deliver: (job: Job & { since: number }) => Promise<DeliveryResult>
  /** Throws to be tried later. */
  outside: (work: OutsideWork) => Promise<void>
}

/** The working end. `connection`: of `connectForQueue`. */
export const submissionWorker = (
  connection: Redis | Cluster,
  { deliver, outside }: Workings,
  log: Log,
  rounds?: Rounds,
) => {
  const worker = openWorker<AnyJob>(
    SUBMISSIONS,
    connection,
    log,
    async (job) => {
      if (!('key' in job.data)) return await outside(job.data)
      const result = await deliver({ ...job.data, since: job.timestamp })
      const { key, turn } = job.data
      if (result.type === 'again') throw new NotTakenError(result)
      if (result.type === 'parked') log.error({ turn, key, status: result.status }, 'delivery.parked')
      else log.info({ turn, key }, 'delivery.done')
    },
    { concurrency: 4, settings: { backoffStrategy: deliveryWaitMs }, ...AFTER_DEATH },
  )
  worker.on('completed', ({ id, name }) => rounds?.note(`job.${name}`, null, id))
  worker.on('failed', (job, error) => {
    // A receiver that is away has figures of its own.
    if (!(error instanceof NotTakenError)) rounds?.note(`job.${job?.name ?? 'lost'}`, error, job?.id)
    log.warn(
      {
        job: job?.name,
        ...(job && 'key' in job.data ? { turn: job.data.turn, key: job.data.key } : {}),
        attempt: job?.attemptsMade,
        fault: error.name,
      },
      'job.again',
    )
  })
  return { close: () => worker.close() }
}
