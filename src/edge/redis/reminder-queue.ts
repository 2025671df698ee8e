/** BullMQ: one job for each recipient of a reminder. What a job may do is decided by the recipient's row in SQL, never by the queue. */

import { DelayedError } from 'bullmq'
import type { Cluster, Redis } from 'ioredis'
import type { RecipientKey, ReminderQueue } from '../../app/ports/campaigns.ts'
import type { SendResult } from '../../app/reminding/send-one.ts'
import type { Log } from '../../app/service.ts'
import type { Rounds } from '../../app/upkeep/rounds.ts'
import { openQueue, openWorker, taken, untilDone } from './queue.ts'

const REMINDERS = 'reminders'
/** Only faults of the stores come here; the campaign's end is in SQL. */
const REMINDER_ATTEMPTS = 1_000
const reminderWaitMs = (attempt: number): number => Math.min(1_000 * 2 ** Math.min(attempt, 6), 60_000)

/** The sending end. `add` throws `StoreAway`. */
export const reminderQueue = (connection: Redis | Cluster, log: Log): ReminderQueue & { close(): Promise<void> } => {
  const queue = openQueue<RecipientKey>(REMINDERS, connection, log)
  const options = untilDone(REMINDER_ATTEMPTS)
  return {
    add: (recipients, now) =>
      taken(
        queue.addBulk(
          recipients.map(({ campaignId, respondentId, dueAt }) => ({
            name: 'send',
            data: { campaignId, respondentId },
            opts: { ...options, jobId: `${campaignId}_${respondentId}`, delay: Math.max(0, dueAt - now) },
          })),
        ),
      ),
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
  const worker = openWorker<RecipientKey>(
    REMINDERS,
    connection,
    log,
    async (job, token) => {
      const result = await send({ campaignId: job.data.campaignId, respondentId: job.data.respondentId })
      if (result.type === 'done') return
      await job.moveToDelayed(Date.now() + result.afterMs, token)
      throw new DelayedError()
    },
    {
      concurrency,
      lockDuration,
      stalledInterval: lockDuration,
      // Workers may be killed any number of times; the row says what was begun.
      maxStalledCount: REMINDER_ATTEMPTS,
      settings: { backoffStrategy: reminderWaitMs },
    },
  )
  worker.on('completed', ({ id }) => rounds?.note('job.reminder', null, id))
  worker.on('failed', (job, error) => {
    rounds?.note('job.reminder', error, job?.id)
    log.warn({ campaignId: job?.data.campaignId, attempt: job?.attemptsMade, fault: error.name }, 'reminder.again')
  })
  return { close: () => worker.close() }
}
