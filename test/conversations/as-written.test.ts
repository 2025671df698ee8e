/** A text the whole way: from the activity of Teams over what is stored to the submission and the export, sign by sign. */

import { expect, test } from 'vitest'
import { steadyNow } from '../../src/app/steady.ts'
import { parse } from '../../src/edge/teams/parse.ts'
import { buildSubmission } from '../../src/results/submission.ts'
import { exportColumns } from '../../src/results/table.ts'
import { typed } from '../edge/teams/activities.ts'
import { saysAt } from '../support/says-at.ts'
import { sessionOf, turn } from '../support/tester.ts'

const says = (person: ReturnType<typeof saysAt>, changes: Record<string, unknown>) => {
  const activity = { ...typed('', 'https://smba.trafficmanager.net/emea/'), ...changes }
  const parsed = parse(activity, { now: steadyNow(), personIdOf: () => 'p' })
  if (parsed.type !== 'envelope') throw new Error(parsed.type)
  turn(person, parsed.envelope.input)
}

const html = (content: string) => ({ text: '', attachments: [{ contentType: 'text/html', content }] })

test.each<[string, Record<string, unknown>, string]>([
  ['a table', { text: 'År\tAntall\n2017\t12\n\t14' }, 'År\tAntall\n2017\t12\n\t14'],
  ['a table of the client', html('<table><tr><td>2017</td><td>12</td></tr></table><p>slutt</p>'), '2017\t12\nslutt'],
  ['vertical tabs', { text: 'Kulturhuset\vStorsalen' }, 'Kulturhuset\nStorsalen'],
  ['marks of direction', { text: 'navnet \u202bשלום\u202c på arabisk' }, 'navnet \u202bשלום\u202c på arabisk'],
  ['blanks and empty lines', { text: 'a  b\u00a0c\n\n\n\nd' }, 'a  b\u00a0c\n\n\n\nd'],
  ['dashes, quotes and signs', { text: '«Flere» – boliger … 🏠 “nå”' }, '«Flere» – boliger … 🏠 “nå”'],
  [
    'after a quotation',
    { text: '<quoted messageId="1"/> {{DATE(2026-01-02T03:04:05Z)}}' },
    '{{DATE(2026-01-02T03:04:05Z)}}',
  ],
])('%s', (_name, message, expected) => {
  const person = saysAt('imdi_savn', [])
  says(person, message)
  const { questionnaire, unit } = person.shared.world
  const session = { ...sessionOf(person.shared), submission: { id: crypto.randomUUID(), revision: 1, at: 2, by: 0 } }
  const document = buildSubmission({ questionnaire, unit, session, language: 'nb', completeness: 'partial' })
  expect(document.answers.imdi_savn).toMatchObject({ kind: 'text', value: expected })
  const column = exportColumns([questionnaire], 'with', { complete: 80, partial: 50 }).find(
    ({ name }) => name === 'imdi_savn',
  )
  expect(column?.cell(document)).toBe(expected)
})

test('«annet» is stored in the signs that were typed', () => {
  const person = saysAt('bosetting_krevende', [])
  says(person, { text: 'Annet: kø – hos “UDI” 🏠' })
  expect(sessionOf(person.shared).entries.bosetting_krevende?.answer).toMatchObject({
    value: ['annet'],
    other: 'kø – hos “UDI” 🏠',
  })
})
