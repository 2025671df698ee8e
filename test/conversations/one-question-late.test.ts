/** Said at one question, about the one before: put right, added to, answered late, or agreed to. Nothing is stored unasked. */
import { describe, expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { entryOf } from '../support/says-at.ts'
import { presses, questionOf, seatOf, type Tester, turn, types } from '../support/tester.ts'

const says = (part: 'raadmann' | 'integrering', texts: readonly string[], language: 'nb' | 'nn' = 'nb'): Tester => {
  return begins(['start', ...texts], part, language).kari
}
const valueAt = (person: Tester, question: string): unknown => {
  const entry = entryOf(person, question)
  return entry?.answer === undefined ? entry?.missing : entry.answer.value
}

const years = ['rådmann', '7']
const list = [...years, 'ja', 'bemanning']
const tall = ['rektor', '12', '1', '17']

describe('put right at the next question', () => {
  test.each([
    ['vent, jeg mente 8', years, 'leder_aar', '8 år', 8],
    ['oi, jeg mente 8', years, 'leder_aar', '8 år', 8],
    ['nei, eg meinte åtte', years, 'leder_aar', '8 år', 8],
    ['det skulle vært 8', years, 'leder_aar', '8 år', 8],
    ['forrige skulle vært 8', years, 'leder_aar', '8 år', 8],
    ['førre skulle vore 8', years, 'leder_aar', '8 år', 8],
    ['oi, det forrige svaret var 8', years, 'leder_aar', '8 år', 8],
    ['forrige skulle vært nei', [...years, 'ja'], 'svingninger', 'Nei', 'nei'],
    ['vent, forrige skal være nei', [...years, 'ja'], 'svingninger', 'Nei', 'nei'],
    ['også boliger', list, 'svingninger_hvilke', 'Bemanning, Boliger', ['bemanning', 'bolig']],
    ['vent, også boliger', list, 'svingninger_hvilke', 'Bemanning, Boliger', ['bemanning', 'bolig']],
    ['økonomi også', list, 'svingninger_hvilke', 'Bemanning, Økonomi', ['bemanning', 'oekonomi']],
    ['og bustad òg', list, 'svingninger_hvilke', 'Bemanning, Boliger', ['bemanning', 'bolig']],
    ['glemte økonomi', list, 'svingninger_hvilke', 'Bemanning, Økonomi', ['bemanning', 'oekonomi']],
    ['i tillegg lokaler', list, 'svingninger_hvilke', 'Bemanning, Lokaler', ['bemanning', 'lokaler']],
  ] as const)('«%s»', (text, before, question, named, value) => {
    const person = says('raadmann', [...before, text])
    const [at, stood] = [questionOf(person), valueAt(person, question)]
    expect(stood).not.toEqual(value)
    expect(person.log.at(-1)).toContain(`Jeg endrer det forrige svaret til «${named}`)
    types(person, 'ja')
    expect(valueAt(person, question)).toEqual(value)
    expect(entryOf(person, at ?? '')).toBeUndefined()
  })
})

test('after a «nei» the answer stands, and the open question is asked again', () => {
  const person = says('raadmann', [...years, 'vent, jeg mente 8', 'nei'])
  expect(valueAt(person, 'leder_aar')).toBe(7)
  expect(person.log.join('\n')).toContain('Greit. Svaret på spørsmål 2 står som før.')
  expect(questionOf(person)).toBe('svingninger')
  expect(seatOf(person).pending).toBeNull()
})

describe('«Behold svaret», pressed', () => {
  test.each([
    ['vent, jeg mente 8', years, 'leder_aar', 2],
    ['nei, eg meinte åtte', years, 'leder_aar', 2],
    ['forrige skulle vært nei', [...years, 'ja'], 'svingninger', 3],
    ['også boliger', list, 'svingninger_hvilke', 4],
    ['i tillegg lokaler', list, 'svingninger_hvilke', 4],
    ['kanskje 7', [...years, 'nei', '1', 'nei', 'vet ikke'], 'ansatte_andel', 6],
  ] as const)(
    'after «%s» it is answered in its own message, and the open question is asked again',
    (text, before, question, n) => {
      const person = says('raadmann', [...before, text])
      const [at, stood] = [questionOf(person), valueAt(person, question)]
      const { replies } = presses(person, 'Behold svaret')
      const inPlace = replies.filter(({ place }) => place === 'pressed').map(({ reply }) => reply)
      expect(inPlace).toEqual([{ type: 'notes', notes: [{ key: 'turn.earlier_stands', vars: { question } }] }])
      expect(person.log.join('\n')).toContain(`Greit. Svaret på spørsmål ${n} står som før.`)
      expect(replies.filter(({ reply }) => reply.type === 'question').map(({ place }) => place)).toEqual(['new'])
      expect([questionOf(person), valueAt(person, question)]).toEqual([at, stood])
      expect(seatOf(person).pending).toBeNull()
      // Once more changes nothing, and says nothing of its own.
      expect(presses(person, 'Behold svaret').replies.filter(({ place }) => place === 'pressed')).toHaveLength(1)
      expect(valueAt(person, question)).toEqual(stood)
    },
  )

  test('of a figure after «vet ikke», with a page and an empty message between', () => {
    const person = says('integrering', ['rektor', '12', '1', 'vet ikke', 'om lag 30', 'status', ''])
    turn(person, { type: 'unreadable' })
    const { replies } = presses(person, 'Behold svaret')
    expect(replies.filter(({ place }) => place === 'pressed')).toHaveLength(1)
    expect(valueAt(person, 'bosatt_antall')).toBe('dont_know')
    expect(questionOf(person)).toBe('bosetting_krevende')
  })
})

test.each(['kanskje 7', '7 kanskje', 'om lag 7 prosent'])('«%s», after «vet ikke» at a share', (text) => {
  const before = [...years, 'nei', '1', 'nei']
  const person = says('raadmann', [...before, 'vet ikke'])
  expect(valueAt(person, 'ansatte_andel')).toBe('dont_know')
  types(person, text)
  expect(person.log.at(-1)).toContain('Jeg endrer det forrige svaret til «om lag 7 prosent». Stemmer det?')
  types(person, 'ja')
  expect(valueAt(person, 'ansatte_andel')).toBe(7)
  expect(entryOf(person, 'ansatte_viktig')).toBeUndefined()
})

describe('what was just stored is agreed to', () => {
  test.each([
    'ja, det er riktig',
    'ja det er riktig',
    'ja, det stemmer',
    'stemmer',
    'det stemmer',
    'ja, det var det jeg mente',
    'ja det sa jeg',
    'riktig',
    'ja, korrekt',
  ])('«%s» is not the answer to the next question until it is said again', (text) => {
    const person = says('raadmann', [...years, text])
    expect(entryOf(person, 'svingninger')).toBeUndefined()
    expect(person.log.at(-1)).toContain('Jeg skriver opp «Ja')
    types(person, 'ja')
    expect(valueAt(person, 'svingninger')).toBe('ja')
  })

  test.each(['ja', 'jau', 'ja da', 'absolutt', 'ja, det har vi', 'nei', 'nei, det har vi ikke'])('«%s» is', (text) => {
    expect(entryOf(says('raadmann', [...years, text]), 'svingninger')).toBeDefined()
  })
})

describe('what fits the open question is its answer', () => {
  test.each([
    ['8', 'bosatt_mindreaarige', 8],
    ['to av dem', 'bosatt_mindreaarige', 2],
  ] as const)('«%s»', (text, question, value) => {
    expect(valueAt(says('integrering', [...tall, text]), question)).toBe(value)
  })

  test('«nei 12» may be about either, so the open one is asked about and the way back told', () => {
    const person = says('integrering', [...tall, 'nei 12'])
    expect(person.log.at(-1)).toContain('Skriv «tilbake» hvis du heller vil endre forrige svar.')
    expect(valueAt(person, 'bosatt_antall')).toBe(17)
  })
})
