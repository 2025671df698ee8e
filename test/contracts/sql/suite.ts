import { afterAll, beforeAll, describe } from 'vitest'
import { migrate, openSql, type SqlAddress } from '../../../src/edge/sql/database.ts'
import type { Sql } from '../../../src/edge/sql/tables.ts'
import { startPglite, type TestDatabase } from '../../support/start-pglite.ts'
import { startPostgres } from '../../support/start-postgres.ts'

/** Runs the same tests on both databases. `open` gives further clients of the same one. */
export function onBothDatabases(title: string, tests: (database: { sql: () => Sql; open: () => Sql }) => void): void {
  const kinds = {
    PGlite: async () => addressed(await startPglite(), 'socket'),
    PostgreSQL: async () => addressed(await startPostgres(), 'url'),
  }
  describe.each(Object.entries(kinds))(`${title}, on %s`, (_, start) => {
    let server: Addressed
    const opened: Sql[] = []
    const open = () => {
      const sql = openSql(server.address, { connectMs: 10_000, statementMs: 20_000 })
      opened.push(sql)
      return sql
    }
    let sql: Sql
    beforeAll(async () => {
      server = await start()
      sql = open()
      await migrate(sql)
    })
    afterAll(async () => {
      await Promise.all(opened.map((each) => each.destroy()))
      await server.stop()
    })
    tests({ sql: () => sql, open })
  })
}

type Addressed = { address: SqlAddress; stop(): Promise<void> }

/** The embedded database is reached as the embedded one, by its socket. */
const addressed = ({ socket, url, stop }: TestDatabase, by: 'socket' | 'url'): Addressed => ({
  address: by === 'socket' ? { socket } : { url },
  stop,
})
