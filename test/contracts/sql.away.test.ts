import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { StoreAway } from '../../src/app/ports/progress.ts'
import { openSql, type SqlAddress, type SqlLimits } from '../../src/edge/sql/database.ts'
import { openRegister } from '../../src/edge/sql/register.ts'
import { HANGS_MS } from '../support/patience.ts'
import { startPostgres } from '../support/start-postgres.ts'
import { at, bergenTenant, person } from './sql/fixture.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

/** Who calls and is never answered waits for as long; nobody who is answered does. */
const hasty: SqlLimits = { connectMs: 2_000, statementMs: 2_000 }
const patient: SqlLimits = { connectMs: HANGS_MS, statementMs: HANGS_MS }
function register(address: SqlAddress, limits = patient) {
  const sql = openSql(address, limits)
  ending.push(() => sql.destroy())
  return { sql, register: openRegister(sql, { wave: 'w' }) }
}
const kari = person(bergenTenant)

describe('a database that is away', () => {
  it.each([
    ['a port nobody listens on', { url: 'postgres://127.0.0.1:1/x' }],
    ['a socket that is not there', { socket: '/nowhere' }],
  ])('%s is StoreAway, for reading and writing', async (_, address) => {
    const it = register(address).register
    await expect(it.linkOf(kari.personId)).rejects.toThrow(StoreAway)
    await expect(it.redeemCode(kari, '0123-4567-89AB-C', at)).rejects.toThrow(StoreAway)
    await expect(it.markUnreachable('p', 'blocked', at)).rejects.toThrow(StoreAway)
  })

  it('that takes calls and never answers is StoreAway', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    ending.push(async () => silent.close())
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    await expect(register({ url: `postgres://127.0.0.1:${port}/x` }, hasty).register.linkOf('p')).rejects.toThrow(
      StoreAway,
    )
  })

  it('says in its message neither names nor values', async () => {
    const server = await startPostgres()
    ending.push(server.stop)
    const { sql } = register({ url: server.url })
    const wrong = sql.selectFrom('respondents').select('id').where('id', '=', 'kari@bergen.example').execute()
    const message = await wrong.then(
      () => '',
      (error: unknown) => JSON.stringify([String(error), error]),
    )
    expect(message).toContain('SQLSTATE')
    expect(message).not.toContain('kari')
  })

  it('that stops and comes back is used again', async () => {
    const server = await startPostgres()
    const { sql } = register({ url: server.url })
    const ask = async () => sql.selectNoFrom((is) => is.val(1).as('one')).execute()
    await ask()
    await server.stop()
    await expect(ask()).rejects.toThrow(StoreAway)
    const again = await startPostgres(server.socket)
    ending.push(again.stop)
    // Who asks within a moment of its being found away is told so without a new try, however soon it came back.
    await expect.poll(ask).toHaveLength(1)
  })
})
