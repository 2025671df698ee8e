/** `npm run demo` as a person runs it: a process of its own, with its own ports and data folder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { freePorts } from '../free-ports.ts'
import { HANGS_MS } from '../patience.ts'
import { plainEnv } from '../service-process.ts'
import { putEmptyDatabase } from '../start-pglite.ts'
import { until } from '../until.ts'

export type DemoProcess = {
  /** Where the newest life shows the Playground. */
  url(): string
  /** Where the newest life of the bot listens. */
  botUrl(): string
  output: string[]
  start(): Promise<void>
  /** `kill -9`, Playground and stores left to notice. */
  kill(): Promise<void>
  /** Ctrl+C; resolves with the exit code. */
  stop(): Promise<number | null>
}

type Options = { dataDir: string; args?: readonly string[]; env?: Record<string, string> }

/** Prepares it; `start` begins its first life, on free ports each time. */
export const demoProcess = ({ dataDir, args = [], env = {} }: Options): DemoProcess => {
  const output: string[] = []
  let child: ChildProcess | null = null
  let address = ''
  let bot = ''

  const start = async (): Promise<void> => {
    const [port, opsPort, playground] = await freePorts(3)
    await putEmptyDatabase(dataDir)
    bot = `http://127.0.0.1:${port}`
    const started = spawn(process.execPath, ['scripts/demo.ts', '--playground-port', String(playground), ...args], {
      cwd: new URL('../../..', import.meta.url),
      env: { ...plainEnv(), DATA_DIR: dataDir, PORT: String(port), OPS_PORT: String(opsPort), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    started.stderr?.on('data', (chunk) => output.push(String(chunk)))
    const lines = createInterface({ input: started.stdout })
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the demo did not start: ${output.join('\n')}`)), HANGS_MS)
      started.once('exit', (code) => reject(new Error(`the demo ended with ${code}: ${output.join('\n')}`)))
      lines.on('line', (line) => {
        output.push(line)
        if (!line.includes('Ctrl+C avslutter')) return
        clearTimeout(timer)
        resolve()
      })
    })
    address = `http://localhost:${playground}`
    await answers(address)
  }

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return null
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code] = await ended
    return typeof code === 'number' ? code : null
  }

  return {
    url: () => address,
    botUrl: () => bot,
    output,
    start,
    kill: async () => {
      await end('SIGKILL')
      await silent(address)
    },
    stop: () => end('SIGINT'),
  }
}

const isUp = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  )

export const answers = (url: string): Promise<void> => until(() => isUp(url), `${url} does not answer`)
const silent = (url: string): Promise<void> => until(async () => !(await isUp(url)), `${url} still answers`)
