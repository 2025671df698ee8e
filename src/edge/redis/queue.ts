/** BullMQ as the queues use it: where jobs lie, how long they are tried, and that its own faults are seen. */

import { type Job, type JobsOptions, Queue, Worker, type WorkerOptions } from 'bullmq'
import type { Cluster, Redis } from 'ioredis'
import { StoreAway } from '../../app/ports/progress.ts'
import type { Log } from '../../app/service.ts'
import { redisCodeOf } from './connect.ts'
import { QUEUE_PREFIX } from './keys.ts'

type Where = Redis | Cluster

/**
 * The sending end of a queue. `connection`: not the one of turns, where the library's 64 scripts would be copied for every
 * moment's commands.
 */
export const openQueue = <Data>(name: string, connection: Where, log: Log): Queue<Data> => {
  const queue = new Queue<Data>(name, { connection, prefix: QUEUE_PREFIX })
  queue.on('error', watched(name, log))
  return queue
}

/** The working end. `connection`: of `connectForQueue`. */
export const openWorker = <Data>(
  name: string,
  connection: Where,
  log: Log,
  work: (job: Job<Data>, token?: string) => Promise<void>,
  options: Omit<WorkerOptions, 'connection' | 'prefix'>,
): Worker<Data> => {
  const worker = new Worker<Data>(name, work, { ...options, connection, prefix: QUEUE_PREFIX })
  worker.on('error', watched(name, log))
  return worker
}

/** Tried so often, with the worker's waits in between; what was done, or given up, is in no queue. */
export const untilDone = (attempts: number): JobsOptions => ({
  attempts,
  backoff: { type: 'custom' },
  removeOnComplete: true,
  removeOnFail: true,
})

/** A queue that does not take something is a store that is away. */
export const taken = async (adding: Promise<unknown>): Promise<void> => {
  await adding.catch((cause: unknown) => {
    throw new StoreAway('the queue did not take it', { cause })
  })
}

const TOLD_EVERY_MS = 60_000

/**
 * What to do with BullMQ's own faults: a connection that is away comes here many times a second, and a lost lock or a job
 * that could not be moved once. Each kind is told once a minute, by its name and code; the text may hold a job.
 */
export const watched = (queue: string, log: Pick<Log, 'warn'>, steady: () => number = () => performance.now()) => {
  const told = new Map<string, number>()
  return (error: Error): void => {
    const fault = { fault: error.name, code: redisCodeOf(error) }
    const kind = `${fault.fault} ${fault.code}`
    const now = steady()
    if (now - (told.get(kind) ?? Number.NEGATIVE_INFINITY) < TOLD_EVERY_MS) return
    told.set(kind, now)
    log.warn({ queue, ...fault }, 'queue.fault')
  }
}
