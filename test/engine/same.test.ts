import { expect, test } from 'vitest'
import { same } from '../../src/engine/draft.ts'

test.each([
  ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
  ['a key that is absent and one that is undefined', { a: 1 }, { a: 1, b: undefined }, true],
  ['a key more on the right', { a: 1 }, { a: 1, b: 2 }, false],
  ['a key more on the left', { a: 1, b: 2 }, { a: 1 }, false],
  ['another value further in', { a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, false],
  ['lists in another order', [1, 2], [2, 1], false],
  ['nothing and an empty object', null, {}, false],
])('%s', (_name, a, b, expected) => expect(same(a, b)).toBe(expected))
