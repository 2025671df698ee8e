/** The service: settings, stores, survey, then the doors open; a signal closes them in order. */

import { pino } from 'pino'
import type { Log } from './app/service.ts'
import { exampleAddresses } from './edge/files/wave-folder.ts'
import { keepingOf } from './edge/redis/connect.ts'
import { servingLimits } from './edge/sql/database.ts'
import { type Fault, placedText } from './questionnaire/fault.ts'
import { loadDotEnv } from './settings/dot-env.ts'
import { startService } from './start/service.ts'
import { openStores, type Stores, within } from './start/stores.ts'
import { faultsOfVersions, openSurveys, readSettingsAndWave, withPrevious } from './start/survey.ts'

// What production asks of Redis beyond an address.

/**
 * A sentence when this Redis drops keys as its memory fills, which would be answers; null when it keeps them. Anything but an
 * append-only file with `appendfsync always` is warned of: the last second of confirmed answers hangs on the machine's power.
 */
const evictionFault = async ({ redis }: Pick<Stores, 'redis'>, log: Log): Promise<string | null> => {
  const { policy, fsync } = await keepingOf(redis)
  if (policy !== 'noeviction') {
    return `REDIS_URL: its maxmemory-policy is ${policy ?? 'not told'}; it must be noeviction, or answers are dropped when memory fills`
  }
  if (fsync !== 'always') log.warn({ appendfsync: fsync ?? 'not told' }, 'redis.may_lose_the_last_second')
  return null
}

/** sysexits.h EX_CONFIG: settings or questionnaires are wrong, and starting again does not help. */
const WRONG_SETTINGS = 78
/** Everything confirmed is on the disk; a store that does not let go in time is left. */
const CLOSE_MS = 1_500
/** Whoever reads the log needs no longer for its last lines. */
const LAST_LINES_MS = 1_000
const LOG_BUFFER_BYTES = 4096
const LOG_FLUSH_MS = 200

function refuse(lines: string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exit(WRONG_SETTINGS)
}

/** A neighbour that is away, or an address that is taken: starting again later may help. Our own messages hold codes only. */
function notStarted(error: unknown): never {
  process.stderr.write(`Not started. ${error instanceof Error ? error.message : 'unknown fault'}\n`)
  process.exit(1)
}

const unread = await loadDotEnv(process.cwd())
const read = readSettingsAndWave(process.env)
if (!read.ok || unread !== null) {
  const faults = [...(unread === null ? [] : [unread]), ...(read.ok ? [] : read.faults)]
  refuse(['Not started. Settings:', ...faults.map(({ name, reason }) => `  ${name}: ${reason}`)])
}
const { settings } = read
// Lines leave together: one write per line costs as much as a tenth of a turn. What waits is written when the process ends.
const out = pino.destination({ sync: false, minLength: LOG_BUFFER_BYTES, periodicFlush: LOG_FLUSH_MS })
const log = pino({ level: settings.logLevel, base: null }, out)

const found = await openSurveys(settings.survey, Date.now())
const placed = (faults: readonly Fault[]): string[] => faults.map((fault) => `  ${placedText(fault)}`)
if (!found.ok) {
  const reasons =
    found.reasons.length === 0 ? [] : ['Not started. Settings:', ...found.reasons.map((one) => `  ${one}`)]
  refuse([...reasons, ...(found.faults.length === 0 ? [] : ['Not started. Questionnaires:', ...placed(found.faults)])])
}
const { surveys, taking, alarms } = found
if (settings.environment === 'production') {
  const draft = surveys.find(({ wave }) => wave.draft === true)
  if (draft !== undefined) {
    const way = 'is a draft, which takes no answers in production: name another, or take `draft` out of its wave.yaml'
    refuse(['Not started. Settings:', `  SURVEY_WAVE: ${draft.wave.id} (${draft.folder}) ${way}`])
  }
  // A wave that has closed is still answered for: whoever writes is told whom to ask, and where its texts are.
  const examples = (await Promise.all(surveys.map(({ folder }) => exampleAddresses(folder)))).flat()
  if (examples.length > 0) refuse(['Not started. Addresses of the wave:', ...placed(examples)])
}
for (const { file, line, column, code } of alarms) log.error({ file, line, column, code }, 'wave.not_looked_after')
const opened = await openStores(settings, {
  whenOwned: 'refuse',
  limits: servingLimits,
  log: (event) => log.info(event),
}).catch(notStarted)
if (!opened.ok) refuse([`Not started. ${opened.fault.reason}`])
const { stores } = opened
if (settings.environment === 'production') {
  const fault = await evictionFault(stores, log)
  if (fault !== null) {
    await stores.close()
    refuse(['Not started. Settings:', `  ${fault}`])
  }
}

const gone = await faultsOfVersions(stores, surveys).catch(notStarted)
if (gone.length > 0) {
  await stores.close()
  refuse(['Not started. Questionnaires that have been answered:', ...placed(gone)])
}

if (settings.bot.appId === null) log.warn('no credentials: callers are not checked; development on loopback only')
const service = await startService({
  settings,
  stores,
  log,
  taking,
  surveys: await withPrevious(stores, surveys, Date.now()).catch(notStarted),
}).catch(notStarted)
let stopping = false
const stop = async (signal: string): Promise<void> => {
  if (stopping) return
  stopping = true
  log.info({ signal }, 'stopping')
  await service.stop()
  await within(CLOSE_MS, stores.close())
  log.info('stopped')
  let isWritten = false
  const written = new Promise<void>((resolve) => out.flush(() => resolve())).then(() => {
    isWritten = true
  })
  await within(LAST_LINES_MS, written)
  if (isWritten) process.exit(0)
  // Nobody reads the log any more, and leaving in the ordinary way waits for them for ever: all else is closed by now.
  process.kill(process.pid, 'SIGKILL')
}
// SIGHUP: the terminal that it was started in is closed.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void stop(signal))

// Last: whoever reads it may stop the service at once.
log.info({ url: service.url, ops: service.ops, role: settings.role, wave: taking, waves: surveys.length }, 'listening')
out.flush()
