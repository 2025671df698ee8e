// npm run faults [-- --long | --soak [--minutes N]]: only the tests that kill, pause and fill things, with the storms of odd
// input and the search through every order of a turn. The long run kills and tries as often as a release should stand; the
// soak is load with faults for a quarter of an hour.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { COUNTS_MARK, type Counts } from '../test/support/counted.ts'

/** How often, by the names that the tests read. */
const LONG = { FAULT_KILLS: '100', FUZZ_INPUTS: '100000', FAULT_BOUNDARIES: '1000' }
/** What goes on for longer hangs: the long run takes a quarter of an hour on two quiet cores, four times that on busy ones. */
const MOST_MS = 3 * 3_600_000
const KINDS = [
  ['faults', 'faults survived'],
  ['answers', 'answers confirmed = answers found'],
  ['submissions', 'submissions sent in = submissions found, once each'],
  ['inputs', 'odd inputs tried'],
  ['states', 'states of the turn protocol explored'],
] as const

/** Runs the tests, shows what they say and adds up what they count; resolves with the exit code. */
const run = async (args: string[], isLong: boolean): Promise<number> => {
  const folders = ['test/faults', 'test/fuzz', 'test/app/explorer.test.ts']
  const sums: Required<Counts> = { faults: 0, answers: 0, submissions: 0, inputs: 0, states: 0 }
  const ran = spawn('vitest', ['run', ...folders, ...args], {
    stdio: ['inherit', 'pipe', 'inherit'],
    env: { FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...process.env, ...(isLong ? LONG : {}) },
  })
  const timer = setTimeout(() => ran.kill('SIGTERM'), MOST_MS)
  createInterface({ input: ran.stdout }).on('line', (line) => {
    const [text = '', counts] = line.split(COUNTS_MARK)
    process.stdout.write(`${text.trimEnd()}\n`)
    if (counts !== undefined) add(sums, JSON.parse(counts))
  })
  const [code] = await once(ran, 'close')
  clearTimeout(timer)
  process.stdout.write(`\n${KINDS.map(([what, words]) => `${words}: ${sums[what]}`).join('\n')}\n`)
  return typeof code === 'number' ? code : 1
}

const add = (sums: Required<Counts>, counts: Counts): void => {
  for (const [what] of KINDS) sums[what] += counts[what] ?? 0
}

const args = process.argv.slice(2)
if (args.includes('--soak')) {
  const { soak } = await import('./soak/soak.ts')
  process.exitCode = await soak(args.filter((arg) => arg !== '--soak'))
} else {
  process.exitCode = await run(
    args.filter((arg) => arg !== '--long'),
    args.includes('--long'),
  )
}
