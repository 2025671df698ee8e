/** What seems to be about one person is asked about, with buttons, before it is stored: in a text and in «annet», typed or in a card. */

import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { openCardOf } from '../support/one-answering.ts'
import { entryOf, saysAt } from '../support/says-at.ts'
import { buttonsOf, presses, types } from '../support/tester.ts'

const FNR = '010190 10046'
const at = (said: string[], language: Language = 'nb') => saysAt('imdi_savn', said, language)
const titles = (person: ReturnType<typeof at>) => buttonsOf(openCardOf(person)).map(({ title }) => title)

describe.each<[Language, string, string, string]>([
  ['nb', 'Det ser ut som et fødselsnummer. Skal det med?', 'Endre', 'Ikke nevn enkeltpersoner.'],
  ['nn', 'Det ser ut som eit fødselsnummer. Skal det med?', 'Endre', 'Ikkje nemn enkeltpersonar.'],
])('in %s', (language, asked, no, word) => {
  test('a word beside the field, then the question with its buttons; nothing is stored', () => {
    const person = at([], language)
    expect(person.log.join('\n')).toContain(word)
    types(person, `Gjelder ${FNR}`)
    expect(person.log.slice(-2).join()).toContain(asked)
    expect(titles(person)).toEqual(['Ja, ta det med', no])
    expect(entryOf(person, 'imdi_savn')).toBeUndefined()
  })
})

test('«ja» stores it as it was written, by the button and typed', () => {
  for (const yes of ['button', 'typed'] as const) {
    const person = at([`Gjelder\t${FNR}`])
    if (yes === 'button') presses(person, 'Ja, ta det med')
    else types(person, 'ja')
    expect(entryOf(person, 'imdi_savn')?.answer).toEqual({ kind: 'text', value: `Gjelder\t${FNR}` })
  }
})

test('«nei» stores nothing, and the card takes the answer again', () => {
  for (const no of ['button', 'typed'] as const) {
    const person = at([`Gjelder ${FNR}`])
    if (no === 'button') presses(person, 'Endre')
    else types(person, 'nei')
    expect(entryOf(person, 'imdi_savn')).toBeUndefined()
    types(person, 'Flere boliger')
    expect(entryOf(person, 'imdi_savn')?.answer).toEqual({ kind: 'text', value: 'Flere boliger' })
  }
})

test('in a card’s field', () => {
  const person = at([])
  presses(person, 'Svar', { answer: 'Ho har PTSD' })
  expect(person.log.slice(-2).join()).toContain('Det ser ut til å handle om helsen til en person. Skal det med?')
  expect(entryOf(person, 'imdi_savn')).toBeUndefined()
  presses(person, 'Ja, ta det med')
  expect(entryOf(person, 'imdi_savn')?.answer).toEqual({ kind: 'text', value: 'Ho har PTSD' })
})

test('in «annet», in one line and when it is asked what', () => {
  const typed = saysAt('bosetting_krevende', [`annet: ${FNR}`])
  expect(typed.log.slice(-2).join()).toContain('Det ser ut som et fødselsnummer. Skal det med?')
  expect(entryOf(typed, 'bosetting_krevende')).toBeUndefined()
  types(typed, 'ja')
  expect(entryOf(typed, 'bosetting_krevende')?.answer).toMatchObject({ value: ['annet'], other: FNR })
  const asked = saysAt('bosetting_krevende', ['annet', 'Han har kreft'])
  expect(asked.log.slice(-2).join()).toContain('Skal det med?')
  expect(entryOf(asked, 'bosetting_krevende')).toBeUndefined()
  const pressed = saysAt('bosetting_krevende', [])
  presses(pressed, 'Svar', { answer: 'annet', other: FNR })
  expect(pressed.log.slice(-2).join()).toContain('Skal det med?')
  expect(entryOf(pressed, 'bosetting_krevende')).toBeUndefined()
})
