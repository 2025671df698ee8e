/** «Viktig» is neither «svært viktig» nor «ganske viktig»: at one question on a scale of four, which of two is asked. */

import { expect, test } from 'vitest'
import { afterSaying, heardAfter } from '../support/heard-at.ts'

const at = (text: string, lang: 'nb' | 'nn' = 'nb') => afterSaying('ansatte_viktig', [text], lang)

test.each([
  ...(['viktig', 'Viktig', 'det er viktig', 'viktig nå', 'viktig for oss'] as const),
  ...(['lite viktig', 'ikke så viktig', 'ikke så viktig akkurat nå', 'mindre viktig', 'ikke veldig viktig'] as const),
])('«%s» is asked about, and nothing is stored', (text) =>
  expect(at(text)).toMatchObject({ stored: undefined, asked: undefined, refused: 'ambiguous_choice' }),
)

test.each(['viktig', 'lite viktig', 'ikkje så viktig', 'mindre viktig', 'ikkje særleg viktig'])('nn: «%s»', (text) =>
  expect(at(text, 'nn')).toMatchObject({ stored: undefined, asked: undefined, refused: 'ambiguous_choice' }),
)

test.each([
  ['litt viktig', 'litt_viktig'],
  ['ganske viktig', 'viktig'],
  ['svært viktig', 'svaert_viktig'],
  ['kjempeviktig', 'svaert_viktig'],
  ['ikke viktig', 'ikke_viktig'],
])('«%s» says its step', (text, step) => expect(heardAfter('ansatte_viktig', [text])).toBe(`= ${step}`))
