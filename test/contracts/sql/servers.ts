/** The two databases that SQL must run on, started for a test and stopped by it. */

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { servePglite } from '../../../src/edge/embedded/pglite-server.ts'
import type { SqlAddress } from '../../../src/edge/sql/database.ts'

export type SqlServer = { address: SqlAddress; stop(): Promise<void> }

/** PGlite in memory behind a Unix socket, as the embedded default is. */
export async function startPglite(): Promise<SqlServer> {
  const folder = mkdtempSync(join(tmpdir(), 'kd-pglite-'))
  const db = await PGlite.create()
  const server = await servePglite(db, join(folder, '.s.PGSQL.5432'), {
    onFault: (error) => {
      throw error
    },
    onPanic: () => {
      throw new Error('PGlite panicked')
    },
  })
  return {
    address: { socket: folder },
    async stop() {
      await server.close()
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * PostgreSQL on a Unix socket, in a folder of its own or again in one that it had; as root it runs under the account
 * `postgres`, as it must.
 */
export async function startPostgresql(
  folder = mkdtempSync(join(tmpdir(), 'kd-pg-')),
): Promise<SqlServer & { folder: string }> {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o777)
  const data = join(folder, 'data')
  const made = spawnSync(
    ...unprivileged(['initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8']),
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
  const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off']
  const [command, args] = unprivileged(['postgres', '-D', data, ...settings])
  const server = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    server.stderr.on('data', (text: Buffer) => {
      said += text.toString()
      if (/ready to accept connections/.test(said)) resolve()
    })
    server.once('exit', () => reject(new Error(said)))
  })
  return {
    folder,
    address: { url: `postgres://postgres@/postgres?host=${folder}` },
    async stop() {
      // The server's own process, not `runuser` before it: fast shutdown.
      process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGINT')
      if (server.exitCode === null) await once(server, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Not on every path that a test may be given. */
const RUNUSER = '/usr/sbin/runuser'

function unprivileged([program = '', ...args]: string[]): [string, string[], { encoding: 'utf8' }] {
  const path = join(binaries(), program)
  return process.getuid?.() === 0
    ? [existsSync(RUNUSER) ? RUNUSER : 'runuser', ['-u', 'postgres', '--', path, ...args], { encoding: 'utf8' }]
    : [path, args, { encoding: 'utf8' }]
}

/** Debian keeps the server's programs off the path. */
function binaries(): string {
  const root = '/usr/lib/postgresql'
  const newest = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a))[0] : undefined
  return newest === undefined ? '' : join(root, newest, 'bin')
}
