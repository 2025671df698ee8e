/** «Slik svarte andre» is a command in both forms; while the survey is open it is told when there is something to see. */
import { expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { questionOf, types } from '../support/tester.ts'

test.each([
  ['nb', 'slik svarte andre'],
  ['nb', 'Se hva andre svarte'],
  ['nn', 'Slik svarte andre'],
  ['nn', 'sjå kva andre svarte'],
] as const)('in %s, «%s» is told the deadline and moves nobody', (language, said) => {
  const { kari: person } = begins(['start'], 'integrering', language)
  const before = questionOf(person)
  const { replies, session } = types(person, said)
  expect(person.log.at(-1)).toContain('Svarfristen er ')
  expect(person.log.at(-1)).not.toContain('{{')
  expect(replies).toHaveLength(1)
  expect([questionOf(person), session.entries]).toEqual([before, {}])
})
