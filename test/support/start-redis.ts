import { type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { spawnGuarded, waitUntilAccepting } from '../../src/edge/embedded/redis-child.ts'
import { freePorts } from './free-ports.ts'
import { HANGS_MS } from './patience.ts'

const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '', '--maxmemory-policy', 'noeviction']

export type TestRedis = {
  socketPath: string
  /** The same server on a free loopback port, for clients that take addresses only. */
  url: string
  /** To pause (`SIGSTOP`, `SIGCONT`) it. */
  pid: () => number
  /** Without warning, as a power cut; `start` brings it back with what it had written. */
  kill: () => Promise<void>
  start: () => Promise<void>
  stop: () => Promise<void>
}

/** An empty Redis for one test file, with the settings of the embedded one. */
export async function startRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'kd-redis-'))
  const socketPath = join(folder, 'redis.sock')
  const [port = 0] = await freePorts(1)
  let server: ChildProcess
  const start = async () => {
    server = launch(folder, ['--unixsocket', socketPath, '--port', String(port), ...durable])
    if (!(await waitUntilAccepting(socketPath, HANGS_MS))) throw new Error('redis-server did not start')
  }
  const kill = () => end(server, 'SIGKILL')
  await start()
  return {
    socketPath,
    url: `redis://127.0.0.1:${port}`,
    pid: () => server.pid ?? 0,
    start,
    kill: async () => {
      await kill()
      // A dead server leaves its socket behind, and `start` must not take that for a live one.
      rmSync(socketPath, { force: true })
    },
    stop: async () => {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type TestCluster = { urls: string[]; pids: () => number[]; stop: () => Promise<void> }

/** An empty Redis Cluster on loopback: three masters with a replica each. Ready when every slot is served and every replica follows. */
export async function startRedisCluster(): Promise<TestCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'kd-cluster-'))
  const ports = await freePorts(6)
  const servers = ports.map((port) => launch(folder, nodeOptions(port)))
  for (const port of ports) await waitUntilAccepting(join(folder, `${port}.sock`), HANGS_MS)
  const addresses = ports.map((port) => `127.0.0.1:${port}`)
  execFileSync('redis-cli', ['--cluster', 'create', ...addresses, '--cluster-replicas', '1', '--cluster-yes'], {
    stdio: 'ignore',
  })
  for (const port of ports) await untilWhole(port)
  return {
    urls: addresses.map((address) => `redis://${address}`),
    pids: () => servers.map((server) => server.pid ?? 0),
    stop: async () => {
      await Promise.all(servers.map((server) => end(server, 'SIGKILL')))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function nodeOptions(port: number): string[] {
  const files = [
    '--appenddirname',
    `aof-${port}`,
    '--cluster-config-file',
    `${port}.conf`,
    '--unixsocket',
    `${port}.sock`,
  ]
  const cluster = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '3000', '--cluster-port', String(port + 1)]
  return [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    ...files,
    ...cluster,
    ...durable,
    '--repl-diskless-sync-delay',
    '0',
  ]
}

function launch(folder: string, options: string[]): ChildProcess {
  const args = ['--dir', folder, ...options]
  return spawnGuarded({ program: 'redis-server', args, signal: 'KILL', options: { cwd: folder }, output: 'ignore' })
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill(signal)
  await ended
}

/** Until this node serves, knows every replica, and, being a master, has its own. */
async function untilWhole(port: number): Promise<void> {
  const ask = (...question: string[]) =>
    execFileSync('redis-cli', ['-p', String(port), ...question], { encoding: 'utf8' })
  const isWhole = () => {
    const replicas = ask('cluster', 'nodes').match(/[ ,]slave /g)?.length
    const replication = ask('info', 'replication')
    const isFollowed = replication.includes('role:slave') || replication.includes('state=online')
    return ask('cluster', 'info').includes('cluster_state:ok') && replicas === 3 && isFollowed
  }
  while (!isWhole()) await wait(50)
}
