/** What goes on by itself: every step is done, and one that keeps failing is seen. */

import { expect, test } from 'vitest'
import { StoreAway } from '../../src/app/ports/progress.ts'
import { allOf, roundBook } from '../../src/app/upkeep/rounds.ts'

const HOUR_MS = 3_600_000

const book = () => {
  const clock = { at: 0 }
  const logged: { level: string; event: string; fields: Record<string, unknown> }[] = []
  const at = (level: string) => (fields: Record<string, unknown>, event: string) =>
    void logged.push({ level, event, fields })
  const log = { info: at('info'), warn: at('warn'), error: at('error') }
  return { clock, logged, rounds: roundBook({ log, now: () => clock.at }) }
}
const fails = async () => {
  throw Object.assign(new Error('Ola Nordmann skrev dette'), { code: '23514' })
}

test('a step that fails stops no other, and its fault is thrown when all are done', async () => {
  const done: string[] = []
  const steps = ['a', 'b', 'c'].map((name) => ({
    name,
    work: async () => {
      if (name === 'a') throw new StoreAway('away')
      done.push(name)
    },
  }))
  const { rounds } = book()
  await expect(allOf(steps, rounds)).rejects.toThrow(StoreAway)
  await expect(allOf(steps)).rejects.toThrow(StoreAway)
  expect(done).toEqual(['b', 'c', 'b', 'c'])
  expect(rounds.inARow()).toEqual({ a: 1, b: 0, c: 0 })
})

test('once is no alarm, twice in a row is, and going well ends it', async () => {
  const { rounds } = book()
  expect(await rounds.run('retention.links', fails)).toBe(false)
  expect(rounds.failing()).toEqual([])
  expect(await rounds.run('retention.links', async () => undefined)).toBe(true)
  await rounds.run('retention.links', fails)
  expect(rounds.failing()).toEqual([])
  await rounds.run('retention.links', fails)
  expect(rounds.failing()).toEqual(['retention.links'])
  expect(rounds.inARow()).toEqual({ 'retention.links': 2 })
  await rounds.run('retention.links', async () => undefined)
  expect(rounds.failing()).toEqual([])
})

test('the second time is an error in the log, with a code and without what was written', async () => {
  const { rounds, logged } = book()
  for (const _ of [1, 2, 3]) await rounds.run('sweep', fails)
  expect(logged.map(({ level, event }) => [level, event])).toEqual([
    ['warn', 'round.failed'],
    ['error', 'round.failing'],
    ['warn', 'round.failed'],
  ])
  expect(logged[1]?.fields).toEqual({ round: 'sweep', inARow: 2, fault: 'Error', code: '23514' })
  expect(JSON.stringify(logged)).not.toContain('Ola')
})

test('one piece of work that keeps failing is seen among others that go well', () => {
  const { rounds } = book()
  for (const _ of [1, 2]) {
    rounds.note('job.outside', new StoreAway('away'), 'one')
    rounds.note('job.outside', null, 'other')
  }
  expect(rounds.failing()).toEqual(['job.outside'])
  rounds.note('job.outside', null, 'one')
  expect(rounds.failing()).toEqual([])
})

test('different pieces that fail once each are no alarm', () => {
  const { rounds } = book()
  for (const item of ['one', 'two', 'three']) rounds.note('job.deliver', new Error('x'), item)
  expect(rounds.failing()).toEqual([])
  expect(rounds.inARow()).toEqual({ 'job.deliver': 1 })
})

test('what another process has done meanwhile is not held against this one for ever', () => {
  const { rounds, clock } = book()
  for (const _ of [1, 2]) rounds.note('job.outside', new Error('x'), 'one')
  clock.at = HOUR_MS
  expect(rounds.failing()).toEqual(['job.outside'])
  clock.at = 4 * HOUR_MS
  expect(rounds.failing()).toEqual([])
})

test('a fault that is no error counts too', async () => {
  const { rounds } = book()
  const odd = () => Promise.reject(null)
  expect(await rounds.run('odd', odd)).toBe(false)
  expect(await rounds.run('odd', () => Promise.reject('text'))).toBe(false)
  expect(rounds.failing()).toEqual(['odd'])
})
