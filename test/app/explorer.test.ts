/**
 * The turn protocol, exhaustively: every order in which reads, commits, answers, messages, deliveries and deaths of two
 * processes can follow each other, around the real engine, held to architecture.md «What must always hold» 1, 2, 3, 5, 6.
 */
import { describe, expect, test } from 'vitest'
import { counted } from '../support/counted.ts'
import { explore } from '../support/explorer/explore.ts'
import { scenarios } from '../support/explorer/scenarios.ts'

/** What a machine of two cores looks through in seconds; a scenario that outgrows it says so. */
const MOST_STATES = 400_000

describe.each(scenarios)('$name', (scenario) => {
  test('every order keeps the rules', () => {
    const { states, moves, depth, ends } = explore(scenario, MOST_STATES)
    counted(`explored: ${states} states, ${moves} moves, depth ${depth}, ${ends} ends`, { states })
    expect(ends).toBeGreaterThan(0)
  })
})

/** A search that finds nothing is only worth something if it would. */
describe.each([
  ['commit_without_comparing', 2, /^[125]: /],
  ['forget_before_storing', 4, /^6: /],
  ['handle_every_delivery', 0, /^2: /],
] as const)('with a flaw put in: %s', (flaw, which, rule) => {
  test('the rule that it breaks is named', () => {
    const scenario = scenarios[which]
    if (scenario === undefined) throw new Error('no such scenario')
    expect(() => explore({ ...scenario, flaw }, MOST_STATES)).toThrow(rule)
  })
})
