/** How many slips lie between two words: as many as the plain definition counts, whatever is left out on the way. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance } from '../../src/norwegian/said.ts'

/** Optimal string alignment by its definition. */
const plainly = (a: string, b: string): number => {
  const known = new Map<string, number>()
  const between = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j
    const key = `${i} ${j}`
    const found = known.get(key)
    if (found !== undefined) return found
    const ways = [between(i - 1, j) + 1, between(i, j - 1) + 1, between(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)]
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ways.push(between(i - 2, j - 2) + 1)
    const least = Math.min(...ways)
    known.set(key, least)
    return least
  }
  return between(a.length, b.length)
}

test.each([
  ['viktig', 'vikitg', 1],
  ['uviktig', 'viktig', 1],
  ['flyktning', 'flykning', 1],
  ['kommune', 'kommune', 0],
  ['rådmann', 'raadmann', 2],
  ['bolig', 'helse', 4],
  ['', 'ja', 2],
])('«%s» and «%s» are %i slips apart', (a, b, slips) => {
  expect(editDistance(a, b, 5)).toBe(slips)
  expect(editDistance(a, b, 0)).toBe(slips === 0 ? 0 : 1)
})

test('any two words, up to any limit', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'å', 'æ', ' ', '1', 'A'), maxLength: 9 })
  fc.assert(
    fc.property(word, word, fc.nat(4), (a, b, limit) => {
      expect(editDistance(a, b, limit)).toBe(Math.min(plainly(a, b), limit + 1))
    }),
    { numRuns: 2_000 },
  )
})
