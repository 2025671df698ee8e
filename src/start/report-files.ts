/** The report's files, made by the command in a process of its own: drawing a hundred charts would hold up everybody's turns. */

import { execFile } from 'node:child_process'
import { createReadStream, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { RespondentBook } from '../app/ports/register.ts'
import type { Log, Survey } from '../app/service.ts'
import type { Administered } from '../app/web/admin-ports.ts'
import { reportFileNames } from '../results/media-types.ts'
import type { Settings } from '../settings/settings.ts'

type MakeReport = Administered['makeReport']

type Given = {
  settings: Pick<Settings, 'dataDir' | 'redis' | 'database'>
  survey: Survey
  book: RespondentBook
  log: Log
  now(): number
}

const command = fileURLToPath(new URL('../cli/main.ts', import.meta.url))
/** A whole wave takes seconds, its PDF a few more. */
const MAKING_MS = 120_000
const run = promisify(execFile)
let making = false

/** Makes one at a time in this process. Audited. Throws `StoreAway`. */
export const reportMaker =
  (given: Given): MakeReport =>
  async (wish, actor) => {
    if (making) return 'busy'
    making = true
    try {
      return await make(given, wish, actor)
    } finally {
      making = false
    }
  }

const make = async (
  { settings, survey, book, log, now }: Given,
  { kind, language, use }: Parameters<MakeReport>[0],
  actor: string,
): ReturnType<MakeReport> => {
  const folder = await mkdtemp(join(tmpdir(), 'kommunedialog-report-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    await book.audit({ at: new Date(now()), actor, action: `results.report.${use}`, subject: survey.wave.id })
    // The command prints where it finds Chromium; nobody waits for a PDF that was not asked for.
    const env = { ...environmentOf(settings, survey), ...(kind === 'pdf' ? {} : { PATH: '' }) }
    const args = ['report', '--out', folder, '--lang', language, ...(use === 'internal' ? ['--internal'] : [])]
    await run(process.execPath, [command, ...args], { env, timeout: MAKING_MS })
    const file = join(folder, reportFileNames[kind])
    if (existsSync(file)) return { name: reportFileNames[kind], content: createReadStream(file), remove }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'stderr' in error)) {
      await remove()
      throw error
    }
    log.warn({ code: String(error.code) }, 'report.not_made')
  }
  await remove()
  return 'no_file'
}

/** The command finds the same stores, and the wave open and closed as it is here. */
const environmentOf = ({ dataDir, redis, database }: Given['settings'], { folder, opensAt, closesAt }: Survey) => {
  const { REDIS_URL: _redis, DATABASE_URL: _database, ...same } = process.env
  const redisUrl = redis.kind === 'server' ? redis.url : redis.kind === 'cluster' ? redis.urls.join(',') : undefined
  return {
    ...same,
    DATA_DIR: dataDir,
    DIALOGS_DIR: dirname(folder),
    SURVEY_WAVE: basename(folder),
    SURVEY_OPENS_AT: new Date(opensAt).toISOString(),
    SURVEY_CLOSES_AT: new Date(closesAt).toISOString(),
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    ...(database.kind === 'server' ? { DATABASE_URL: database.url } : {}),
  }
}
