/** The command line in a process of its own, whose reader goes before all is written. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

test('a reader that stops reading, as `head` does, is no fault', async () => {
  const child = spawn(process.execPath, [main, 'dialogs', 'play', 'raadmann'], { stdio: 'pipe' })
  let told = ''
  child.stderr.on('data', (chunk) => {
    told += String(chunk)
  })
  const ended = once(child, 'exit')
  // A process that ends before it has said anything is a failure at once, not a wait without an end.
  const said = await Promise.race([once(child.stdout, 'data').then(() => true), ended.then(() => false)])
  expect({ said, told }).toEqual({ said: true, told: '' })
  child.stdout.destroy()
  child.stdin.write('start\n')
  // For the fault of the first write to come before the second line is read, which nothing shows from outside; both at once
  // would do as well.
  setTimeout(() => child.stdin.end('hjelp\n'), 300)
  const [code] = await ended
  expect({ code, told }).toEqual({ code: 0, told: '' })
})
