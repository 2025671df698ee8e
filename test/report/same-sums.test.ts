/** «Minst ett» of two waves is compared only where it sums the same choices. */

import { expect, test } from 'vitest'
import type { Questionnaire, QuestionOf } from '../../src/questionnaire/schema.ts'
import { buildReport } from '../../src/report/build-report.ts'
import { comparedReport } from '../support/two-waves.ts'

type Choices = QuestionOf<'multiple'>['choices']

const made = await comparedReport()
const altered = (it: Questionnaire, change: (choices: Choices) => Choices): Questionnaire => ({
  ...it,
  sections: it.sections.map((section) => ({
    ...section,
    questions: section.questions.map((question) =>
      question.kind === 'multiple' ? { ...question, choices: change(question.choices) } : question,
    ),
  })),
})
/** Of the question with several choices, where one of the waves asked it so. */
const comparedMeasures = (wave: 'before' | 'now', change: (choices: Choices) => Choices) => {
  const { before, questionnaires } = made.input
  if (before === undefined) throw new Error('nothing is compared')
  const { report } = buildReport({
    ...made.input,
    ...(wave === 'now'
      ? { questionnaires: questionnaires.map((it) => altered(it, change)) }
      : { before: { ...before, questionnaires: before.questionnaires.map((it) => altered(it, change)) } }),
  })
  const found = report.since?.items.find(({ variable }) => variable === 'tiltak')
  return found?.measures.map(({ measure }) => measure)
}
const more = (id: string, exclusive: boolean) => (choices: Choices) => [
  ...choices,
  { id, text: { nb: id, nn: id }, specify: false, exclusive },
]

test.each<[string, 'before' | 'now', (choices: Choices) => Choices]>([
  ['a choice more', 'now', more('tolk', false)],
  ['a choice fewer', 'before', more('tolk', false)],
  ['a choice less that was there', 'now', (choices) => choices.filter(({ id }) => id !== 'kurs')],
  ['another id', 'now', (choices) => choices.map((one) => (one.id === 'kurs' ? { ...one, id: 'opplaering' } : one))],
  [
    'one that was to be taken alone',
    'before',
    (choices) => choices.map((one) => ({ ...one, exclusive: one.id !== 'kurs' })),
  ],
])('of other choices it is not compared, each choice is: %s', (_, wave, change) => {
  const measures = comparedMeasures(wave, change)
  expect(measures).not.toContain('any')
  expect(measures).toEqual(expect.arrayContaining(['veiledning', 'ingen']))
})

test.each<[string, 'before' | 'now', (choices: Choices) => Choices]>([
  ['as they were', 'now', (choices) => choices],
  ['in another order', 'now', (choices) => [...choices].reverse()],
  ['in another order then', 'before', (choices) => [...choices].reverse()],
  ['with other texts', 'now', (choices) => choices.map((one) => ({ ...one, text: { nb: 'Noe', nn: 'Noko' } }))],
  ['with one more to be taken alone', 'now', more('vet_ikke', true)],
])('of the same choices it is compared: %s', (_, wave, change) =>
  expect(comparedMeasures(wave, change)).toContain('any'),
)
