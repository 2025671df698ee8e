/** A tester who has come to a question of the integration part by ordinary answers. */
import type { Language } from '../../src/questionnaire/schema.ts'
import { drafted, units, worldOf } from './survey.ts'
import { joins, questionOf, sessionOf, sharedSession, type Tester, tester, types } from './tester.ts'

const given: Record<string, string> = {
  ansvarlig_rolle: 'rektor',
  ansvarlig_aar: '12',
  bosetter: '1',
  bosatt_antall: '17',
  introprogram: '1',
}

/** Somebody at this question of the integration part, who then says these words. */
export const saysAt = (question: string, said: readonly string[], language: Language = 'nb'): Tester => {
  const person = tester(sharedSession(worldOf(drafted.integrering, units.kommune)), language)
  joins(person)
  types(person, 'start')
  for (let i = 0; i < 40 && questionOf(person) !== question; i++) {
    types(person, given[questionOf(person) ?? ''] ?? 'hopp over')
  }
  if (questionOf(person) !== question) throw new Error(`«${question}» was not reached`)
  for (const text of said) types(person, text)
  return person
}
/** What stands at a question. */
export const entryOf = (person: Tester, question: string) => sessionOf(person.shared).entries[question]
