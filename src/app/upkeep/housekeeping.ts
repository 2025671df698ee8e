/** What goes on without anybody writing: sending what was left, handing submissions to the queue, closing the survey. */

import { sweepOutbox } from '../conversation/say.ts'
import type { ResultsStore } from '../ports/results.ts'
import { type Deps, forgetIdle } from '../service.ts'
import { submissionKey } from '../submissions/waiting.ts'
import type { Service } from '../waves.ts'
import { closeWave } from './close-wave.ts'
import { commonSteps, type Retention, type RoundNotes, retentionSteps, sureOfClock, sureOfStores } from './retention.ts'
import { allOf, type Rounds, type Step } from './rounds.ts'

/** A person whose turn was cut off by a crash waits at most the lease and this. */
const SWEEP_EVERY_MS = 2_000
/** Often enough that a lease of the outbox (`edge/redis/outbox-store.ts`) never runs out in use. */
const RENEW_EVERY_MS = 1_500
/** Jobs are made with the turn; this only makes lost ones again. */
const RECONCILE_EVERY_MS = 60_000

/** Retention is counted in days. */
const EXPIRE_EVERY_MS = 3_600_000

/** Gives every stored submission that is not delivered a job; idempotent. Throws `StoreAway`. */
const reconcile = async (deps: Deps, results: ResultsStore): Promise<void> => {
  for (const { sessionId, key } of await deps.progress.undelivered()) await deps.enqueue(sessionId, key)
  for (const { submissionId, revision } of await results.pendingDeliveries(500)) {
    await deps.enqueue('', submissionKey(submissionId, revision))
  }
}

type Housekeeping = Retention & { rounds: Rounds; notes: RoundNotes }

/**
 * Starts the rounds. `retained`: everything that may no longer be kept has been deleted once, or it has been taken down
 * that it could not be; never rejects. `stop` ends the rounds and waits for those that run. A failed step stops no other,
 * is tried again at the next round, and stands in `rounds`.
 */
export const startHousekeeping = (
  service: Service,
  { rounds, notes, ...retention }: Housekeeping,
): { retained: Promise<void>; stop(): Promise<void> } => {
  const { results, expiry } = retention
  // Every wave is looked after, whichever takes answers; what belongs to none is the same in each.
  const all = [...service.waves.values()]
  const deps = service.current()
  const isOver = ({ survey }: (typeof all)[number]) => deps.now() >= survey.closesAt
  // What a wave that keeps unfinished answers delivers at its end is not taken back when the clock is put right.
  const close = () => {
    const ended = all.filter(isOver)
    const sure = async () => (ended.length > 0 ? await sureOfStores(deps.now, { notes, expiry }) : undefined)
    return whereSure('close.clock', sure, ended.map(closing))
  }
  const expire = () => {
    const steps = [
      ...all.flatMap((one) => retentionSteps(one, retention)),
      ...commonSteps(
        deps,
        all.map(({ survey }) => survey),
        expiry,
      ),
    ]
    return whereSure('retention.clock', () => sureOfClock(deps.now, { notes, expiry }), steps)
  }
  const one = (name: string, work: Step['work']) => () => [{ name, work }]
  const go = (ms: number, steps: () => Step[]) => every(ms, steps, rounds)
  const retained = go(EXPIRE_EVERY_MS, expire)
  const going = [
    retained,
    go(
      SWEEP_EVERY_MS,
      one('sweep', () => sweepOutbox(service)),
    ),
    go(
      RENEW_EVERY_MS,
      one('renew', () => deps.progress.renewLeases(deps.now())),
    ),
    go(
      RECONCILE_EVERY_MS,
      one('forget', async () => forgetIdle(deps.seen, deps.now())),
    ),
    go(
      RECONCILE_EVERY_MS,
      one('reconcile', () => reconcile(deps, results)),
    ),
    go(RECONCILE_EVERY_MS, close),
  ]
  return { retained: retained.first, stop: async () => void (await Promise.all(going.map((round) => round.stop()))) }
}

const closing = (one: Deps): Step => ({ name: `close:${one.survey.wave.id}`, work: () => closeWave(one) })

/** The steps, none of which is done where the clock is in doubt: `name` alone has then failed. */
const whereSure = (name: string, sure: () => Promise<void>, steps: readonly Step[]): Step[] => {
  let isSure = false
  const look = async () => {
    await sure()
    isSure = true
  }
  const held = steps.map(({ name, work }) => ({ name, work: async () => (isSure ? await work() : undefined) }))
  return [{ name, work: look }, ...held]
}

/** After a failure, however seldom the round comes; twice as long after each further one. */
const AGAIN_AFTER_MS = 10_000
const MOST_DOUBLED = 10

const every = (ms: number, steps: () => Step[], rounds: Rounds) => {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let failures = 0
  const go = async (): Promise<void> => {
    failures = await allOf(steps(), rounds).then(
      () => 0,
      () => failures + 1,
    )
    if (isStopped) return
    const again = AGAIN_AFTER_MS * 2 ** Math.min(failures - 1, MOST_DOUBLED)
    timer = setTimeout(
      () => {
        running = go()
      },
      failures === 0 ? ms : Math.min(ms, again),
    )
  }
  const first = go()
  let running = first
  return {
    first,
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
