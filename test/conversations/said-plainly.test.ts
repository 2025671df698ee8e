/** What is said is true where it is said, and says what to do. Titles are the rules. */

import { beforeEach, describe, expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { begins, closesNow, openCardOf } from '../support/one-answering.ts'
import type { questionnaires } from '../support/survey.ts'
import {
  buttonsOf,
  joins,
  lastSaid,
  presses,
  questionOf,
  type Shared,
  seatOf,
  sessionOf,
  type Tester,
  tester,
  turn,
  types,
} from '../support/tester.ts'
import { walks } from '../support/walker.ts'

let shared: Shared
let kari: Tester

const beginsWith = (part: keyof typeof questionnaires, language: Language = 'nb'): void => {
  ;({ shared, kari } = begins(['start'], part, language))
}
beforeEach(() => beginsWith('integrering'))

const closes = () => closesNow(shared)
const openCard = () => openCardOf(kari)

test.each(['rådgjevar', 'programrådgjevar', 'rådgivar'])('«%s» is nynorsk for the adviser on the card', (text) => {
  beginsWith('integrering', 'nn')
  types(kari, text)
  expect(sessionOf(shared).entries.ansvarlig_rolle?.answer).toMatchObject({ value: 'raadgiver' })
})

test('words that are no answer to «stemmer det?» have it asked again, so that a later «ja» is about that', () => {
  walks(kari, 2)
  types(kari, 'på egen hånd, tror jeg')
  expect(lastSaid(kari)).toContain('Jeg skriver opp «Ja, alene». Stemmer det?')
  types(kari, 'om lag tjue')
  expect(kari.log.at(-2)).toContain('Det er ikke et av svarene her')
  expect(lastSaid(kari)).toContain('Skal jeg skrive opp «Ja, alene»?')
})

describe('«nynorsk» after closing', () => {
  test('shows the open question closed, with no button', () => {
    closes()
    types(kari, 'nynorsk')
    expect(openCard().type).toBe('closed')
    expect(buttonsOf(openCard())).toEqual([])
  })

  test.each(['pause', 'send inn'])('after «%s» shows no button that leads nowhere', (text) => {
    walks(kari, 100)
    types(kari, text)
    closes()
    types(kari, 'nynorsk')
    expect(buttonsOf(openCard())).toEqual([])
  })
})

test('who was at the receipt is told that a colleague opened the answers again', () => {
  const ola = tester(shared, 'nb', 'ola')
  walks(kari, 100)
  types(kari, 'send inn')
  types(kari, 'ja')
  joins(ola)
  types(ola, 'endre 2')
  const { replies } = types(kari, 'takk for hjelpen i dag')
  expect(replies[0]?.reply).toMatchObject({ type: 'review', notes: [{ key: 'turn.reopened_by_others' }] })
  expect(kari.log.join('')).toContain('En kollega har åpnet svarene igjen')
})

test('who is told that their place was lost is not welcomed back to it', () => {
  types(kari, '2')
  turn(kari, { type: 'lost' })
  expect(kari.log.join('')).toContain('finner ikke igjen hvor du var')
  expect(kari.log.join('')).not.toContain('Her var du')
})

test('many choices are all read out before a «ja»', () => {
  beginsWith('raadmann')
  for (const text of ['rådmann', '7', '1']) types(kari, text)
  expect(questionOf(kari)).toBe('svingninger_hvilke')
  types(kari, 'alle unntatt 7')
  expect(kari.last?.replies[0]?.reply.type).toBe('confirm')
  expect(lastSaid(kari)).not.toContain('…')
  expect(lastSaid(kari)).toContain('[Det stemmer] [Endre]')
})

test('a typed answer that is asked about says how to answer', () => {
  for (const text of ['2', '12', 'ja, på egen hånd', '900']) types(kari, text)
  expect(kari.last?.replies[0]?.reply).toMatchObject({ type: 'confirm', pending: { why: 'soft_check' } })
  expect(lastSaid(kari)).toMatch(/\?\n +\[Det stemmer\] \[Endre\]\n$/u)
})

test.each([
  ['nb', 'hva betyr bosatt?', 'En flyktning er bosatt når'],
  ['nb', 'Hva betyr 12?', 'Tell personer, ikke'],
  ['nn', 'kva betyr busett?', 'Ein flyktning er busett når'],
] as const)('in %s «%s» at a question shows what it is about', (language, text, heading) => {
  beginsWith('integrering', language)
  for (const answer of ['2', '12', '1']) types(kari, answer)
  expect(questionOf(kari)).toBe('bosatt_antall')
  types(kari, text)
  expect(lastSaid(kari)).toContain(heading)
  expect(sessionOf(shared).entries.bosatt_antall).toBeUndefined()
})

test('so it does where any words are an answer', () => {
  beginsWith('teknisk')
  for (let i = 0; i < 80; i++) {
    const kind = shared.world.questionnaire.sections
      .flatMap((s) => s.questions)
      .find((q) => q.id === questionOf(kari))?.kind
    if (kind === 'short_text' || kind === 'long_text') break
    walks(kari, 1)
  }
  const question = questionOf(kari) ?? ''
  expect(types(kari, 'hva betyr egne ord?').replies[0]?.reply).toMatchObject({
    type: 'help',
    question,
    brief: 'explain',
  })
})

test('help names «bytt del», in both language forms', () => {
  types(kari, 'hjelp kommandoer')
  expect(lastSaid(kari)).toContain('«bytt del»')
  types(kari, 'nynorsk')
  types(kari, 'hjelp kommandoar')
  expect(lastSaid(kari)).toContain('«byt del»')
})

describe('an answer that is not understood', () => {
  test('is told of «vet ikke» where that is an answer', () => {
    for (const text of ['2', '12', '1', 'mange']) types(kari, text)
    expect(lastSaid(kari)).toContain('Hvis du ikke vet det, skriv «vet ikke».')
  })

  test('and not where it is none', () => {
    for (const text of ['2', '12', 'kanskje']) types(kari, text)
    expect(questionOf(kari)).toBe('bosetter')
    expect(lastSaid(kari)).not.toContain('vet ikke')
  })
})

test('a card keeps its buttons when somebody asks in nynorsk while the survey is open', () => {
  types(kari, 'nynorsk')
  expect(openCard().type).toBe('question')
  presses(kari, 'Hopp over')
  expect(questionOf(kari)).toBe('ansvarlig_aar')
})

test.each([
  ['nb', 'selv'],
  ['nn', 'sjølv'],
] as const)('in %s who settles refugees «%s» has answered', (language, text) => {
  beginsWith('integrering', language)
  for (const answer of ['2', '12', text]) types(kari, answer)
  expect(sessionOf(shared).entries.bosetter?.answer).toEqual({ kind: 'single', value: 'selv' })
})

test.each(['5, nei 500', '500 - nei vent, 600', '5 år, eller nei, 300 år'])(
  'what no «ja» could make right is refused at once: %s',
  (text) => {
    beginsWith('raadmann')
    presses(kari, 'Svar', { answer: 'raadmann' })
    types(kari, text)
    expect(seatOf(kari).pending).toBeNull()
    expect(lastSaid(kari)).toContain('Tallet kan ikke være høyere enn 50.')
  },
)
