/**
 * The real command line on embedded stores in a folder of its own: the first time a file runs a command in a process of its own, as an
 * operator does, and then in this one, since half a command's time is its start.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { batchLimits, migrate, openSql } from '../../src/edge/sql/database.ts'
import { commandLine } from '../support/command-line.ts'
import { openOwned } from '../support/embedded/opened.ts'
import { HANGS_MS } from '../support/patience.ts'
import { plainEnv } from '../support/service-process.ts'
import { putEmptyDatabase } from '../support/start-pglite.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
export type Ran = { code: number; out: string; err: string }

/** A folder with a data folder in it, for commands and their files. `end` removes it. */
export function workplace(settings: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'kd-cli-'))
  const env = { ...plainEnv(), NODE_ENV: 'test', DATA_DIR: join(folder, 'data'), ...settings }
  const started = new Set<string>()
  const run = async (...args: string[]): Promise<Ran> => {
    await putEmptyDatabase(env.DATA_DIR)
    const command = args.slice(0, args.findIndex((arg) => arg.startsWith('-')) === 1 ? 1 : 2).join(' ')
    if (started.has(command)) return runHere(args, { folder, env })
    started.add(command)
    return runApart(args, { folder, env })
  }
  /** Output as JSON; the command ended well. */
  const json = async (...args: string[]): Promise<unknown> => {
    const ran = await run(...args, '--json')
    if (ran.code !== 0) throw new Error(ran.err)
    return JSON.parse(ran.out)
  }
  /** Opens the stores as the running service does, so that commands join them; the tables are there. */
  const stores = async () => {
    const stores = await openOwned(env.DATA_DIR)
    const sql = openSql(stores.sql, batchLimits)
    await migrate(sql)
    const close = async (): Promise<void> => {
      await sql.destroy()
      await stores.close()
    }
    return { sql, close }
  }
  const file = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content)
  return { folder, env, run, json, stores, file, end: () => rmSync(folder, { recursive: true, force: true }) }
}

type Place = { folder: string; env: Record<string, string | undefined> }

const runApart = (args: readonly string[], { folder, env }: Place): Promise<Ran> =>
  new Promise((resolve) => {
    const bin = join(root, 'bin', 'kommunedialog.mjs')
    execFile(process.execPath, [bin, ...args], { cwd: folder, env, timeout: HANGS_MS }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err })
    })
  })

/** Where this process was before the commands that are running, and how many they are. */
const left = { folder: '', running: 0 }

/** Files are named as seen from `folder`: this process is there meanwhile. */
const runHere = async (args: readonly string[], { folder, env }: Place): Promise<Ran> => {
  if (left.running++ === 0) left.folder = process.cwd()
  process.chdir(folder)
  try {
    return await commandLine(args, env, { actor: `cli:${userInfo().username}` })
  } finally {
    if (--left.running === 0) process.chdir(left.folder)
  }
}
