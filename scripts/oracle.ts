// node scripts/run.mjs scripts/oracle.ts record|compare [--turns N] [--full FILE]: what 5,000 turns of a walk that is the same
// at every run lead to, as digests in test/oracle/turns.txt. A change of shape alone leaves them equal. `--full` writes
// what stands behind the digests, to hold two commits against each other with diff. Needs redis-server.
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { walk } from '../test/support/oracle/walk.ts'
import { openOffice } from '../test/support/reminders/desk.ts'
import { startPglite } from '../test/support/start-pglite.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { turns: { type: 'string', default: '5000' }, full: { type: 'string' } },
})
const path = new URL('../test/oracle/turns.txt', import.meta.url)
const mode = positionals[0]
if (mode !== 'record' && mode !== 'compare') {
  console.error('oracle.ts record|compare [--turns N] [--full FILE]')
  process.exit(64)
}

const office = await openOffice(await startPglite())
const full = values.full === undefined ? null : createWriteStream(values.full)
const lines: string[] = []
try {
  for await (const { turn, deed, digest, full: text } of walk(office, Number(values.turns))) {
    lines.push(`${digest} ${deed.replaceAll('\n', '⏎').slice(0, 60)}`)
    full?.write(`${turn} ${deed}\n${text}\n\n`)
  }
} finally {
  full?.end()
  await office.close()
}

if (mode === 'record') {
  writeFileSync(path, `${lines.join('\n')}\n`)
  console.log(`${lines.length} turns recorded`)
} else {
  const before = readFileSync(path, 'utf8').trimEnd().split('\n')
  const other = lines.flatMap((line, i) => (line === before[i] ? [] : [i + 1]))
  console.log(`${lines.length} turns walked, ${other.length} other than recorded`)
  for (const turn of other.slice(0, 20)) console.log(`turn ${turn}: ${before[turn - 1]} → ${lines[turn - 1]}`)
  process.exitCode = other.length === 0 && lines.length === before.length ? 0 : 1
}
