import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOG_FILE, type LogLine } from './test-log.ts'

/** What a step found: how many of its checks held and how many did not. */
export type Count = { passed: number; failed: number }

/** Runs a program that either holds or does not, with its output shown; counts as one check. */
export function runStep(name: string, program: string, args: string[]): Count {
  console.log(`\n— ${name}`)
  const ran = spawnSync(program, args, { stdio: 'inherit' })
  if (ran.error) console.error(ran.error.message)
  return ran.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

const reporter = join(import.meta.dirname, 'test-log.ts')
const vitest = join(import.meta.dirname, '../../node_modules/.bin/vitest')

/** Shown after a run, the slowest first. */
const SLOWEST = 10

type Run = {
  /** What vitest is asked for, as `--project` and a name. */
  args: readonly string[]
  /** When what still runs is ended; absent: never. */
  ends?: AbortSignal
  /** What had not ended by then is named and does not count, neither as passed nor as failed; absent: it has failed. */
  isExtra?: boolean
  /** Where the lines for people go. */
  say?: (line: string) => void
  /** Of vitest itself; absent: it is shown. */
  output?: 'inherit' | 'ignore'
  /** Where the files of tests are noted as they end; absent: where nobody else looks. */
  log?: string
}

/**
 * Runs vitest, and says at the end what failed, file by file, what did not end, and where the time went. A skipped or unfinished
 * test, a file that does not load or does not end, and no test at all, count as failed.
 */
export async function runVitest(run: Run): Promise<Count> {
  const { args, ends, isExtra = false, say = console.log, output = 'inherit' } = run
  if (ends?.aborted) {
    say(`no time was left for ${args.join(' ')}`)
    return { passed: 0, failed: isExtra ? 0 : 1 }
  }
  const folder = mkdtempSync(join(tmpdir(), 'kd-tests-'))
  const { log = join(folder, 'log') } = run
  // In a group of its own where it may be ended: what its tests have started ends with it.
  const ran = spawn(vitest, ['run', ...args, '--reporter', 'default', '--reporter', reporter], {
    stdio: ['ignore', output, output],
    detached: ends !== undefined,
    env: { ...process.env, [LOG_FILE]: log },
  })
  const end = () => {
    if (ran.pid !== undefined) process.kill(-ran.pid, 'SIGKILL')
  }
  ends?.addEventListener('abort', end)
  const [status] = await once(ran, 'close').catch((error: Error) => [error.message])
  ends?.removeEventListener('abort', end)
  const lines = readLog(log)
  rmSync(folder, { recursive: true, force: true })
  for (const line of summaryOf(lines)) say(line)
  const unended = unendedIn(lines)
  const isCut = isExtra && ends?.aborted === true
  const count = countOf(lines, isCut ? 0 : unended.length)
  if (isCut) return count
  // vitest also fails for what no test counts, as an error nobody caught, and no test at all.
  const isSound = status === 0 && count.passed > 0
  return isSound || count.failed > 0 ? count : { ...count, failed: 1 }
}

/**
 * Folders whose tests load what they try anew for each file: packages at the edge change what Node gives them, and keep tokens for a whole
 * process. Those of all other folders load it once for each worker, which takes longer than most of them.
 */
const APART = new Set(['contracts', 'e2e', 'edge', 'faults'])

/** Milliseconds until `TESTS_END_AT` (seconds since 1970), at least 0; absent where that is not set. */
const msLeft = (): number | undefined => {
  const endsAt = Number(process.env.TESTS_END_AT ?? Number.NaN) * 1000
  return Number.isNaN(endsAt) ? undefined : Math.max(0, endsAt - Date.now())
}

/** Runs vitest on the named projects of vitest.config.ts, until `TESTS_END_AT` where that is set. */
export async function runTests(projects: readonly string[]): Promise<Count> {
  console.log(`\n— tests: ${projects.join(', ')}`)
  const ms = msLeft()
  const ends = ms === undefined ? {} : { ends: AbortSignal.timeout(ms) }
  const told: string[] = []
  const chosen = projects.flatMap((project) => ['--project', project])
  const run = (folders: string[], ...how: string[]) => {
    const args = [...chosen, ...how, ...folders.map((folder) => `test/${folder}/`)]
    return runVitest({ args, ...ends, say: (line) => void told.push(line) })
  }
  const folders = readdirSync('test', { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? [each.name] : [],
  )
  const together = folders.filter((folder) => !APART.has(folder))
  const pure = await run(together, '--no-isolate')
  const rest = await run([...APART])
  for (const line of told) console.log(line)
  return { passed: pure.passed + rest.passed, failed: pure.failed + rest.failed }
}

/** Of the time that the other tests took, what the project `long` takes at least: less is not begun with. */
const LONG_SHARE = 0.4

/**
 * Runs the files of tests that take longest: all of them where `isWanted`, else those that end before `TESTS_END_AT`. What there was no time for
 * is named and not counted. `usualMs`: what the other tests took on this machine just now.
 */
export async function runLongTests(isWanted: boolean, usualMs: number): Promise<Count> {
  const ms = msLeft()
  if (!isWanted && (ms === undefined || ms < LONG_SHARE * usualMs)) {
    console.log('\nnot run: the longest files of tests (npm test -- --long runs them)')
    return { passed: 0, failed: 0 }
  }
  console.log('\n— tests: long')
  const ends = ms === undefined ? {} : { ends: AbortSignal.timeout(ms) }
  return runVitest({ args: ['--project', 'long'], isExtra: !isWanted, ...ends })
}

function readLog(file: string): LogLine[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n')
    return lines.filter((line) => line !== '').map((line): LogLine => JSON.parse(line))
  } catch {
    return []
  }
}

const endedIn = (lines: readonly LogLine[]) => lines.filter((line) => line.type === 'ended')
const unendedIn = (lines: readonly LogLine[]): string[] => {
  const ended = new Set(endedIn(lines).map(({ file }) => file))
  return lines.flatMap((line) => (line.type === 'planned' ? line.files.filter((file) => !ended.has(file)) : []))
}

/** `unended`: how many files count as failed because they did not end. */
function countOf(lines: readonly LogLine[], unended: number): Count {
  const ended = endedIn(lines)
  const passed = ended.reduce((sum, file) => sum + file.passed, 0)
  return { passed, failed: ended.reduce((sum, file) => sum + file.failed.length, 0) + unended }
}

function summaryOf(lines: readonly LogLine[]): string[] {
  const ended = endedIn(lines)
  const slowest = ended.toSorted((one, other) => other.seconds - one.seconds).slice(0, SLOWEST)
  return [
    '',
    ...slowest.map(({ file, seconds }) => `${String(seconds).padStart(5)} s  ${file}`),
    ...ended.flatMap(({ file, failed }) => failed.map((name) => `failed: ${file}: ${name}`)),
    ...unendedIn(lines).map((file) => `not ended: ${file}`),
  ]
}

/** Prints the last line, `N passed, N failed`, and sets the exit code. */
export function summarise(counts: readonly Count[]): void {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
