/** Signs that carry yes or no: only what is ticked is stored, or it is asked. */

import { expect, test } from 'vitest'
import { understand } from '../../src/norwegian/understand.ts'
import { question as schema } from '../../src/questionnaire/schema.ts'
import { allShown, ask } from '../engine/build.ts'

const named = (...texts: string[]) =>
  texts.map((text) => ({ id: text.toLowerCase(), text: { nb: text, nn: text }, specify: text === 'Annet' }))
const several = ask({ kind: 'multiple', choices: named('Korps', 'Grilling', 'Konsert', 'Annet') })
const one = ask({ kind: 'single', choices: named('Ja', 'Nei') })
const number = ask({ kind: 'number' })

const meaningOf = (text: string, asked: ReturnType<typeof ask>) => {
  const question = schema.parse(asked)
  if (question.kind === 'info') throw new Error('nothing is asked')
  const { choiceIds, rowIds } = allShown(question)
  return understand(text, { question, language: 'nb', year: 2018, choiceIds: [...choiceIds], rowIds: [...rowIds] })
}

test.each<[string, string[]]>([
  ['☒ Korps\n☐ Grilling\n☐ Konsert', ['korps']],
  ['☒ Korps ☐ Grilling ☒ Konsert', ['korps', 'konsert']],
  ['☐ Korps\n☑ Grilling\n☐ Konsert', ['grilling']],
  ['[x] Korps\n[ ] Grilling\n[X] Konsert', ['korps', 'konsert']],
  ['- [ ] Korps\n- [x] Grilling', ['grilling']],
  ['1. ☐ Korps\n2. ☒ Grilling\n3. ☐ Konsert', ['grilling']],
  ['✅ Korps\n❌ Grilling\n✅ Konsert', ['korps', 'konsert']],
  ['Korps ✓, Grilling ✗, Konsert ✓', ['korps', 'konsert']],
  ['Korps ✔️\nGrilling ✖️', ['korps']],
  ['◉ Korps ○ Grilling ○ Konsert', ['korps']],
  ['🔘 Korps\n⚪ Grilling', ['korps']],
  ['✗ Korps\n☐ Grilling', ['korps']],
  ['(x) Korps ( ) Grilling ( ) Konsert', ['korps']],
  ['☒ Annet: dans\n☐ Korps', ['annet']],
  ['Korps ✅', ['korps']],
  ['👍 Korps\n👎 Grilling\n👎 Konsert', ['korps']],
  ['Korps 👍🏽, Grilling 👎🏽', ['korps']],
  ['👍 Korps\n🚫 Grilling', ['korps']],
  ['🟢 Korps 🔴 Grilling 🟢 Konsert', ['korps', 'konsert']],
  ['+ Korps\n- Grilling\n- Konsert', ['korps']],
  ['➕ Korps ➖ Grilling', ['korps']],
  ['- Korps\n- Grilling', ['korps', 'grilling']],
  ['Korps og grilling 👍', ['korps', 'grilling']],
])('«%s»: only what is ticked', (text, value) => {
  expect(meaningOf(text, several)).toMatchObject({ type: 'answer', answer: { value } })
})

test.each([
  ['crosses alone', '✗ Korps\n✗ Grilling', 'confirm'],
  ['a cross and a tick in boxes', '☑ Korps\n☒ Grilling', 'confirm'],
  ['nothing ticked', '☐ Korps\n☐ Grilling', 'ask'],
  ['rings alone', '○ Korps\n○ Grilling', 'ask'],
  ['a sign amid the text', 'Korps ✓ Grilling', 'ask'],
  ['a line without a sign', '☒ Korps\nGrilling', 'ask'],
  ['a tick of another font, and a line without', '🗸 Korps\nGrilling', 'ask'],
  ['a sign that stands alone', '✅', 'yes'],
])('%s: asked, nothing stored', (_name, text, type) => {
  expect(meaningOf(text, several).type).toBe(type)
})

test.each<[string, string]>([
  ['☐ Ja ☒ Nei', 'nei'],
  ['◉ Ja\n○ Nei', 'ja'],
  ['Ja ✓', 'ja'],
  ['[ ] Ja [x] Nei', 'nei'],
])('at one choice, «%s»', (text, value) => {
  expect(meaningOf(text, one)).toEqual({ type: 'answer', answer: { kind: 'single', value } })
})

test.each<[string, string, unknown]>([
  ['✅', 'confirm', 'ja'],
  ['❌', 'confirm', 'nei'],
  ['Nei ❌', 'confirm', 'nei'],
  ['☒ Ja ☒ Nei', 'ask', undefined],
])('at one choice, «%s» is asked about', (text, type, value) => {
  const meaning = meaningOf(text, one)
  expect([meaning.type, 'answer' in meaning && 'value' in meaning.answer ? meaning.answer.value : undefined]).toEqual([
    type,
    value,
  ])
})

test('a figure', () => {
  expect(meaningOf('☐ 12 ☒ 14', number)).toMatchObject({ type: 'answer', answer: { value: 14 } })
})
