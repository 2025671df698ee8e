/** What is asked about the open question is answered in words; the same again brings the whole page, another thing its own answer. */
import { expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { questionOf, type Tester, types } from '../support/tester.ts'

const at = (part: 'integrering' | 'raadmann', question: string): Tester => {
  const { kari: person } = begins(['start'], part)
  const answers = part === 'raadmann' ? ['rådmann', '7', 'ja', 'nei'] : ['hopp over', 'nei']
  for (let i = 0; i < 60 && questionOf(person) !== question; i++) types(person, answers[i % answers.length] ?? '')
  expect(questionOf(person)).toBe(question)
  return person
}
const says = (person: Tester, text: string): string => {
  const before = person.log.length
  types(person, text)
  return person.log.slice(before + 1).join('\n')
}
const page = '== Hjelp =='

test.each([
  ['integrering', 'imdi_nytte', 'hva er forskjellen på 1 og 2?', 'hva er forskjellen på 3 og 4?', 'Litt nyttig'],
  ['integrering', 'imdi_nytte', 'hva er forskjellen på 2 og 3?', 'hva er forskjellen på 2 og 4?', 'Ikke nyttig'],
  ['integrering', 'imdi_viktighet', 'kva er skilnaden på 1 og 3?', 'kva er skilnaden på 2 og 3?', 'Ganske viktig'],
  [
    'raadmann',
    'svingninger_hvilke',
    'kva er skilnaden på bemanning og kompetanse?',
    'kva er skilnaden på bemanning og økonomi?',
    'Bemanning er',
  ],
  [
    'raadmann',
    'svingninger_hvilke',
    'hva er forskjellen på bemanning og økonomi?',
    'hva er forskjellen på bemanning og kompetanse?',
    'ompetanse',
  ],
] as const)('%s, %s: after «%s», «%s» has its own answer', (part, question, first, second, named) => {
  const person = at(part, question)
  const one = says(person, first)
  const other = says(person, second)
  expect(one).not.toContain(page)
  expect(other).not.toContain(page)
  expect(other).not.toBe(one)
  expect(other).toContain(named)
  expect(says(person, second)).toContain(page)
})
