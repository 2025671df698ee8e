/** A database that is busy with our own, and one that is away: who waits in line is served, or told, and not the one for the other. */

import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { StoreAway } from '../../src/app/ports/progress.ts'
import { openSql, type SqlLimits } from '../../src/edge/sql/database.ts'
import { type Cuttable, cuttable } from '../support/cuttable.ts'
import { HANGS_MS, promised } from '../support/patience.ts'
import { startPostgres } from '../support/start-postgres.ts'

let database: Awaited<ReturnType<typeof startPostgres>>
let way: Cuttable
const ending: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  database = await startPostgres()
  way = await cuttable(`${database.socket}/.s.PGSQL.${database.port}`)
})
afterEach(async () => {
  for (const end of ending.splice(0)) await end()
})
afterAll(async () => {
  await way.stop()
  await database.stop()
})

const opened = (limits: SqlLimits, url = database.url) => {
  const sql = openSql({ url }, limits)
  ending.push(() => sql.destroy())
  return (seconds: number) =>
    sql.selectNoFrom((is) => is.fn<unknown>('pg_sleep', [is.val(seconds)]).as('slept')).execute()
}
const kinds = (results: PromiseSettledResult<unknown>[]) =>
  new Set(
    results.map((each) =>
      each.status === 'fulfilled' ? 'served' : each.reason instanceof StoreAway ? 'away' : 'fault',
    ),
  )

describe('a busy database', () => {
  it.each([20, 100, 400])('serves %i at once, however long the line', async (people) => {
    // Far shorter than the line, also where both are slow: making a connection is one thing, waiting for one another.
    const connectMs = promised(1_000)
    const sleep = opened({ connectMs, statementMs: HANGS_MS, waitMs: HANGS_MS })
    expect(kinds(await Promise.allSettled(Array.from({ length: people }, () => sleep(connectMs / 10_000))))).toEqual(
      new Set(['served']),
    )
  })

  it('that has few connections left serves everybody by those it has', async () => {
    const others = Array.from({ length: 45 }, () => new pg.Client({ connectionString: database.url }))
    await Promise.all(others.map((client) => client.connect()))
    ending.push(() => Promise.all(others.map((client) => client.end())))
    const sleep = opened({ connectMs: promised(5_000), statementMs: HANGS_MS, waitMs: HANGS_MS })
    expect(kinds(await Promise.allSettled(Array.from({ length: 60 }, () => sleep(0.05))))).toEqual(new Set(['served']))
  })

  it('says so to who has waited as long as they can, and serves the others', async () => {
    const sleep = opened({ connectMs: promised(5_000), statementMs: HANGS_MS, waitMs: 300 })
    const results = await Promise.allSettled(Array.from({ length: 11 }, () => sleep(1)))
    expect(results.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 'fulfilled'), 'rejected'])
    expect(kinds(results)).toEqual(new Set(['served', 'away']))
  })
})

describe('a database that is away', () => {
  it('is told to all who wait in line as soon as it is told to one, and not remembered', async () => {
    const url = `postgres://postgres@127.0.0.1:${way.port}/postgres`
    const sleep = opened({ connectMs: 2_000, statementMs: 10_000, waitMs: 3_600_000 }, url)
    way.cut()
    expect(kinds(await Promise.allSettled(Array.from({ length: 300 }, () => sleep(0))))).toEqual(new Set(['away']))
    way.mend()
    await expect
      .poll(() =>
        sleep(0).then(
          () => 'served',
          () => 'away',
        ),
      )
      .toBe('served')
  })
})
