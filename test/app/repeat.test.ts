/** The same typed text again: delivered a second time because the first seemed lost, or meant. */

import { expect, test } from 'vitest'
import { hashOf, isRepeat } from '../../src/app/conversation/take.ts'

const SECOND_MS = 1_000
const text = hashOf('ja')
/** Typed at 0 and answered so many ms later; null: not answered. */
const typed = (answeredAt: number | null) => ({ hash: text, at: 0, answeredAt })
const at = (now: number, startedAt = -1) => ({ now, startedAt, early: false })

test.each([
  ['nothing was typed before', null, at(SECOND_MS), false],
  ['answered at once: it is meant', typed(SECOND_MS), at(2 * SECOND_MS), false],
  ['answered when the channel may have given up', typed(10 * SECOND_MS), at(12 * SECOND_MS), true],
  ['just before that', typed(10 * SECOND_MS - 1), at(12 * SECOND_MS), false],
  ['not answered yet, and soon', typed(null), at(9 * SECOND_MS), false],
  ['not answered, and the channel may have given up', typed(null), at(10 * SECOND_MS), true],
  ['not answered, as the process died: soon is a repeat too', typed(null), at(SECOND_MS, 500), true],
  ['after a minute', typed(null), at(60 * SECOND_MS + 1), false],
  ['within it', typed(null), at(60 * SECOND_MS), true],
])('%s', (_name, before, when, expected) => expect(isRepeat(before, text, when)).toBe(expected))

test('another text is no repeat, and blanks around it make no other text', () => {
  expect(isRepeat(typed(null), hashOf('nei'), at(20 * SECOND_MS))).toBe(false)
  expect(hashOf(' ja\n')).toBe(text)
})

test('what the turn before said has not come through: the same text again asks for it', () => {
  expect(isRepeat(typed(SECOND_MS), text, { ...at(2 * SECOND_MS), early: true })).toBe(true)
})
