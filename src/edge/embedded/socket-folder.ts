import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The names clients expect; a `pg` client is given the folder and adds its own name. */
export const redisSocket = (folder: string) => join(folder, 'redis.sock')
export const postgresSocket = (folder: string) => join(folder, '.s.PGSQL.5432')

/** A socket's address holds 104 bytes on macOS and 108 on Linux, its final zero included. */
const longestPathBytes = 100

/**
 * Where the sockets of `dataDir` go: in it, or, when that path is too long, in a short private folder of the system's
 * temporary one. `before` is the folder used last time; it is taken again if it is still there and ours.
 */
export function socketFolder(dataDir: string, before: string | undefined): string {
  if (Buffer.byteLength(postgresSocket(dataDir)) <= longestPathBytes) return dataDir
  if (before !== undefined && before !== dataDir && isOurs(before)) return before
  return mkdtempSync(join(tmpdir(), 'kd-'))
}

function isOurs(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o077) === 0
}
