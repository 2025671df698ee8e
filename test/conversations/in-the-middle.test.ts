/** What people write at a question that is no answer to it: they greet when they come back, and ask what is meant. */
import { beforeEach, expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { entryOf } from '../support/says-at.ts'
import { presses, questionOf, seatOf, type Tester, types } from '../support/tester.ts'

let kari: Tester

beforeEach(() => {
  kari = begins(['start', 'rådmann'], 'raadmann').kari
})

const said = (): string => kari.log.slice(-2).join('\n')

test('«start» shows the question again', () => {
  types(kari, 'start')
  expect(said()).toContain('Velkommen tilbake! Her var du.')
  expect(questionOf(kari)).toBe('leder_aar')
})

test.each(['hei', 'Hei!', 'God morgen', 'halla'])(
  '«%s» is greeted, with the question in a line and no card',
  (text) => {
    types(kari, text)
    expect(said()).toMatch(/Hei.*\n\s*\n\s*Spørsmålet er: Hvor mange år/)
    expect(said()).not.toContain('[')
    types(kari, text)
    expect(said()).not.toContain('Velkommen')
  },
)

test.each([
  ['Hva betyr dette?', 'Rund av til hele år.'],
  ['Hvilken stilling mener dere?', 'Vi mener stillingen du svarte på forrige spørsmål'],
])('«%s» gets what the question says of it', (text, told) => {
  types(kari, text)
  expect(said()).toContain(told)
  expect(questionOf(kari)).toBe('leder_aar')
})

test('thanks are no greeting, and an answer after a greeting is the answer', () => {
  types(kari, 'takk')
  expect(said()).not.toContain('Velkommen tilbake')
  types(kari, 'Hei, 4 år')
  expect(said()).toContain('Lagret: 4 år')
})

test('in a question with words of one’s own it is asked whether a question is the answer', () => {
  for (let i = 0; i < 10 && questionOf(kari) !== 'leder_merknad'; i++) types(kari, 'hopp over')
  types(kari, 'Når kommer rapporten?')
  expect(said()).toContain('Er dette et svar, eller et spørsmål til oss?')
  presses(kari, 'Et svar')
  expect(entryOf(kari, 'leder_merknad')?.answer).toEqual({ kind: 'text', value: 'Når kommer rapporten?' })
  expect(seatOf(kari).position.at).toBe('review')
})
