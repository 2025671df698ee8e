/** What goes on without anybody writing: sending what was left, handing submissions to the queue, closing the survey. */
import { closeWave } from './close-wave.ts'
import { deleteExpired, type Expiry } from './delete-expired.ts'
import { type Deps, forgetIdle } from './deps.ts'
import { sweepOutbox } from './outbox.ts'
import type { ResultsStore } from './ports.ts'

/** A person whose turn was cut off by a crash waits at most the lease and this. */
const SWEEP_EVERY_MS = 2_000
/** Often enough that a lease (`edge/redis/leases.ts`) never runs out in use. */
const RENEW_EVERY_MS = 1_500
/** Jobs are made with the turn; this only makes lost ones again. */
const RECONCILE_EVERY_MS = 60_000

/** Retention is counted in days. */
const EXPIRE_EVERY_MS = 3_600_000

/** Gives every stored submission that is not delivered a job; idempotent. Throws `StoreAway`. */
export const reconcile = async (deps: Deps, results: ResultsStore): Promise<void> => {
  for (const { sessionId, key } of await deps.progress.undelivered()) await deps.enqueue(sessionId, key)
  for (const { submissionId, revision } of await results.pendingDeliveries(500)) {
    await deps.enqueue('', `${submissionId}_${revision}`)
  }
}

/** Starts the rounds; `stop` ends them and waits for the one that runs. A failed round is tried again at the next. */
export const startHousekeeping = (deps: Deps, results: ResultsStore, expiry: Expiry): { stop(): Promise<void> } => {
  const rounds = [
    every(SWEEP_EVERY_MS, deps, 'sweep', async () => void (await sweepOutbox(deps))),
    every(RENEW_EVERY_MS, deps, 'renew', () => deps.progress.renewLeases(deps.now())),
    every(RECONCILE_EVERY_MS, deps, 'forget', async () => forgetIdle(deps.seen, deps.now())),
    every(RECONCILE_EVERY_MS, deps, 'reconcile', () => reconcile(deps, results)),
    every(RECONCILE_EVERY_MS, deps, 'close', async () => void (await closeWave(deps))),
    every(EXPIRE_EVERY_MS, deps, 'expire', async () => void (await deleteExpired(deps, results, expiry))),
  ]
  return { stop: async () => void (await Promise.all(rounds.map((round) => round.stop()))) }
}

const every = (ms: number, deps: Deps, name: string, work: () => Promise<void>) => {
  let running: Promise<void> = Promise.resolve()
  let busy = false
  const go = () => {
    if (busy) return
    busy = true
    running = work()
      .catch((error) =>
        deps.log.warn({ round: name, fault: error instanceof Error ? error.name : 'unknown' }, 'round.failed'),
      )
      .finally(() => {
        busy = false
      })
  }
  go()
  const timer = setInterval(go, ms)
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
