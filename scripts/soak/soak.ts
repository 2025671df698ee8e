/**
 * npm run faults -- --soak [--minutes N]: the service at half of what it was just measured to do, with faults in two
 * hundredths: connector calls that fail, activities delivered twice, a Redis that stops for a moment. Memory and sockets
 * must not rise (slope.ts says by how much is not at all), nobody may be stuck, and what was confirmed must be there.
 */

import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Redis } from 'ioredis'
import { turnKeys } from '../../src/edge/redis/keys.ts'
import { openSql } from '../../src/edge/sql/database.ts'
import { personIdOf } from '../../src/register/ids.ts'
import { freePorts } from '../../test/support/free-ports.ts'
import { register, tenantId } from '../../test/support/registered.ts'
import { startPostgres } from '../../test/support/start-postgres.ts'
import { startRedis } from '../../test/support/start-redis.ts'
import type { Walker } from '../bench/messages.ts'
import { startBot } from '../bench/processes.ts'
import { allWalks, people, walkers } from '../bench/survey.ts'
import { type Crowd, crowd } from './crowd.ts'
import { startFaultyConnector } from './faulty-connector.ts'
import { memoryOf, type Sample } from './memory.ts'
import { judged, judgedTable } from './slope.ts'

/** Of connector calls that fail, and of activities that come twice: together two hundredths of what goes on. */
const SHARE = 0.01
const AT_ONCE = 32
const CAPACITY_MS = 20_000
const SAMPLE_MS = 10_000
/** Redis stands still for so long, so often: a turn that waits for it, and now and then one that cannot be stored. */
const HICCUP_EVERY_MS = 20_000
const HICCUPS_MS = [200, 200, 200, 2_000]
/** Every so many walks one is sent in, while there are people who have not. */
const SENT_IN_EVERY = 10

type Found = { answers: number; missing: number; sentIn: Set<string> }

/** Runs it; returns the exit code. */
export const soak = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({ args, options: { minutes: { type: 'string', default: '15' } } })
  const minutes = Number(values.minutes)
  if (!(minutes > 0)) throw new Error('--minutes takes a number')
  const [redis, database, [inspectPort = 0]] = await Promise.all([startRedis(), startPostgres(), freePorts(1)])
  await register(database.url, people)
  const settings = {
    ...{ REDIS_URL: redis.url, DATABASE_URL: database.url },
    ...{ SURVEY_WAVE: 'kommuneundersokelsen-2018', SURVEY_OPENS_AT: '2018-01-01', SURVEY_CLOSES_AT: '2099-01-01' },
  }
  const service = await startBot('src/main.ts', settings, [`--inspect=127.0.0.1:${inspectPort}`])
  let all: Crowd | null = null
  const connector = await startFaultyConnector((conversation, id, body) => all?.take(conversation, id, body))
  const everybody = crowd(service.url, () => connector.serviceUrl)
  all = everybody
  const store = new Redis(redis.socketPath)
  const load = startLoad(everybody, store)
  const memory = await memoryOf(service.pid, inspectPort)
  try {
    everybody.pace(Number.POSITIVE_INFINITY, 0)
    await wait(CAPACITY_MS / 2)
    const before = everybody.tally.turns
    await wait(CAPACITY_MS)
    const capacity = (everybody.tally.turns - before) / (CAPACITY_MS / 1_000)
    say(`capacity: ${capacity.toFixed(0)} turns/s; now half of it for ${minutes} minutes, with faults`)
    everybody.pace(capacity / 2, SHARE)
    connector.setShare(SHARE)
    const began = { at: performance.now(), turns: everybody.tally.turns }
    const hiccups = startHiccups(redis.pid)
    const samples: Sample[] = []
    while (performance.now() - began.at < minutes * 60_000) {
      await wait(SAMPLE_MS)
      samples.push(await memory.sample((performance.now() - began.at) / 60_000))
    }
    const perSecond = (everybody.tally.turns - began.turns) / ((performance.now() - began.at) / 1_000)
    await hiccups.stop()
    connector.setShare(0)
    const found = await load.stop()
    const sentIn = await sentInUnits(database.url, found.sentIn.size)
    const { tally } = everybody
    const judgements = judged(samples)
    const isWhole = found.missing === 0 && tally.stuck === 0 && sentIn === found.sentIn.size
    say(
      [
        '',
        judgedTable(judgements),
        '',
        '| what | figure |',
        '| --- | --- |',
        `| minutes; turns per second; measured capacity | ${minutes}; ${perSecond.toFixed(0)}; ${capacity.toFixed(0)} |`,
        `| connector calls that failed; activities delivered twice; times Redis stood still | ${connector.faults()}; ${tally.duplicates}; ${hiccups.count()} |`,
        `| told «not stored», and pressed again | ${tally.notStored} |`,
        `| answers confirmed; found | ${found.answers + found.missing}; ${found.answers} |`,
        `| submissions sent in; found in SQL, once each | ${found.sentIn.size}; ${sentIn} |`,
        `| people whose chat did not go on | ${tally.stuck} |`,
      ].join('\n'),
    )
    return isWhole && judgements.every(({ isFlat }) => isFlat) ? 0 : 1
  } finally {
    memory.close()
    await load.stop()
    store.disconnect()
    await service.stop()
    await everybody.close()
    connector.stop()
    await Promise.all([redis.stop(), database.stop()])
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** People walk one after the other until it is stopped; each one's session is checked at the end and then forgotten. */
const startLoad = (all: Crowd, store: Redis) => {
  const walks = allWalks()
  const reviews = walkers('card', 'review')
  const receipts = walkers('card', 'receipt')
  const half = Math.floor(reviews.length / 2)
  /** Those who send in do so once; the others begin anew again and again. */
  const sending = receipts.slice(0, half)
  const again = reviews.slice(half)
  const found: Found = { answers: 0, missing: 0, sentIn: new Set() }
  let isOver = false
  let count = 0
  const next = (): Walker | undefined =>
    ++count % SENT_IN_EVERY === 0 && sending.length > 0 ? sending.shift() : again.shift()
  const goOn = async (): Promise<void> => {
    while (!isOver) {
      const walker = next()
      if (walker === undefined) return
      const turns = walks[walker.walk] ?? []
      const before = all.tally.stuck
      const confirmed = await all.walk(walker, turns)
      const isSentIn = walker.walk.endsWith('receipt') && all.tally.stuck === before
      if (isSentIn) found.sentIn.add(walker.sessionId)
      await check(store, walker, confirmed, found)
      if (walker.walk.endsWith('receipt')) continue
      await forget(store, walker)
      again.push(walker)
    }
  }
  const everybody = Promise.all(Array.from({ length: AT_ONCE }, goOn))
  return {
    stop: async (): Promise<Found> => {
      isOver = true
      await everybody
      return found
    },
  }
}

const check = async (store: Redis, { sessionId }: Walker, confirmed: string[], found: Found): Promise<void> => {
  const { session } = turnKeys(sessionId, '')
  const { entries = {} } = JSON.parse((await store.hget(session, 'json')) ?? '{}')
  for (const question of confirmed) {
    if (question in entries) found.answers += 1
    else found.missing += 1
  }
}

const forget = async (store: Redis, { objectId, sessionId }: Walker): Promise<void> => {
  const { session, seat, handled, outbox, lease, said, seats } = turnKeys(sessionId, personIdOf(tenantId, objectId))
  await store.unlink(session, seat, handled, outbox, lease, said, seats)
}

const startHiccups = (pid: () => number) => {
  const stopping = new AbortController()
  let count = 0
  const going = (async () => {
    for (;;) {
      await wait(HICCUP_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      process.kill(pid(), 'SIGSTOP')
      await wait(HICCUPS_MS[count % HICCUPS_MS.length])
      process.kill(pid(), 'SIGCONT')
      count += 1
    }
  })()
  return {
    count: () => count,
    stop: async () => {
      stopping.abort()
      await going
    },
  }
}

/** How many units' submissions stand in SQL, delivered; waits for the last ones. Throws when a unit has two. */
const sentInUnits = async (url: string, expected: number): Promise<number> => {
  const sql = openSql({ url })
  try {
    for (let tries = 0; ; tries++) {
      const rows = await sql
        .selectFrom('submissions as s')
        .innerJoin('deliveries as d', 'd.submission_id', 's.submission_id')
        .select(['s.unit_id', 's.part', 'd.state'])
        .execute()
      const done = rows.filter(({ state }) => state === 'delivered').map(({ unit_id, part }) => `${unit_id} ${part}`)
      if (new Set(done).size !== done.length) throw new Error('a unit has two submissions')
      if (done.length >= expected || tries > 60) return done.length
      await wait(1_000)
    }
  } finally {
    await sql.destroy()
  }
}
