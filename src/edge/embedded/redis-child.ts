import type { ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { accepts, waitUntilAccepting } from './socket-answers.ts'
import { redisSocket } from './socket-folder.ts'
import { letGo, spawnGuarded } from './spawn-guarded.ts'

/** A Redis that died is started again after this long, so that one that dies at once does not fill the log. */
const restartAfterMs = 500
/** Loading the append-only file of a large survey takes a few seconds. */
const startWithinMs = 30_000
const stopWithinMs = 10_000

export type RedisPlace = { program: string; dataDir: string; sockets: string; log: (event: string) => void }

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
