import { expect, test } from 'vitest'
import { createRates } from '../../../src/edge/teams/rates.ts'

const asking = (person: number, tenant = 'a') => ({ personId: `p${person}`, tenantId: tenant })
const now = 1_000_000

/** How many of `count` turns of one person, each ended at once, are let in. */
const letIn = (rates: ReturnType<typeof createRates>, count: number, at: number): number => {
  let inside = 0
  for (let i = 0; i < count; i++) {
    const leave = rates.enter(asking(1), at)
    if (leave === null) continue
    inside++
    leave()
  }
  return inside
}

test('a person has a burst, and ten a second after it', () => {
  const rates = createRates()
  expect(letIn(rates, 200, now)).toBe(120)
  expect(letIn(rates, 200, now + 1_000)).toBe(10)
  expect(letIn(rates, 200, now + 100_000)).toBe(120)
})

test('one person’s storm costs others nothing', () => {
  const rates = createRates()
  letIn(rates, 1_000, now)
  expect(rates.enter(asking(2), now)).not.toBeNull()
})

test('a tenant has so many turns at once, however many people; another tenant is not touched', () => {
  const rates = createRates()
  const inside = Array.from({ length: 100 }, (_, person) => rates.enter(asking(person), now))
  expect(inside.filter((leave) => leave !== null)).toHaveLength(64)
  expect(rates.enter(asking(500, 'b'), now)).not.toBeNull()
  inside[0]?.()
  expect(rates.enter(asking(501), now)).not.toBeNull()
  expect(rates.enter(asking(502), now)).toBeNull()
})

test('who is refused is told once in ten seconds', () => {
  const rates = createRates()
  const told = [0, 1, 9_999, 10_000, 10_001].map((ms) => rates.mayTell('p1', now + ms))
  expect(told).toEqual([true, false, false, true, false])
})

test('a clock that goes back fills nothing and breaks nothing', () => {
  const rates = createRates()
  expect(letIn(rates, 120, now)).toBe(120)
  expect(letIn(rates, 10, now - 60_000)).toBe(0)
})
