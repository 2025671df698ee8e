/** Ordinary text takes a shorter way through `clean` and `bare`; it must come out as by the longer one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bare, clean } from '../../src/norwegian/said.ts'

/** A mark that the longer way removes: with it in the text, no shortcut is taken. */
const MARK = '\u200b'

const typed = fc.string({ unit: fc.constantFrom(...'abeo æøåÆØÅ09 .,;:!?-"\'`()  '), maxLength: 40 })

test('clean says the same of ordinary text on either way', () => {
  fc.assert(
    fc.property(typed, (text) => {
      expect(clean(text)).toBe(clean(`${MARK}${text}`))
    }),
  )
})

test('bare folds ordinary text as it folds text with other marks', () => {
  fc.assert(
    fc.property(typed, (text) => {
      expect(`e${bare(text)}`).toBe(bare(`é${text}`))
    }),
  )
})
