import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A Redis that died is started again after this long, so that one that dies at once does not fill the log. */
const restartAfterMs = 500
/** Loading the append-only file of a large survey takes a few seconds. */
const startWithinMs = 30_000
const stopWithinMs = 10_000

type RedisPlace = { program: string; dataDir: string; sockets: string; log: (event: string) => void }

/**
 * Starts Redis on a Unix socket with its files in `dataDir`/redis and keeps it running until `close`. An answer it has
 * confirmed is on the disk. One that an earlier owner left behind is asked to end first. Throws when it does not come up.
 */
export async function startRedisChild(place: RedisPlace): Promise<{ close: () => Promise<void> }> {
  mkdirSync(join(place.dataDir, 'redis'), { recursive: true, mode: 0o700 })
  await stopRedis(place)
  let child = launch(place)
  let isClosing = false
  const restart = async (): Promise<void> => {
    if (isClosing) return
    place.log('embedded Redis ended by itself and is started again')
    await wait(restartAfterMs, undefined, { ref: false })
    if (isClosing) return
    child = launch(place)
    child.once('exit', restart)
  }
  child.once('exit', restart)
  if (!(await waitUntilAccepting(redisSocket(place.sockets), startWithinMs))) {
    isClosing = true
    await end(child)
    throw new Error(`redis-server did not start; its log is ${join(place.dataDir, 'redis', 'redis.log')}`)
  }
  return {
    close: async () => {
      isClosing = true
      await end(child)
    },
  }
}

/** Lets go of Redis, which writes what it has and ends; one that does not is killed. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
  letGo(child)
  await ended
  clearTimeout(timer)
}

function launch({ program, dataDir, sockets }: RedisPlace): ChildProcess {
  const folder = join(dataDir, 'redis')
  const log = openSync(join(folder, 'redis.log'), 'a', 0o600)
  const options = ['--port', '0', '--unixsocket', redisSocket(sockets), '--unixsocketperm', '700', '--dir', folder]
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '', '--maxmemory-policy', 'noeviction']
  const child = spawnGuarded({ program, args: [...options, ...durable], signal: 'TERM', options: {}, output: log })
  closeSync(log)
  return child
}

/** Asks the Redis behind the socket, if there is one, to end, and waits until it has. */
async function stopRedis({ sockets }: RedisPlace): Promise<void> {
  const path = redisSocket(sockets)
  if (await accepts(path)) {
    await askToEnd(path)
    const deadline = Date.now() + stopWithinMs
    while (await accepts(path)) {
      if (Date.now() > deadline) throw new Error('the Redis of an earlier run does not end')
      await wait(20)
    }
  }
  rmSync(path, { force: true })
}

/** SHUTDOWN has no answer but the connection's end. It writes the append-only file to the disk first. */
function askToEnd(path: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.setTimeout(stopWithinMs, () => socket.destroy())
    socket.on('error', () => undefined)
    socket.on('close', () => resolve())
    socket.on('connect', () => socket.write('SHUTDOWN NOSAVE\r\n'))
    socket.resume()
  })
}

/**
 * A watcher beside the program holds the other end of our pipe: when this process is gone, however it went, the pipe ends
 * and the watcher sends the program the signal. `exec` puts the program in the shell's place, so that `$$` is its number.
 */
const script = `signal=$1; shift
( while read -r line; do :; done; kill -s "$signal" $$ 2>/dev/null ) <&3 >/dev/null 2>&1 &
exec "$@" 3<&-`

type Guarded = {
  program: string
  args: readonly string[]
  /** What asks this program to end in order, without `SIG`. */
  signal: 'TERM' | 'INT' | 'KILL'
  options: Pick<SpawnOptions, 'cwd' | 'uid' | 'gid' | 'env'>
  /** Where its output goes: a file descriptor or nowhere. */
  output: number | 'ignore'
}

/**
 * Starts a program that ends with this process, also when this one is killed. It has a process group of its own, so that
 * Ctrl+C in a terminal does not reach it before we are done with it.
 */
export function spawnGuarded({ program, args, signal, options, output }: Guarded): ChildProcess {
  const child = spawn('/bin/sh', ['-c', script, 'sh', signal, program, ...args], {
    ...options,
    detached: true,
    stdio: ['ignore', output, output, 'pipe'],
  })
  child.once('exit', () => letGo(child))
  return child
}

/** Asks the program to end, as its guard would. */
export function letGo(child: ChildProcess): void {
  child.stdio[3]?.destroy()
}

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

const betweenTriesMs = 20

/** True when somebody listens on the Unix socket. */
function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** Waits until somebody listens; false when nobody does within the time. */
export async function waitUntilAccepting(path: string, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs
  while (!(await accepts(path))) {
    if (Date.now() > deadline) return false
    await wait(betweenTriesMs)
  }
  return true
}
