/** Short bare forms where they are said: at the start, at a question, over the answers and at «vil du sende inn?». */

import { beforeEach, expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { lastSaid, questionOf, type Shared, seatOf, sessionOf, type Tester, types } from '../support/tester.ts'

let shared: Shared
let kari: Tester

beforeEach(() => {
  ;({ shared, kari } = begins(['start'], 'raadmann'))
})

test.each([
  ['Må jeg?', 'akkurat dette spørsmålet må ha et svar|hopp over'],
  ['Torsdag etter lunsj', 'alt er lagret|Du kan fortsette'],
  ['hva mener du selv?', 'har ingen mening om det'],
  ['er det her et ekte menneske eller en robot?', 'et dataprogram'],
  ['vi er bydel, gjelder dette oss?', 'dere er blant dem'],
  ['sender den til Per på NAV', '«send videre»'],
  ['Berit kan du sjekke tallene for i fjor?', 'noen andre|ikke til meg'],
])('at a question «%s» gets a word back and stores nothing', (text, answer) => {
  const [question, before] = [questionOf(kari), sessionOf(shared)]
  types(kari, text)
  expect(lastSaid(kari)).toMatch(new RegExp(answer, 'i'))
  expect(lastSaid(kari)).not.toContain('høres hyggelig ut')
  expect(sessionOf(shared)).toEqual(before)
  expect(questionOf(kari)).toBe(question)
})

test('«hopp over, den tar jeg etterpå» passes the question by', () => {
  types(kari, '1')
  const question = questionOf(kari)
  types(kari, 'hopp over, den tar jeg etterpå')
  expect(questionOf(kari)).not.toBe(question)
})

/** Stands at «vil du sende inn?». */
const atConsent = () => {
  types(kari, '1')
  types(kari, 'send inn')
  expect(seatOf(kari).pending?.type).toBe('submit')
}

test.each(['ikkje send!!', 'ikke send inn', 'vent med å sende', 'itj send', 'stopp, ikke lever nå'])(
  'at «vil du sende inn?» «%s» sends nothing and shows the answers',
  (text) => {
    atConsent()
    types(kari, text)
    expect(sessionOf(shared).state).not.toBe('submitted')
    expect(seatOf(kari).pending).toBeNull()
    expect(seatOf(kari).position.at).toBe('review')
  },
)

test.each(['Hva skjer hvis jeg oppdager en feil etterpå', 'kan det endrast seinare?', 'kan det rettes etterpå?'])(
  'at «vil du sende inn?» «%s» is told how to change, and asked again',
  (text) => {
    atConsent()
    types(kari, text)
    expect(lastSaid(kari)).toContain('også etter at dere har sendt inn')
    expect(sessionOf(shared).state).not.toBe('submitted')
    expect(seatOf(kari).pending?.type).toBe('submit')
  },
)

test.each(['Ser greit ut, men vent med å sende', 'bra det, men ikke send inn', 'det er fint, men vent med å levere'])(
  'over the answers «%s» is no wish to send in',
  (text) => {
    atConsent()
    types(kari, 'nei')
    types(kari, text)
    expect(seatOf(kari).pending).toBeNull()
    expect(sessionOf(shared).state).not.toBe('submitted')
    expect(lastSaid(kari)).toMatch(/lagret|den tiden du trenger/)
  },
)
