/** A run of tests is told at its end: what held, what failed and where, and what did not end while there was time. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runVitest } from '../../scripts/platform/steps.ts'
import { LONGEST } from '../support/longest-first.ts'

const folder = mkdtempSync(join(tmpdir(), 'kd-run-'))
/** In two, for the rule that no test of ours does it. */
const LEAVES_OUT = ['sk', 'ip'].join('')
const files = {
  'holds.test.ts': "test('one', () => {}); test('two', () => {})",
  'fails.test.ts': `test('holds', () => {}); test('does not', () => expect(1).toBe(2)); test.${LEAVES_OUT}('left out', () => {})`,
  'broken.test.ts': "throw new Error('does not load')",
  'hangs.test.ts': "test('for ever', () => new Promise(() => {}), 3_600_000)",
}
beforeAll(() => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** All of it to its end, or until `isEnough` of what is noted under way. */
const ran = async (
  names: readonly (keyof typeof files)[],
  isEnough?: (log: string) => boolean,
  how: { isExtra?: boolean } = {},
) => {
  const said: string[] = []
  const log = join(folder, `log-${names.length}-${how.isExtra === true}`)
  const ending = new AbortController()
  const running = runVitest({
    args: ['--root', folder, '--globals', '--maxWorkers', '2', ...names],
    ...{ ...how, log, output: 'ignore', say: (line: string) => void said.push(line) },
    ...(isEnough === undefined ? {} : { ends: ending.signal }),
  })
  if (isEnough !== undefined)
    await expect
      .poll(() => existsSync(log) && isEnough(readFileSync(log, 'utf8')))
      .toBe(true)
      .finally(() => ending.abort())
  const count = await running
  return {
    count,
    said: said.filter((line) => /ended: |failed: /.test(line)).map((line) => line.replace(/: .*\//, ': ')),
  }
}

test('what fails, is left out or does not load is counted, and named with its file', async () => {
  const { count, said } = await ran(['holds.test.ts', 'fails.test.ts', 'broken.test.ts'])
  expect(count).toEqual({ passed: 3, failed: 3 })
  expect(said.sort()).toEqual([
    'failed: broken.test.ts: the file itself',
    'failed: fails.test.ts: does not',
    'failed: fails.test.ts: left out',
  ])
})

test('what does not end is ended, named and counted as failed, and the rest is counted all the same', async () => {
  const { count, said } = await ran(['holds.test.ts', 'hangs.test.ts'], (log) => log.includes('"passed":2'))
  expect(count).toEqual({ passed: 2, failed: 1 })
  expect(said).toEqual(['not ended: hangs.test.ts'])
})

test('of what is run while there is time for it, only what has not ended is left out of the count', async () => {
  const isExtra = { isExtra: true }
  const cut = await ran(['holds.test.ts', 'hangs.test.ts'], (log) => log.includes('"passed":2'), isExtra)
  expect(cut).toEqual({ count: { passed: 2, failed: 0 }, said: ['not ended: hangs.test.ts'] })
  const whole = await ran(['holds.test.ts', 'fails.test.ts', 'broken.test.ts'], undefined, isExtra)
  expect(whole.count).toEqual({ passed: 3, failed: 3 })
})

test('no test at all is a failure', async () => {
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  expect(await runVitest({ args: ['--root', empty], output: 'ignore', say: () => undefined })).toEqual({
    passed: 0,
    failed: 1,
  })
})

test('the files that run first are there, the longest before the others', () => {
  expect(Object.keys(LONGEST).filter((file) => !existsSync(file))).toEqual([])
  const seconds = Object.values(LONGEST)
  expect(seconds).toEqual(seconds.toSorted((one, other) => other - one))
})
