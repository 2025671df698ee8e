/** `kommunedialog <verb>`: what `bin/kommunedialog.mjs` hands over to. */

import { randomBytes, randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { loadDotEnv } from '../settings/dot-env.ts'
import { exitCode } from './cli.ts'
import { runCli } from './run.ts'

// Who reads may stop reading, as `head` does: what the command is about is done all the same.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

const unread = await loadDotEnv(process.cwd())
if (unread !== null) {
  process.stderr.write(`${unread.name}: ${unread.reason}\n`)
  process.exit(exitCode.settings)
}
const code = await runCli(process.argv.slice(2), {
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => new Date(),
  newId: randomUUID,
  chance: randomBytes,
  actor: `cli:${userInfo().username}`,
})
// A connection to a store that is away goes on trying; the command is over all the same.
process.stdout.write('', () => process.exit(code))
