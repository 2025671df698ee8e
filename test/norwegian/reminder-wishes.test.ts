/** «Minn meg på fredag»: every weekday, in both language forms, also in the middle of a question. */

import { expect, test } from 'vitest'
import { commandOf } from '../../src/norwegian/commands.ts'
import type { Hearing } from '../../src/norwegian/meaning.ts'

const outside: Hearing = { choiceIds: [], rowIds: [], language: 'nb', year: 2018 }

test.each([
  ['minn meg i morgon', 'tomorrow'],
  ['Minn meg på mandag', 'monday'],
  ['minn meg neste måndag', 'monday'],
  ['minn meg over helga', 'monday'],
  ['minn meg neste uke', 'monday'],
  ['Kan du minne meg på det på fredag?', 'friday'],
  ['minn meg på tysdag', 'tuesday'],
  ['minn meg onsdag', 'wednesday'],
  ['påminn meg på torsdag', 'thursday'],
  ['Minn meg på det fredag, takk', 'friday'],
  ['minn meg på laurdag', 'saturday'],
  ['minn meg på sondag', 'sunday'],
])('%s', (text, to) => {
  expect(commandOf(text, outside)).toEqual({ name: 'snooze', to })
})

test.each([
  ['minn meg på 5.1.', { day: 5, month: 1 }],
  ['Minn meg på det 5. januar', { day: 5, month: 1 }],
  ['Kan du minne meg 5/1 2019?', { day: 5, month: 1, year: 2019 }],
  ['minn meg den 05.01, takk', { day: 5, month: 1 }],
  ['påminn meg fredag 30. november', { day: 30, month: 11 }],
  ['minn meg på 1.12.18', { day: 1, month: 12, year: 2018 }],
])('%s names a day', (text, to) => {
  expect(commandOf(text, outside)).toEqual({ name: 'snooze', to })
})

test.each(['minn meg på 31.2.', 'minn meg på 5', 'minn meg på møtet 5. januar'])('%s names none', (text) => {
  expect(commandOf(text, outside)).toBeUndefined()
})

test.each(['minn meg neste fredag', 'mandag', 'møte på fredag'])('%s is no wish for one day', (text) => {
  expect(commandOf(text, outside)).toBeUndefined()
})
