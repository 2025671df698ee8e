/** The shape of `src`: what it may not lose, and what may grow only on purpose. `scripts/structure.ts` prints it all. */
import { expect, test } from 'vitest'
import { shapeOf } from '../support/repo/structure.ts'

const shape = shapeOf()

test('no folder imports one that stands further out', () => {
  expect(shape.arrowsUp).toEqual([])
})

test('files outside kinds/ that ask for the kind of a question or an answer', () => {
  expect(shape.kinds).toEqual(['src/questionnaire/shape.ts'])
})
