// npm run faults: only the tests that kill, pause and fill things.
import { spawnSync } from 'node:child_process'

const ran = spawnSync('vitest', ['run', '--project', 'system', 'test/faults', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exitCode = ran.status ?? 1
