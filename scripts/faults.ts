// npm run faults [-- --long]: only the tests that kill, pause and fill things, with the storms of odd input and the search
// through every order of a turn. The long run kills and tries as often as a release should stand.
import { spawnSync } from 'node:child_process'

/** How often, by the names that the tests read. */
const LONG = { FAULT_KILLS: '100', FUZZ_INPUTS: '100000' }

const args = process.argv.slice(2)
const isLong = args.includes('--long')
const folders = ['test/faults', 'test/fuzz', 'test/app/explorer.test.ts']
const ran = spawnSync('vitest', ['run', ...folders, ...args.filter((arg) => arg !== '--long')], {
  stdio: 'inherit',
  env: { ...process.env, ...(isLong ? LONG : {}) },
})
process.exitCode = ran.status ?? 1
