import { describe, expect, it } from 'vitest'
import { onePerPerson, stageOf } from '../../src/reminders/whom.ts'

describe('which text a reminder has', () => {
  it.each([
    ['not_started', 0, 24, 'not_started'],
    ['started', 0, 24, 'not_started'],
    ['started', 1, 24, 'started'],
    ['started', 23, 24, 'started'],
    ['started', 24, 24, 'all_answered'],
    ['reopened', 24, 24, 'reopened'],
    ['reopened', 3, 24, 'reopened'],
  ] as const)('%s, %i of %i', (state, answered, of, expected) => {
    expect(stageOf({ state, answered, of })).toBe(expected)
  })
})

describe('one message per person', () => {
  const of = (id: string, personId: string | null) => ({ id, personId })

  it.each([
    ['two parts', [of('a', 'p'), of('b', 'p')], ['a'], ['b']],
    ['two people in one unit', [of('a', 'p'), of('b', 'q')], ['a', 'b'], []],
    ['people not known in Teams are all listed', [of('a', null), of('b', null)], ['a', 'b'], []],
    ['nobody', [], [], []],
  ])('%s', (_, candidates, first, again) => {
    const split = onePerPerson(candidates)
    expect(split.first.map(({ id }) => id)).toEqual(first)
    expect(split.again.map(({ id }) => id)).toEqual(again)
  })
})
