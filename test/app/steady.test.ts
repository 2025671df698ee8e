import { expect, test } from 'vitest'
import { isWithin } from '../../src/app/steady.ts'

test.each([
  ['just now', 0, true],
  ['a moment ago', -999, true],
  ['long enough ago', -1_000, false],
  ['never', Number.NEGATIVE_INFINITY, false],
  ['before the clock was set back', 1, false],
  ['before the clock was set back a year', 365 * 86_400_000, false],
])('%s', (_, at, is) => expect(isWithin(1_000, 1_543_000_000_000 + at, 1_543_000_000_000)).toBe(is))
