/** The service as an operator runs it: a process of its own, with settings in the environment only. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { HANGS_MS } from './patience.ts'

export type ServiceProcess = {
  /** The address of the newest life. */
  url: () => string
  /** The operator's listener of the newest life. */
  ops: () => string
  /** Of the newest life. */
  pid: () => number
  /** All that was logged, by all its lives. */
  output: string[]
  start(): Promise<void>
  /** Nobody reads what the newest life logs from here on, but the pipe stays open. */
  unread(): void
  /** `kill -9`. */
  kill(): Promise<void>
  /** SIGTERM, or this signal; resolves with how long it took, ms, and the exit code. */
  stop(signal?: 'SIGTERM' | 'SIGINT' | 'SIGHUP'): Promise<{ ms: number; code: number | null }>
}

/** What every process has: no setting of ours is among it. */
export const plainEnv = (): Record<string, string | undefined> => {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  return { PATH, HOME, NODE_COMPILE_CACHE }
}

/** Prepares it; `start` begins its first life. The port is free each time. */
export const serviceProcess = (settings: Record<string, string>): ServiceProcess => {
  const output: string[] = []
  let child: ChildProcess | null = null
  let address = ''
  let operator = ''

  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, ['src/main.ts'], {
      cwd: new URL('../..', import.meta.url),
      env: { ...plainEnv(), PORT: '0', OPS_PORT: '0', LOG_LEVEL: 'info', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    started.stderr?.on('data', (chunk) => output.push(String(chunk)))
    const lines = createInterface({ input: started.stdout })
    address = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the service did not start')), HANGS_MS)
      started.once('exit', (code) => reject(new Error(`the service ended with ${code}: ${output.slice(-5).join('')}`)))
      lines.on('line', (line) => {
        output.push(line)
        if (!line.includes('"listening"')) return
        clearTimeout(timer)
        const { url, ops } = JSON.parse(line)
        operator = String(ops)
        resolve(String(url))
      })
    })
  }

  const end = async (signal: NodeJS.Signals): Promise<{ ms: number; code: number | null }> => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return { ms: 0, code: null }
    const before = performance.now()
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code] = await ended
    return { ms: performance.now() - before, code: typeof code === 'number' ? code : null }
  }

  return {
    url: () => address,
    ops: () => operator,
    pid: () => child?.pid ?? 0,
    output,
    start,
    unread: () => {
      child?.stdout?.removeAllListeners('data').pause()
    },
    kill: async () => void (await end('SIGKILL')),
    stop: (signal = 'SIGTERM') => end(signal),
  }
}
