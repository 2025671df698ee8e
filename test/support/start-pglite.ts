import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDurablePglite, servePglite } from '../../src/edge/embedded/pglite-server.ts'
import { postgresSocket } from '../../src/edge/embedded/redis-child.ts'
import { keptInCache } from './kept-in-cache.ts'

/** A database for one test file. `socket` is a `pg` client's `host`; user and database `postgres`. */
export type TestDatabase = { socket: string; port: number; url: string; stop: () => Promise<void> }

/** An empty PGlite, served as the embedded stores serve it. */
export async function startPglite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'kd-pglite-'))
  await putEmptyDatabase(folder)
  const database = await openDurablePglite(folder)
  const server = await servePglite(database, postgresSocket(folder), {
    onFault: (error) => console.error(error),
    onPanic: () => console.error('PGlite panicked'),
  })
  return {
    socket: folder,
    port: 5432,
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: async () => {
      await server.close()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * Puts into a data folder, which is made where it is not there, the database that the embedded stores would make there, a second's work in
 * place of five; where there is one it stays.
 */
export const putEmptyDatabase = async (dataDir: string): Promise<void> => {
  const place = join(dataDir, 'pg')
  if (existsSync(place)) return
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  cpSync(await emptyDatabase(), place, { recursive: true })
}

/** As the embedded stores make it where there is none. */
const emptyDatabase = (): Promise<string> =>
  keptInCache('pg', async (own) => {
    await (await openDurablePglite(own)).close()
    return join(own, 'pg')
  })
