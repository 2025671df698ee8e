/** BullMQ: one queue for submissions on their way to the results store. Lost jobs are made again from what is stored. */

import { DelayedError, Queue, Worker } from 'bullmq'
import type { Cluster, Redis } from 'ioredis'
import type { RecipientKey, ReminderQueue } from '../../app/ports/campaigns.ts'
import { type OutsideWork, StoreAway } from '../../app/ports/progress.ts'
import type { NotTaken } from '../../app/ports/results.ts'
import type { SendResult } from '../../app/reminding/send-one.ts'
import type { Log } from '../../app/service.ts'
import type { DeliveryResult } from '../../app/submissions/deliver.ts'
import type { Rounds } from '../../app/upkeep/rounds.ts'
import { dueKey, QUEUE_PREFIX, tags, undeliveredKey } from './keys.ts'

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
export const submissionQueue = (connection: Redis | Cluster) => {
  const queue = new Queue<AnyJob>(SUBMISSIONS, { connection, prefix: QUEUE_PREFIX })
  queue.on('error', () => {})
  const options = {
    attempts: DELIVERY_ATTEMPTS,
    backoff: { type: 'custom' },
    removeOnComplete: true,
    removeOnFail: true,
  }
  const add = async (...job: Parameters<typeof queue.add>): Promise<void> => {
    await queue.add(...job).catch((cause: unknown) => {
      throw new StoreAway('the queue did not take it', { cause })
    })
  }
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
  const worker = new Worker<AnyJob>(
    SUBMISSIONS,
    async (job) => {
      if (!('key' in job.data)) return await outside(job.data)
      const result = await deliver({ ...job.data, since: job.timestamp })
      const { key, turn } = job.data
      if (result.type === 'again') throw new NotTakenError(result)
      if (result.type === 'parked') log.error({ turn, key, status: result.status }, 'delivery.parked')
      else log.info({ turn, key }, 'delivery.done')
    },
    { connection, prefix: QUEUE_PREFIX, concurrency: 4, settings: { backoffStrategy: deliveryWaitMs }, ...AFTER_DEATH },
  )
  worker.on('error', () => {})
  worker.on('completed', ({ id, name }) => rounds?.note(`job.${name}`, null, id))
  worker.on('failed', (job, error) => {
    // A receiver that is away has figures of its own.
    if (!(error instanceof NotTakenError)) rounds?.note(`job.${job?.name ?? 'lost'}`, error, job?.id)
    log.warn(
      {
        ...(job && 'key' in job.data ? { turn: job.data.turn, key: job.data.key } : {}),
        attempt: job?.attemptsMade,
        fault: error.name,
      },
      'delivery.again',
    )
  })
  return { close: () => worker.close() }
}

// BullMQ: one job for each recipient. What a job may do is decided by the recipient's row in SQL, never by the queue.

const REMINDERS = 'reminders'
/** Only faults of the stores come here; the campaign's end is in SQL. */
const REMINDER_ATTEMPTS = 1_000
const reminderWaitMs = (attempt: number): number => Math.min(1_000 * 2 ** Math.min(attempt, 6), 60_000)

/** The sending end. */
export const reminderQueue = (connection: Redis | Cluster): ReminderQueue & { close(): Promise<void> } => {
  const queue = new Queue<RecipientKey>(REMINDERS, { connection, prefix: QUEUE_PREFIX })
  queue.on('error', () => {})
  const options = {
    attempts: REMINDER_ATTEMPTS,
    backoff: { type: 'custom' },
    removeOnComplete: true,
    removeOnFail: true,
  }
  return {
    add: async (recipients, now) => {
      await queue.addBulk(
        recipients.map(({ campaignId, respondentId, dueAt }) => ({
          name: 'send',
          data: { campaignId, respondentId },
          opts: { ...options, jobId: `${campaignId}_${respondentId}`, delay: Math.max(0, dueAt - now) },
        })),
      )
    },
    close: () => queue.close(),
  }
}

type WorkerTiming = {
  /** How long a worker that died is waited for, ms. */
  lockDuration: number
  /** Messages on their way at once in this process. */
  concurrency: number
}
/** A send takes 10 s at most and waits for its turn a second or two. */
const TIMING: WorkerTiming = { lockDuration: 30_000, concurrency: 16 }

/** The working end. `connection`: of `connectForQueue`. */
export const reminderWorker = (
  connection: Redis | Cluster,
  send: (key: RecipientKey) => Promise<SendResult>,
  log: Log,
  { lockDuration, concurrency }: WorkerTiming = TIMING,
  rounds?: Rounds,
) => {
  const worker = new Worker<RecipientKey>(
    REMINDERS,
    async (job, token) => {
      const result = await send({ campaignId: job.data.campaignId, respondentId: job.data.respondentId })
      if (result.type === 'done') return
      await job.moveToDelayed(Date.now() + result.afterMs, token)
      throw new DelayedError()
    },
    {
      connection,
      prefix: QUEUE_PREFIX,
      concurrency,
      lockDuration,
      stalledInterval: lockDuration,
      // Workers may be killed any number of times; the row says what was begun.
      maxStalledCount: REMINDER_ATTEMPTS,
      settings: { backoffStrategy: reminderWaitMs },
    },
  )
  worker.on('error', () => {})
  worker.on('completed', ({ id }) => rounds?.note('job.reminder', null, id))
  worker.on('failed', (job, error) => {
    rounds?.note('job.reminder', error, job?.id)
    log.warn({ campaignId: job?.data.campaignId, attempt: job?.attemptsMade, fault: error.name }, 'reminder.again')
  })
  return { close: () => worker.close() }
}

/** What waits in Redis: seats with something to say, and submissions that are not in SQL yet. */
export const backlogOf = async (redis: Redis | Cluster): Promise<{ seats: number; submissions: number }> => {
  const sum = async (counts: Promise<number>[]) => (await Promise.all(counts)).reduce((all, one) => all + one, 0)
  return {
    seats: await sum(tags.map((tag) => redis.zcard(dueKey(tag)))),
    submissions: await sum(tags.map((tag) => redis.scard(undeliveredKey(tag)))),
  }
}
