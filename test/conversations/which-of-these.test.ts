/** What may be one of a few things is asked about by name, each on a button that answers with it. */
import { describe, expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { presses, questionOf, sessionOf, type Tester, types } from '../support/tester.ts'
import { walks } from '../support/walker.ts'

const at = (part: 'raadmann' | 'integrering', question: string): Tester => {
  const { kari: person } = begins(['start'], part)
  for (let i = 0; i < 60 && questionOf(person) !== question; i++) walks(person, 1)
  expect(questionOf(person)).toBe(question)
  return person
}
const last = (person: Tester): string => person.log.at(-1) ?? ''
const valueAt = (person: Tester, question: string): unknown => sessionOf(person.shared).entries[question]?.answer

describe('a figure that may be a place in the list or a count', () => {
  test.each([
    ['resultatmaal_rapportering', '2', 'Én gang i året', 'aarlig'],
    ['resultatmaal_rapportering', '2', 'Minst to ganger i året', 'halvaarlig'],
    ['imdi_kontakt', '3', 'Noen ganger i året', 'noen_ganger'],
  ] as const)('at %s: «%s», and «%s» is pressed', (question, typed, pressed, value) => {
    const person = at('integrering', question)
    types(person, typed)
    expect(valueAt(person, question)).toBeUndefined()
    expect(last(person)).toContain(`[${pressed}]`)
    presses(person, pressed)
    expect(valueAt(person, question)).toEqual({ kind: 'single', value })
  })

  test('the name of one, typed, answers as well', () => {
    const person = at('integrering', 'imdi_kontakt')
    types(person, '3')
    types(person, 'en gang')
    expect(valueAt(person, 'imdi_kontakt')).toEqual({ kind: 'single', value: 'en_gang' })
  })

  test.each(['nr. 3', 'alternativ 3', 'den tredje'])('«%s» is a place and nothing else', (typed) => {
    const person = at('integrering', 'imdi_kontakt')
    types(person, typed)
    expect(valueAt(person, 'imdi_kontakt')).toEqual({ kind: 'single', value: 'en_gang' })
  })
})

test('what lies between two steps of a scale names both', () => {
  const person = at('raadmann', 'ansatte_viktig')
  types(person, 'midt på treet')
  expect(last(person)).toContain('[Ganske viktig] [Litt viktig]')
  presses(person, 'Litt viktig')
  expect(valueAt(person, 'ansatte_viktig')).toEqual({ kind: 'single', value: 'litt_viktig' })
})
