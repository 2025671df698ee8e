/** Everything a card can do can be typed: the words on a button do what the button does. Titles are the rules. */

import { beforeEach, describe, expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { begins as starts } from '../support/one-answering.ts'
import {
  buttonsOf,
  joins,
  lastSaid,
  pressesThis,
  questionOf,
  type Shared,
  seatOf,
  sessionOf,
  type Tester,
  tester,
  types,
} from '../support/tester.ts'
import { walks } from '../support/walker.ts'

let shared: Shared
let kari: Tester

const begins = (language: Language = 'nb'): void => {
  ;({ shared, kari } = starts(['start'], 'integrering', language))
}
beforeEach(() => begins())

const titles = (): string[] => kari.chat.slice(-1).flatMap(({ view }) => buttonsOf(view).map((b) => b.title))

describe('«behold svaret»', () => {
  test.each([
    ['nb', 'Behold svaret'],
    ['nn', 'behald svaret'],
  ] as const)('in %s calls the change off', (language, words) => {
    begins(language)
    walks(kari, 3)
    types(kari, 'endre 1')
    const before = sessionOf(shared).entries
    types(kari, words)
    expect(sessionOf(shared).entries).toEqual(before)
    expect(questionOf(kari)).not.toBe('ansvarlig_rolle')
  })

  test('goes back to the review that the change came from', () => {
    walks(kari, 100)
    types(kari, 'endre 1')
    types(kari, 'behold svaret')
    expect(seatOf(kari).position).toEqual({ at: 'review' })
    expect(kari.log.slice(-2).join('')).toContain('Svaret står som før.')
  })

  test('keeps the old answer when the new one is asked about', () => {
    types(kari, '1')
    types(kari, '7')
    types(kari, 'endre 2')
    types(kari, '41')
    types(kari, 'behold svaret')
    expect(sessionOf(shared).entries.ansvarlig_aar?.answer).toEqual({ kind: 'number', value: 7 })
    expect(seatOf(kari).pending).toBeNull()
  })

  test('puts a question that has no answer once more', () => {
    types(kari, 'behold svaret')
    expect(questionOf(kari)).toBe('ansvarlig_rolle')
    expect(lastSaid(kari)).toContain('Spørsmål 1 av')
  })
})

describe('the pages of the review', () => {
  const third = 'Hjelpen fra IMDi framover'

  test('are turned to the last one and from there to the first', () => {
    walks(kari, 100)
    expect(lastSaid(kari)).toContain('«neste side»')
    for (const text of ['neste side', 'Neste side']) types(kari, text)
    expect(lastSaid(kari)).toContain(third)
    expect(titles()).toContain('Til oppsummeringen')
    types(kari, 'neste side')
    expect(lastSaid(kari)).toContain('Om deg som svarer')
  })

  test.each([
    ['side 3', third],
    ['vis side 2', 'Utdanning, samarbeid og evaluering'],
    ['side 9', 'Om deg som svarer'],
  ])('«%s» is one of them, or the first', (text, heading) => {
    walks(kari, 100)
    types(kari, text)
    expect(lastSaid(kari)).toContain(heading)
  })

  test('are turned back', () => {
    walks(kari, 100)
    types(kari, 'side 3')
    types(kari, 'forrige side')
    expect(lastSaid(kari)).not.toContain(third)
    types(kari, 'forrige side')
    expect(lastSaid(kari)).toContain('Om deg som svarer')
  })

  test('are turned in answers that are sent in, and nothing is opened by it', () => {
    walks(kari, 100)
    for (const text of ['send inn', 'ja', 'vis svar', 'neste side', 'neste side']) types(kari, text)
    expect(lastSaid(kari)).toContain(third)
    expect(sessionOf(shared).state).toBe('submitted')
  })

  test('«til oppsummeringen» is the first of them, «svar på resten» leaves them', () => {
    walks(kari, 4)
    for (const text of ['vis svar', 'neste side', 'til oppsummeringen']) types(kari, text)
    expect(lastSaid(kari)).toContain('Om deg som svarer')
    types(kari, 'svar på resten')
    expect(questionOf(kari)).toBeDefined()
  })
})

test('«neste side» at a question is the next question, and «forrige side» the one before', () => {
  types(kari, '1')
  types(kari, 'forrige side')
  expect(questionOf(kari)).toBe('ansvarlig_rolle')
  types(kari, 'neste side')
  expect(questionOf(kari)).toBe('ansvarlig_aar')
})

describe('whose answer counts', () => {
  const overtaken = (): void => {
    const ola = tester(shared, 'nb', 'ola')
    joins(ola)
    types(ola, 'fortsett')
    types(ola, '1')
    const card = kari.chat.find((m) => m.view.type === 'question')
    const press = card && buttonsOf(card.view).find((b) => b.title === 'Svar')
    if (!card || !press) throw new Error('no question is open')
    pressesThis(kari, card, press, { answer: 'leder_voksenopplaering' })
  }

  test.each([
    ['Ja, bruk mitt svar', 'leder_voksenopplaering'],
    ['Nei, behold det andre', 'leder_flyktning'],
    ['nei, behald det andre', 'leder_flyktning'],
  ])('«%s» after a colleague has answered', (text, value) => {
    overtaken()
    expect(seatOf(kari).pending).toMatchObject({ why: 'overtaken' })
    types(kari, text)
    expect(sessionOf(shared).entries.ansvarlig_rolle?.answer).toMatchObject({ value })
    expect(seatOf(kari).pending).toBeNull()
  })
})

test.each([
  ['Ja, send inn', 'submitted'],
  ['Nei, vis svarene', 'started'],
])('«%s» answers the question before sending in', (text, state) => {
  walks(kari, 100)
  types(kari, 'send inn')
  types(kari, text)
  expect(sessionOf(shared).state).toBe(state)
})
