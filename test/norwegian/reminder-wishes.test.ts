/** «Minn meg på fredag»: every weekday, in both language forms, also in the middle of a question. */
import { expect, test } from 'vitest'
import { commandOf } from '../../src/norwegian/commands.ts'
import type { Hearing } from '../../src/norwegian/types.ts'

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

test.each(['minn meg neste fredag', 'mandag', 'møte på fredag'])('%s is no wish for one day', (text) => {
  expect(commandOf(text, outside)).toBeUndefined()
})
