/** The shape of `src`: what holds for good, and what grows only on purpose. `scripts/structure.ts` prints it all. */
import { expect, test } from 'vitest'
import { filesOf, textOf } from '../support/repo/source-files.ts'
import { shapeOf } from '../support/repo/structure.ts'

const shape = shapeOf()

/**
 * What `src` may come to. A commit that needs more raises the figure and says why in its body; one that makes less of it
 * lowers the figure. `imports`: lines for every 100; `oneImporter`: per cent of files that one other file alone imports.
 */
const most = { files: 500, lines: 77_900, imports: 4.7, oneImporter: 33, longestFunction: 72 }

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

// What is heard has its own words in norwegian/; elsewhere such a name says whose it is (`ShownAnswer`).
test.each(['Given', 'Asked', 'Shown', 'Read', 'Told', 'Known', 'Said', 'Place'])(
  'a type that is called %s and no more leaves one file at most',
  (name) => {
    const exported = new RegExp(`^export type ${name}\\b`, 'm')
    const files = filesOf('src/**/*.ts').filter((file) => !file.startsWith('src/norwegian/'))
    expect(files.filter((file) => exported.test(textOf(file))).length).toBeLessThanOrEqual(1)
  },
)
