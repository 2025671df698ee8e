/** A tester who has come to a question of the integration part by ordinary answers. */
import type { Language } from '../../src/questionnaire/schema.ts'
import { drafted, units, worldOf } from './survey.ts'
import { joins, questionOf, seatOf, sessionOf, sharedSession, type Tester, tester, types } from './tester.ts'

const given: Record<string, string> = {
  ansvarlig_rolle: 'rektor',
  ansvarlig_aar: '12',
  bosetter: '1',
  bosatt_antall: '17',
  introprogram: '1',
}

/** Answers to both parts of 2018, by question, with something of each kind. */
const answered: Readonly<Record<string, string>> = {
  ansvarlig_rolle: 'rektor',
  ansvarlig_aar: '0',
  bosetter: '1',
  bosatt_antall: '12',
  bosatt_mindreaarige: '4',
  introprogram: '1',
  introprogram_deltakere: '9',
  introprogram_plassering: 'nav',
  resultatmaal: 'nei',
  imdi_nytte: '2 på alle 11',
  imdi_viktighet: '3 på alle 11',
  leder_rolle: 'rådmann',
  leder_aar: '7',
  svingninger: 'ja',
  svingninger_hvilke: 'økonomi',
  svingninger_grep: '1',
  ansatte_tiltak: 'ja',
  ansatte_tiltak_hvilke: 'intervjugaranti',
  ansatte_andel: '10',
  tolk_retningslinjer: 'nei',
}

/** Somebody at this question of the integration part, who then says these words. */
export const saysAt = (question: string, said: readonly string[], language: Language = 'nb'): Tester => {
  const person = tester(sharedSession(worldOf(drafted.integrering, units.kommune)), language)
  joins(person)
  types(person, 'start')
  answersUntil(person, () => questionOf(person) === question, given)
  for (const text of said) types(person, text)
  return person
}
/** Types what a table tells at each question, else «hopp over», and «ja» to what then waits, until the fact holds. Throws where it never does. */
export const answersUntil = (
  person: Tester,
  holds: () => boolean,
  told: Readonly<Record<string, string>> = answered,
): void => {
  for (let i = 0; i < 60 && !holds(); i++) {
    types(person, told[questionOf(person) ?? ''] ?? 'hopp over')
    if (seatOf(person).pending !== null) types(person, 'ja')
  }
  if (!holds()) throw new Error(`it ends at «${questionOf(person)}»`)
}

/** The answer that waits for a yes, and its question; undefined: none does. */
export const proposed = (person: Tester) => {
  const { pending } = seatOf(person)
  return pending?.type === 'confirm' ? { question: pending.question, value: pending.answer.value } : undefined
}

/** What stands at a question. */
export const entryOf = (person: Tester, question: string) => sessionOf(person.shared).entries[question]
