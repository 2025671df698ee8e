/** A choice as it stands, or its number, is the answer and nothing else, whatever its words could tell elsewhere. */

import { expect, test } from 'vitest'
import { hear } from '../../src/norwegian/hear.ts'
import { type Asked, question as questionSchema } from '../../src/questionnaire/schema.ts'
import { questionnaires } from '../support/survey-2018.ts'
import { hearingOf } from './judge.ts'

const asked = Object.values(questionnaires)
  .flatMap(({ sections }) => sections.flatMap(({ questions }) => questions))
  .filter((one): one is Asked => one.kind === 'single')

const heard = (question: Asked, text: string) => {
  const { act, sure, content } = hear(text, hearingOf(question, 'nb'))
  return content.type === 'answer' ? { act, sure, value: content.answer.value } : { act, sure, type: content.type }
}

test.each(asked.map((question) => [question.id, question] as const))('%s', (_, question) => {
  if (question.kind !== 'single') throw new Error('not a choice of one')
  // Where choices count times, a figure may be one of these as well, and is asked about.
  const counted = question.choices.some(({ range }) => range !== undefined)
  for (const [i, { id, text }] of question.choices.entries()) {
    const stored = { act: 'answer', sure: true, value: id }
    const written = [text.nb, text.nn].filter((each) => !each.includes('{{'))
    for (const each of [
      ...written,
      ...written.map((one) => `${one.toUpperCase()}.`),
      ...(counted ? [] : [`${i + 1}`, `${i + 1}.`]),
    ])
      expect({ said: each, ...heard(question, each) }).toEqual({ said: each, ...stored })
  }
})

/** Words that the bot is told other things by: who names a choice tells of no illness, no colleague and no weariness of their own. */
const odd = questionSchema.parse({
  id: 'hvorfor',
  kind: 'single',
  text: { nb: 'Hva var grunnen?', nn: 'Kva var grunnen?' },
  choices: [
    { id: 'tid', text: { nb: 'Rakk det ikke', nn: 'Rakk det ikkje' } },
    { id: 'syk', text: { nb: 'Leder er syk', nn: 'Leiar er sjuk' } },
    { id: 'kollega', text: { nb: 'Kollega tar det', nn: 'Kollega tek det' } },
    { id: 'ny', text: { nb: 'Jeg er ny i jobben', nn: 'Eg er ny i jobben' } },
    { id: 'lei', text: { nb: 'Lei av skjemaer', nn: 'Lei av skjema' } },
  ],
})

test.each([
  ['Rakk det ikke', 'tid'],
  ['rakk det ikkje', 'tid'],
  ['Leder er syk.', 'syk'],
  ['kollega tek det', 'kollega'],
  ['Jeg er ny i jobben', 'ny'],
  ['lei av skjemaer!', 'lei'],
])('«%s» where that is a choice', (text, value) => {
  if (odd.kind === 'info') throw new Error('asks nothing')
  expect(heard(odd, text)).toEqual({ act: 'answer', sure: true, value })
})
