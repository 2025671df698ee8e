/** A figure of the question that comes next is told with this one's answer: it is asked about there, and is never made this one's. */
import { expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { saysAt as integrering } from '../support/says-at.ts'
import { questionOf, seatOf, sessionOf, type Tester, types } from '../support/tester.ts'

const valueAt = (person: Tester, question: string) => sessionOf(person.shared).entries[question]?.answer?.value

const proposed = (person: Tester) => {
  const { pending } = seatOf(person)
  return pending?.type === 'confirm' ? { question: pending.question, value: pending.answer.value } : undefined
}

/** At whether anybody was settled, in the survey of 2018. */
const atSettling = (...texts: string[]): Tester => begins(['start', 'rektor', '12', ...texts]).kari

test.each([
  ['32, derav 3 enslige mindreårige', 32, 3],
  ['9, hvorav to enslige mindreårige', 9, 2],
  ['24 personer, av dem 5 mindreårige', 24, 5],
  ['19 busette, og 4 av dei einslege', 19, 4],
  ['21 til sammen, 2 enslige', 21, 2],
  ['30 (6 enslige mindreårige)', 30, 6],
])('«%s» to how many were settled', (text, all, minors) => {
  const person = integrering('bosatt_antall', [text])
  if (valueAt(person, 'bosatt_antall') === undefined) types(person, 'ja')
  expect(valueAt(person, 'bosatt_antall')).toBe(all)
  expect(proposed(person)).toEqual({ question: 'bosatt_mindreaarige', value: minors })
  expect(person.log.join('\n')).toContain('Du har allerede nevnt et svar på dette.')
  types(person, 'ja')
  expect(valueAt(person, 'bosatt_mindreaarige')).toBe(minors)
})

test.each([
  ['Ja, alene. 12 personer', 12],
  ['ja, vi alene har bosatt 15', 15],
  ['Ja, alene, 23 flyktninger så langt', 23],
  ['ja 26 stk', 26],
])('«%s» to whether anybody was settled', (text, value) => {
  const person = atSettling(text)
  if (questionOf(person) === 'bosetter') types(person, 'ja')
  expect(valueAt(person, 'bosetter')).toBe('selv')
  expect(proposed(person)).toEqual({ question: 'bosatt_antall', value })
})

test('what was told stands over while the question itself is asked between two', () => {
  const person = atSettling('vi har bosatt 14 i år', 'alene')
  expect(proposed(person)).toEqual({ question: 'bosatt_antall', value: 14 })
})

test('«5 år som rådmann» tells the position and for how long', () => {
  const { kari } = begins(['start', '5 år som rådmann', 'ja'], 'raadmann')
  expect(valueAt(kari, 'leder_rolle')).toBe('raadmann')
  expect(proposed(kari)).toEqual({ question: 'leder_aar', value: 5 })
})

test('of a part of what waits no total is made', () => {
  const person = integrering('bosatt_antall', ['87', 'nei vent 12 er feil, det var 11 enslige'])
  expect(proposed(person)).toEqual({ question: 'bosatt_antall', value: 87 })
  types(person, 'ja')
  expect(valueAt(person, 'bosatt_antall')).toBe(87)
  expect(proposed(person)).toEqual({ question: 'bosatt_mindreaarige', value: 11 })
})

test.each(['det var 11 enslige mindreårige', '7 einslege mindreårige'])(
  '«%s» alone is asked about as a total',
  (text) => {
    const person = integrering('bosatt_antall', [text])
    expect(valueAt(person, 'bosatt_antall')).toBeUndefined()
    expect(proposed(person)?.question).toBe('bosatt_antall')
  },
)

test('a no to what was told ahead leaves the question open, and it is proposed once', () => {
  const person = integrering('bosatt_antall', ['32, derav 3 enslige mindreårige', 'nei'])
  expect(proposed(person)).toBeUndefined()
  expect(questionOf(person)).toBe('bosatt_mindreaarige')
  types(person, '4')
  expect(valueAt(person, 'bosatt_mindreaarige')).toBe(4)
})

test.each([
  '6 voksne og 3 barn',
  '20, i fjor var det 3 enslige mindreårige',
  '14 enslige voksne',
  '12 pluss 3 enslige mindreårige',
  '8 voksne og 2 enslige mindreårige',
  'to familier, fire enslige mindreårige',
  '18, neste år blir det 4 enslige mindreårige',
])('«%s» tells nothing of the next question', (text) => {
  const person = integrering('bosatt_antall', [text])
  expect(seatOf(person).ahead).toBeUndefined()
})

test.each([
  ['nei da er det 37 totalt og 11 enslige mindreårige', 37, 11],
  ['til sammen 23, av dem 4 enslige mindreårige', 23, 4],
  ['29 personer i alt, 6 enslige', 29, 6],
  ['8, av 44 totalt', 44, 8],
  ['totalt er det 50, 12 av dem enslige mindreårige', 50, 12],
])('«%s», where the part is asked for, puts the whole right and keeps the part', (text, all, minors) => {
  const person = integrering('bosatt_mindreaarige', [text])
  expect(proposed(person)).toEqual({ question: 'bosatt_antall', value: all })
  for (let i = 0; i < 2 && valueAt(person, 'bosatt_antall') !== all; i++) types(person, 'ja')
  expect(proposed(person)).toEqual({ question: 'bosatt_mindreaarige', value: minors })
})
