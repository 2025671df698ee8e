/** A figure of the question that comes next is told with this one's answer: it is asked about there, and is never made this one's. */
import { expect, test } from 'vitest'
import { seatText, sessionText } from '../../src/engine/stored.ts'
import { stands } from '../support/leader.ts'
import { begins } from '../support/one-answering.ts'
import { saysAt as integrering, proposed } from '../support/says-at.ts'
import { joins, questionOf, seatOf, sessionOf, type Tester, tester, turn, types } from '../support/tester.ts'

/** What stands or is proposed of how many were settled. */
const heardOf = (person: Tester) => {
  const waiting = proposed(person)
  return stands(person, 'bosatt_antall') ?? (waiting?.question === 'bosatt_antall' ? waiting.value : undefined)
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
  ['tjue, derav to enslige mindreårige', 20, 2],
  ['tretti, hvorav fem enslige mindreårige', 30, 5],
  ['femten personer hvorav tre er enslige mindreårige', 15, 3],
  ['rundt tjue, 3 enslige', 20, 3],
  ['tjueto til saman, av dei fire einslege mindreårige', 22, 4],
  ['Atten. To av dem er enslige mindreårige', 18, 2],
  ['kring førti, derav 6 einslege mindreårige', 40, 6],
  ['tolv busette og tre av dei einslege', 12, 3],
  ['femti (ti enslige mindreårige)', 50, 10],
  ['vi bosatte tretten, hvorav 2 enslige mindreårige', 13, 2],
])('«%s» to how many were settled', (text, all, minors) => {
  const person = integrering('bosatt_antall', [text])
  expect(heardOf(person)).toBe(all)
  if (stands(person, 'bosatt_antall') === undefined) types(person, 'ja')
  expect(stands(person, 'bosatt_antall')).toBe(all)
  expect(proposed(person)).toEqual({ question: 'bosatt_mindreaarige', value: minors })
  expect(person.log.join('\n')).toContain('Du har allerede nevnt et svar på dette.')
  types(person, 'ja')
  expect(stands(person, 'bosatt_mindreaarige')).toBe(minors)
})

test.each([
  ['Ja, alene. 12 personer', 12],
  ['ja, vi alene har bosatt 15', 15],
  ['Ja, alene, 23 flyktninger så langt', 23],
  ['ja 26 stk', 26],
])('«%s» to whether anybody was settled', (text, value) => {
  const person = atSettling(text)
  if (questionOf(person) === 'bosetter') types(person, 'ja')
  expect(stands(person, 'bosetter')).toBe('selv')
  expect(proposed(person)).toEqual({ question: 'bosatt_antall', value })
})

test('what was told stands over while the question itself is asked between two', () => {
  const person = atSettling('vi har bosatt 14 i år', 'alene')
  expect(proposed(person)).toEqual({ question: 'bosatt_antall', value: 14 })
})

test('«5 år som rådmann» tells the position and for how long', () => {
  const { kari } = begins(['start', '5 år som rådmann', 'ja'], 'raadmann')
  expect(stands(kari, 'leder_rolle')).toBe('raadmann')
  expect(proposed(kari)).toEqual({ question: 'leder_aar', value: 5 })
})

test('of a part of what waits no total is made', () => {
  const person = integrering('bosatt_antall', ['87', 'nei vent 12 er feil, det var 11 enslige'])
  expect(proposed(person)).toEqual({ question: 'bosatt_antall', value: 87 })
  types(person, 'ja')
  expect(stands(person, 'bosatt_antall')).toBe(87)
  expect(proposed(person)).toEqual({ question: 'bosatt_mindreaarige', value: 11 })
})

test.each(['det var 11 enslige mindreårige', '7 einslege mindreårige'])(
  '«%s» alone is asked about as a total',
  (text) => {
    const person = integrering('bosatt_antall', [text])
    expect(stands(person, 'bosatt_antall')).toBeUndefined()
    expect(proposed(person)?.question).toBe('bosatt_antall')
  },
)

test('a no to what was told ahead leaves the question open, and it is proposed once', () => {
  const person = integrering('bosatt_antall', ['32, derav 3 enslige mindreårige', 'nei'])
  expect(proposed(person)).toBeUndefined()
  expect(questionOf(person)).toBe('bosatt_mindreaarige')
  types(person, '4')
  expect(stands(person, 'bosatt_mindreaarige')).toBe(4)
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
  for (let i = 0; i < 2 && stands(person, 'bosatt_antall') !== all; i++) types(person, 'ja')
  expect(proposed(person)).toEqual({ question: 'bosatt_mindreaarige', value: minors })
})

test('of a part that is told of as one the total in words is heard all the same', () => {
  expect(heardOf(integrering('bosatt_antall', ['me har busett sytten, derav éin einsleg mindreårig']))).toBe(17)
})

test('«ingen, og 3 enslige mindreårige» says two things, and the part is not made the total', () => {
  expect(heardOf(integrering('bosatt_antall', ['ingen, og 3 enslige mindreårige']))).not.toBe(3)
})

test.each([
  ['32, ikke 3 enslige mindreårige', 32],
  ['27, men ikkje 4 einslege mindreårige', 27],
  ['41 personer, ikke lenger 5 enslige', 41],
  ['tjuefire, ikke to enslige mindreårige', 24],
  ['16, aldri 2 enslige mindreårige', 16],
  ['29 busette, men ikkje fleire enn 3 einslege mindreårige', 29],
])('«%s»: what is denied is not told ahead', (text, all) => {
  const person = integrering('bosatt_antall', [text])
  if (stands(person, 'bosatt_antall') === undefined) types(person, 'ja')
  expect(stands(person, 'bosatt_antall')).toBe(all)
  expect(seatOf(person).ahead).toBeUndefined()
  expect(proposed(person)).toBeUndefined()
})

test.each([
  'vet ikke, men 3 enslige mindreårige',
  'veit ikkje, men 4 einslege mindreårige',
  'vet ikke, derav 2 enslige',
])('«%s»: of the part no total is made, and it is asked for no more', (text) => {
  const person = integrering('bosatt_antall', [text])
  expect(sessionOf(person.shared).entries.bosatt_antall).toMatchObject({ missing: 'dont_know' })
  expect(proposed(person)).toBeUndefined()
  expect(seatOf(person).ahead).toBeUndefined()
})

test.each(['17,5 derav 3 enslige', '12,25, hvorav 2 enslige mindreårige', '9,5 personar, av dei 4 einslege'])(
  '«%s» is refused, and nothing is kept of it',
  (text) => {
    const person = integrering('bosatt_antall', [text])
    expect(heardOf(person)).toBeUndefined()
    expect(seatOf(person).ahead).toBeUndefined()
  },
)

test('a yes to what waits is heard beside the part', () => {
  const person = integrering('bosatt_antall', ['rundt tjue', 'ja, derav 3 enslige mindreårige'])
  expect(stands(person, 'bosatt_antall')).toBe(20)
  expect(proposed(person)).toEqual({ question: 'bosatt_mindreaarige', value: 3 })
})

test('what was told is let go of where the answer it hangs on is another', () => {
  const person = atSettling('vi har bosatt 14 i år')
  expect(seatOf(person).ahead?.question).toBe('bosatt_antall')
  types(person, 'nei')
  if (questionOf(person) === 'bosetter') types(person, 'ja')
  expect(stands(person, 'bosetter')).not.toBe('selv')
  expect(seatOf(person).ahead).toBeUndefined()
})

test('what a colleague answers meanwhile is not asked about again', () => {
  const person = atSettling('ja 26 stk')
  expect(seatOf(person).ahead).toEqual({ question: 'bosatt_antall', answer: { kind: 'number', value: 26 } })
  const ola = tester(person.shared, 'nn', 'ola')
  joins(ola)
  for (const text of ['hald fram', 'alene', '40']) types(ola, text)
  expect(stands(ola, 'bosatt_antall')).toBe(40)
  types(person, 'ja')
  expect(seatOf(person).ahead).toBeUndefined()
  expect(proposed(person)).toBeUndefined()
  expect(stands(person, 'bosatt_antall')).toBe(40)
})

test('when the part is sent in, nothing is held that was told ahead', () => {
  const person = atSettling('ja 26 stk')
  const sent = { id: '6c1de2f4-8f2b-4a43-8b1d-0f6f5a3a9c02', revision: 1, at: person.shared.world.now, by: 0 }
  person.shared.session = sessionText({ ...sessionOf(person.shared), state: 'submitted', submission: sent })
  turn(person, { type: 'sent_in' })
  expect(seatOf(person).ahead).toBeUndefined()
})

test('of a question in a section that the person was not asked about nothing is kept', () => {
  const person = integrering('bosatt_antall', [])
  const { world } = person.shared
  const sections = world.questionnaire.sections.flatMap(({ questions, ...section }) => {
    const at = questions.findIndex(({ id }) => id === 'bosatt_mindreaarige')
    if (at < 0) return [{ ...section, questions }]
    return [
      { ...section, questions: questions.slice(0, at) },
      { ...section, id: 'andre', questions: questions.slice(at) },
    ]
  })
  person.shared.world = { ...world, questionnaire: { ...world.questionnaire, sections } }
  person.sections = sections.map(({ id }) => id).filter((id) => id !== 'andre')
  types(person, '32, derav 3 enslige mindreårige')
  expect(seatOf(person).ahead).toBeUndefined()
  expect(proposed(person)?.question).not.toBe('bosatt_mindreaarige')
})

test('what was told of a question that is nowhere any more is let go of', () => {
  const person = atSettling()
  const ahead = { question: 'borte', answer: { kind: 'number' as const, value: 3 } }
  person.seat = seatText({ ...seatOf(person), ahead })
  types(person, 'hjelp')
  expect(seatOf(person).ahead).toBeUndefined()
})
