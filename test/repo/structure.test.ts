/** The shape of `src`: what holds for good, and what grows only on purpose. `scripts/structure.ts` prints it all. */
import { expect, test } from 'vitest'
import { shapeOf } from '../support/repo/structure.ts'

const shape = shapeOf()

/**
 * What `src` may come to. A commit that needs more raises the figure and says why in its body; one that makes less of it
 * lowers the figure. `imports`: lines for every 100; `oneImporter`: per cent of files that one other file alone imports.
 */
const most = { files: 486, lines: 71_800, imports: 4.7, oneImporter: 34, longestFunction: 76 }

test('no folder imports one that stands further out', () => {
  expect(shape.arrowsUp).toEqual([])
})

test('outside kinds/ one file names kinds of questions: the others ask it for the shape', () => {
  expect(shape.kinds).toEqual(['src/questionnaire/shape.ts'])
})

test('the count of kinds sees those that kinds/ names', () => {
  expect(shape.kindsWithin).toBeGreaterThan(3)
})

test('patterns of words stand in norwegian/', () => {
  expect(shape.words).toEqual([])
})

test.each([
  ['files', shape.files],
  ['lines', shape.lines],
  ['imports', shape.imports],
  ['oneImporter', shape.oneImporter],
  ['longestFunction', shape.longest.lines],
] as const)('%s grow on purpose only', (figure, value) => {
  expect(value, `${figure} of src; the most is in this test`).toBeLessThanOrEqual(most[figure])
})
