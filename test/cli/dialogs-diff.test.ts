/** What an editor is told before publishing a version. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../../src/cli/run.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kd-diff-'))
  const first = readFileSync('dialogs/kommuneundersokelsen-2018/raadmann.v1.yaml', 'utf8')
  const second = first
    .replace(/^version: 1$/m, 'version: 2')
    .replace('- id: leder_merknad', '- id: leder_ord\n        was: leder_merknad')
    .replace('- id: tolk_kjent', '- id: tolk_kjennskap')
  writeFileSync(join(folder, 'raadmann.v2.yaml'), second)
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = async (...args: string[]) => {
  const said: string[] = []
  const world = {
    ...{ env: {}, out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) },
    ...{ now: () => new Date(0), newId: () => 'id', chance: () => new Uint8Array(), actor: 'test' },
  }
  const code = await runCli(['dialogs', 'diff', ...args], world)
  return { code, said: said.join('') }
}

test('what is renamed keeps its answers, what is gone has them set aside, what is new is named', async () => {
  const { code, said } = await run('raadmann.v1', join(folder, 'raadmann.v2.yaml'), '--no-sessions')
  expect(code).toBe(0)
  expect(said.trim().split('\n')).toEqual([
    '+ tolk_kjennskap',
    '= leder_merknad is now leder_ord: its answers are kept',
    '- tolk_kjent: its answers are set aside',
  ])
})

test('two parts, or the wrong order, are refused', async () => {
  expect((await run('raadmann.v1', 'integrering.v1', '--no-sessions')).code).toBe(1)
  expect((await run(join(folder, 'raadmann.v2.yaml'), 'raadmann.v1', '--no-sessions')).code).toBe(1)
  expect((await run('raadmann.v1', 'raadmann.v9', '--no-sessions')).code).toBe(1)
})
