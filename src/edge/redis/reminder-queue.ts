/** BullMQ: one job for each recipient. What a job may do is decided by the recipient's row in SQL, never by the queue. */
import { DelayedError, Queue, Worker } from 'bullmq'
import type { Cluster, Redis } from 'ioredis'
import type { RecipientKey, ReminderQueue } from '../../app/campaign-ports.ts'
import type { Log } from '../../app/deps.ts'
import type { SendResult } from '../../app/reminders/send-one.ts'
import type { Rounds } from '../../app/rounds.ts'
import { QUEUE_PREFIX } from './keys.ts'

const NAME = 'reminders'
/** Only faults of the stores come here; the campaign's end is in SQL. */
const ATTEMPTS = 1_000
const waitMs = (attempt: number): number => Math.min(1_000 * 2 ** Math.min(attempt, 6), 60_000)

/** The sending end. */
export const reminderQueue = (connection: Redis | Cluster): ReminderQueue & { close(): Promise<void> } => {
  const queue = new Queue<RecipientKey>(NAME, { connection, prefix: QUEUE_PREFIX })
  queue.on('error', () => {})
  const options = { attempts: ATTEMPTS, backoff: { type: 'custom' }, removeOnComplete: true, removeOnFail: true }
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

export type WorkerTiming = {
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
    NAME,
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
      maxStalledCount: ATTEMPTS,
      settings: { backoffStrategy: waitMs },
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
