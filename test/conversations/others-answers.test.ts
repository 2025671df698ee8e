/** «Slik svarte andre» is a command in both forms; while the survey is open it is told when there is something to see. */
import { expect, test } from 'vitest'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, questionOf, sharedSession, tester, types } from '../support/tester.ts'

test.each([
  ['nb', 'slik svarte andre'],
  ['nb', 'Se hva andre svarte'],
  ['nn', 'Slik svarte andre'],
  ['nn', 'sjå kva andre svarte'],
] as const)('in %s, «%s» is told the deadline and moves nobody', (language, said) => {
  const person = tester(sharedSession(worldOf(questionnaires.integrering, units.kommune)), language)
  joins(person)
  types(person, 'start')
  const before = questionOf(person)
  const { replies, session } = types(person, said)
  expect(person.log.at(-1)).toContain('Svarfristen er ')
  expect(person.log.at(-1)).not.toContain('{{')
  expect(replies).toHaveLength(1)
  expect([questionOf(person), session.entries]).toEqual([before, {}])
})
