/** The processes of the bench: bots that are told where to listen by their settings, and the driver. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Heard, Result, Round, Told } from './messages.ts'

const STARTS_WITHIN_MS = 60_000
const root = new URL('../..', import.meta.url)

/** `startMs`: from making the process to its listening. */
export type Bot = { url: string; pid: number; startMs: number; stop(): Promise<void> }

/** Starts a bot with these settings and nothing else in its environment; it says `listening` and its `url` as JSON. */
export const startBot = async (
  program: string | URL,
  settings: Record<string, string>,
  args: string[] = [],
): Promise<Bot> => {
  const before = performance.now()
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  const child = fork(program, {
    ...{ cwd: root, execArgv: args, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    env: { PATH, HOME, NODE_COMPILE_CACHE, PORT: '0', OPS_PORT: '0', ...settings },
  })
  const said: string[] = []
  child.stderr?.on('data', (chunk) => said.push(String(chunk)))
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${program} did not start`)), STARTS_WITHIN_MS)
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}: ${said.join('')}`)))
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      if (!line.includes('"listening"')) return
      clearTimeout(timer)
      resolve(String(JSON.parse(line).url))
    })
  })
  const startMs = performance.now() - before
  return { url: url.replace('[::]', '127.0.0.1'), pid: child.pid ?? 0, startMs, stop: () => end(child) }
}

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

export type Driver = {
  serviceUrl: string
  tell(told: Told): void
  run(round: Round): Promise<Result>
  stop(): Promise<void>
}

export const startDriver = async (): Promise<Driver> => {
  const child = fork(new URL('driver.ts', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const hear = async (): Promise<Heard> => {
    const [heard] = await once(child, 'message')
    return heard
  }
  const first = await hear()
  if (first.type !== 'ready') throw new Error('the driver did not start')
  return {
    serviceUrl: first.serviceUrl,
    tell: (told) => void child.send(told),
    run: async (round) => {
      child.send(round)
      const heard = await hear()
      if (heard.type !== 'result') throw new Error(heard.type === 'failed' ? heard.reason : 'the driver lost its way')
      return heard
    },
    stop: () => end(child),
  }
}
