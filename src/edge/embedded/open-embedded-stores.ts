import { accessSync, constants } from 'node:fs'
import { delimiter, join as joinPath, resolve } from 'node:path'
import { makeFolder } from '../files/private-files.ts'
import { claimFolder } from './owner-lock.ts'
import { startPgliteThread } from './pglite-thread.ts'
import { postgresSocket, redisSocket, socketFolder, startRedisChild, waitUntilAccepting } from './redis-child.ts'

export type EmbeddedStores = {
  /** The owner runs the stores and ends them; a guest uses those of the owner, as long as the owner runs. */
  role: 'owner' | 'guest'
  redis: { socketPath: string }
  /** The folder of the socket, as a `pg` client's `host`; port 5432, user and database `postgres`. */
  sql: { socket: string }
  /** Owner: ends both stores, everything confirmed being on the disk. Guest: nothing. Again: nothing more. Close the clients first. */
  close: () => Promise<void>
}

type EmbeddedOptions = {
  /** Holds everything; made if absent, private to the user. */
  dataDir: string
  /** What to do when another process owns the folder: the service refuses, a command joins in. */
  whenOwned: 'refuse' | 'join'
  /** Hears of what the stores do by themselves; never of what is stored. */
  log: (event: string) => void
}

export type EmbeddedFault = {
  code: 'owned' | 'owner_does_not_answer' | 'no_redis_server' | 'no_folder'
  /** A sentence for the person at the terminal. */
  reason: string
}

/** A database that is made for the first time takes an owner about three seconds; a slow machine gets ten times that. */
const ownerStartsWithinMs = 30_000

/** Opens Redis and a PostgreSQL (PGlite) that live in one folder. Throws when one of them does not come up. */
export async function openEmbeddedStores(
  options: EmbeddedOptions,
): Promise<{ ok: true; stores: EmbeddedStores } | { ok: false; fault: EmbeddedFault }> {
  const dataDir = resolve(options.dataDir)
  try {
    makeFolder(dataDir, 0o700)
  } catch (error) {
    return { ok: false, fault: noFolder(error) }
  }
  const ownership = claimFolder(dataDir, (before) => socketFolder(dataDir, before))
  if (ownership.type === 'owned') {
    const owner = { ...ownership, dataDir }
    return options.whenOwned === 'join' ? join(owner) : { ok: false, fault: owned(owner) }
  }
  // Whoever joins starts none.
  const redisServer = findProgram('redis-server')
  if (redisServer === undefined) {
    ownership.release()
    return { ok: false, fault: noRedisServer }
  }
  try {
    const stores = await start({ dataDir, sockets: ownership.sockets, redisServer, log: options.log })
    let closing: Promise<void> | undefined
    const close = () => {
      closing ??= stores.close().finally(ownership.release)
      return closing
    }
    return { ok: true, stores: { role: 'owner', ...addresses(ownership.sockets), close } }
  } catch (error) {
    ownership.release()
    throw error
  }
}

type Start = { dataDir: string; sockets: string; redisServer: string; log: (event: string) => void }

async function start({ dataDir, sockets, redisServer, log }: Start): Promise<{ close: () => Promise<void> }> {
  const redis = await startRedisChild({ program: redisServer, dataDir, sockets, log })
  try {
    const database = await startPgliteThread({ folder: dataDir, socket: postgresSocket(sockets) }, log)
    return {
      close: async () => {
        await database.close()
        await redis.close()
      },
    }
  } catch (error) {
    await redis.close()
    throw error
  }
}

type Owner = { pid: number; sockets: string; dataDir: string }

async function join(owner: Owner): Promise<{ ok: true; stores: EmbeddedStores } | { ok: false; fault: EmbeddedFault }> {
  // The owner opens this socket last.
  if (!(await waitUntilAccepting(postgresSocket(owner.sockets), ownerStartsWithinMs))) {
    const reason = `process ${owner.pid} has the stores in ${owner.dataDir} and does not answer`
    return { ok: false, fault: { code: 'owner_does_not_answer', reason } }
  }
  return { ok: true, stores: { role: 'guest', ...addresses(owner.sockets), close: async () => undefined } }
}

function addresses(sockets: string): Pick<EmbeddedStores, 'redis' | 'sql'> {
  return { redis: { socketPath: redisSocket(sockets) }, sql: { socket: sockets } }
}

function owned({ pid, dataDir }: Owner): EmbeddedFault {
  const way = 'end that process first, or give this one a DATA_DIR of its own'
  return { code: 'owned', reason: `process ${pid} has the stores in ${dataDir}: ${way}` }
}

const noRedisServer: EmbeddedFault = {
  code: 'no_redis_server',
  reason: 'redis-server is not installed: npm run demo installs it, or apt-get install redis-server, or set REDIS_URL',
}

function noFolder(error: unknown): EmbeddedFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault'
  return { code: 'no_folder', reason: `DATA_DIR: this folder cannot be made (${code})` }
}

/** Besides the path: where Debian puts servers, and Homebrew everything. */
const otherFolders = ['/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin']

/** The full path of a program on this machine; undefined when it is not installed. */
export function findProgram(name: string): string | undefined {
  const places = [...(process.env.PATH ?? '').split(delimiter), ...otherFolders].map((folder) => joinPath(folder, name))
  return places.find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
