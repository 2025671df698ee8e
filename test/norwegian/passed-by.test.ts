/** «Nei, hopp over», at a question that can be answered by no: it is passed by, and nothing is answered. */

import { expect, test } from 'vitest'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, questionOf, sessionOf, sharedSession, type Tester, tester, types } from '../support/tester.ts'
import { walks } from '../support/walker.ts'

const at = (part: 'raadmann' | 'integrering', question: string): Tester => {
  const person = tester(sharedSession(worldOf(questionnaires[part], units.kommune)), 'nb')
  joins(person)
  types(person, 'start')
  for (let i = 0; i < 60 && questionOf(person) !== question; i++) walks(person, 1)
  expect(questionOf(person)).toBe(question)
  return person
}

test.each([
  ['raadmann', 'svingninger', 'nei, hopp over'],
  ['raadmann', 'svingninger', 'nei, det hopper vi over'],
  ['raadmann', 'tolk_retningslinjer', 'nei hopp over denne'],
  ['raadmann', 'ansatte_andel', 'nei, skip'],
  ['integrering', 'resultatmaal', 'nei gidder ikke, hopp over'],
  ['integrering', 'nav_avtale', 'næ, den står eg over'],
  ['integrering', 'nav_avtale', 'Nei takk, hoppar over'],
  ['integrering', 'samarbeid_kommuner', 'vil ikkje svare, hopp over'],
] as const)('%s, %s: «%s»', (part, question, text) => {
  const person = at(part, question)
  types(person, text)
  expect(sessionOf(person.shared).entries[question]).toMatchObject({ missing: 'skipped' })
  expect(questionOf(person)).not.toBe(question)
})

// A no with something told beside it is a no, or asked about; what was dropped is no question.
test.each([
  ['raadmann', 'svingninger', 'nei, ikke hopp over'],
  ['integrering', 'nav_avtale', 'nei, du skal ikkje hoppe over'],
  ['raadmann', 'tolk_retningslinjer', 'nei'],
  ['raadmann', 'tolk_retningslinjer', 'nei, det droppet vi'],
  ['integrering', 'nav_avtale', 'nei, neste'],
  ['integrering', 'samarbeid_kommuner', 'nei, vi står over for store endringer'],
] as const)('%s, %s: «%s» is not passed by', (part, question, text) => {
  const person = at(part, question)
  types(person, text)
  expect(sessionOf(person.shared).entries[question]?.missing).toBeUndefined()
})
