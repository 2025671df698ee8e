import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { spawnGuarded } from '../../src/edge/embedded/redis-child.ts'
import { keptInCache } from './kept-in-cache.ts'
import { HANGS_MS } from './patience.ts'
import type { TestDatabase } from './start-pglite.ts'

const patienceMs = 2000

type User = { uid: number; gid: number }

/**
 * An empty PostgreSQL of this machine's newest version, on a Unix socket in a folder of its own; loses nothing worth
 * keeping when it is killed. PostgreSQL refuses root, so as root it runs as `nobody`. `folder`: where another one was before, so that it is
 * found at the same address.
 */
export async function startPostgres(
  folder = mkdtempSync(join(tmpdir(), 'kd-pg-')),
): Promise<TestDatabase & { pid: number }> {
  const bin = newestPostgres()
  mkdirSync(folder, { recursive: true })
  const data = join(folder, 'data')
  const user = unprivileged()
  if (user) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o755)
  const as = { cwd: folder, ...user }
  // As it is, with its owner: PostgreSQL takes nothing that is somebody else's.
  execFileSync('cp', ['-a', await emptyCluster(bin, user), data])
  const options = {
    listen_addresses: '',
    unix_socket_directories: folder,
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: '50',
  }
  const settings = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const args = ['-D', data, ...settings]
  const server = spawnGuarded({ program: join(bin, 'postgres'), args, signal: 'INT', options: as, output: 'ignore' })
  await untilReady(join(bin, 'pg_isready'), folder)
  return {
    socket: folder,
    port: 5432,
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    pid: server.pid ?? 0,
    stop: async () => {
      const ended = once(server, 'exit')
      // Waits for clients that are still saying goodbye; those that never do are cut off.
      server.kill('SIGTERM')
      const timer = setTimeout(() => server.kill('SIGINT'), patienceMs)
      await ended
      clearTimeout(timer)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Made in a folder that everybody reaches, as the user for whom it is. */
function emptyCluster(bin: string, user: User | undefined): Promise<string> {
  const name = `postgres-${bin.replaceAll(/[^\w.]+/g, '-')}-${user?.uid ?? process.getuid?.() ?? ''}`
  return keptInCache(name, (own) => {
    const folder = mkdtempSync(join(tmpdir(), 'kd-initdb-'))
    if (user) chownSync(folder, user.uid, user.gid)
    const data = join(folder, 'data')
    execFileSync(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '--no-instructions', '--locale=C.UTF-8'],
      { cwd: folder, ...user, stdio: ['ignore', 'ignore', 'inherit'] },
    )
    const made = join(own, 'data')
    execFileSync('cp', ['-a', data, made])
    rmSync(folder, { recursive: true, force: true })
    return made
  })
}

/** Its socket is there before it lets anybody in. */
async function untilReady(program: string, socket: string): Promise<void> {
  const deadline = Date.now() + HANGS_MS
  while (spawnSync(program, ['-q', '-h', socket]).status !== 0) {
    if (Date.now() > deadline) throw new Error('PostgreSQL did not start')
    await wait(20)
  }
}

function newestPostgres(): string {
  const places = globSync([
    '/usr/lib/postgresql/*/bin',
    '/opt/homebrew/opt/postgresql@*/bin',
    '/usr/local/opt/postgresql@*/bin',
  ])
  const [newest] = places.toSorted((one, other) => other.localeCompare(one, 'en', { numeric: true }))
  if (newest === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql')
  return newest
}

/** Who to run a server as that refuses root; undefined when we are not root. */
function unprivileged(): User | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}
