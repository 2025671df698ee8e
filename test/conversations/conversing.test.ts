/** What is said beside answers gets a word back wherever it is said, and nothing is done by it. Titles are the rules. */

import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { frames } from '../../src/norwegian/talk-frames.ts'
import { begins, closesNow } from '../support/one-answering.ts'
import { lastSaid, questionOf, type Shared, seatOf, sessionOf, type Tester, types } from '../support/tester.ts'
import { walks } from '../support/walker.ts'

let shared: Shared
let kari: Tester

beforeEach(() => {
  ;({ shared, kari } = begins(['start'], 'raadmann'))
})

test.each([
  ['når er fristen?', 'Svarfristen er 7. desember 2018'],
  ['hvem ser svarene mine egentlig?', 'navnet ditt følger ikke med'],
  ['er dette svindel?', 'Dette er undersøkelsen til Integrerings- og mangfoldsdirektoratet'],
  ['er det langt igjen?', 'Resten tar om lag'],
  ['kan kollegaen min ta dette?', '«send videre»'],
  ['dette burde HR svart på', '«send videre»'],
  ['må sjekke med økonomi først', '«hopp over»'],
  ['vi vil ikke delta', 'Det er frivillig å svare'],
  ['tusen takk', 'hyggelig'],
])('at a question «%s» is answered with «%s», and nothing else happens', (text, answer) => {
  const question = questionOf(kari)
  const before = sessionOf(shared)
  types(kari, text)
  expect(`${lastSaid(kari)}`.replace(/Selv takk|Takk selv/, 'hyggelig')).toContain(answer)
  expect(sessionOf(shared)).toEqual(before)
  expect(questionOf(kari)).toBe(question)
})

test('what is not understood gets an example, and then a way on; the same line never comes twice running', () => {
  types(kari, '1')
  const told = ['asdf', 'qwerty', 'zxcv', 'asdf', 'blabla'].map((text) => {
    types(kari, text)
    return lastSaid(kari)
  })
  expect(told[1]).toContain('Skriv bare tallet')
  expect(told[2]).toMatch(/«hjelp»/)
  expect(told.some((line, i) => line === told[i - 1])).toBe(false)
})

test('asked twice, the bot says that it has said it; asked again what the question means, it shows the whole help', () => {
  types(kari, 'når er fristen?')
  types(kari, 'fristen?')
  expect(lastSaid(kari)).toContain('Jeg sier det gjerne en gang til. Svarfristen er')
  types(kari, 'hæ?')
  expect(lastSaid(kari)).not.toContain('== Hjelp')
  types(kari, 'forstår ikke')
  expect(lastSaid(kari)).toContain('== Hjelp')
})

test('a pause ends with any words, and an answer is taken', () => {
  types(kari, '1')
  types(kari, 'pause')
  types(kari, 'når er fristen?')
  expect(seatOf(kari).paused).toBe(true)
  types(kari, '8')
  expect(seatOf(kari).paused).toBe(false)
  expect(sessionOf(shared).entries.leder_aar?.answer).toMatchObject({ value: 8 })
  types(kari, 'pause')
  types(kari, 'jeg er tilbake')
  expect(seatOf(kari).paused).toBe(false)
})

test('at the review «ser bra ut» has the bot ask whether to send in, and after the receipt thanks are answered', () => {
  walks(kari, 99)
  expect(seatOf(kari).position.at).toBe('review')
  types(kari, 'ser bra ut')
  expect(seatOf(kari).pending).toMatchObject({ type: 'submit' })
  types(kari, 'hvem ser dette?')
  expect(sessionOf(shared).state).not.toBe('submitted')
  types(kari, 'jepp, send')
  expect(sessionOf(shared).state).toBe('submitted')
  types(kari, 'takk!')
  expect(lastSaid(kari)).not.toContain('Referanse')
  types(kari, 'glemte å si noe om tolk')
  expect(lastSaid(kari)).toContain('Hvilket svar gjelder det?')
  expect(lastSaid(kari)).toContain('11. Har kommunen retningslinjer for å bestille og bruke tolk?')
})

test.each([
  ['Ja takk, send inn. Hilsen Marit på vegne av rådmannen', true],
  ['👍', true],
  ['Ja ja, send det av garde, med helsing frå Sogn', true],
  ['ja, send alt sammen med en hilsen fra kontoret', true],
  ['jau, send det inn, så blir ordføraren glad', true],
  ['ja da, send svarene så får IMDi kose seg', true],
  ['ja, send det når Kari har sett på det', false],
  ['ja, men send ikke før fredag', false],
  ['ja send Kari den', false],
  ['ja send det videre til Per', false],
  ['jaja send faenskapen', true],
  ['ja, men først vil jeg rette på tolk', false],
  ['ikke send før mandag', false],
  ['ja til lunsj kl 12, sees i kantina', false],
  ['Hilsen Marit', false],
  ['kan jeg endre etterpå?', false],
])('at «vil du sende inn?» «%s» sends in: %s', (text, isSent) => {
  walks(kari, 99)
  types(kari, 'send inn')
  expect(seatOf(kari).pending).toMatchObject({ type: 'submit' })
  types(kari, text)
  expect(sessionOf(shared).state === 'submitted').toBe(isSent)
})

test('after closing, a question is answered and everything else is told to be over', () => {
  closesNow(shared)
  types(kari, 'hvem ser svarene?')
  types(kari, 'kan vi få utsettelse?')
  expect(lastSaid(kari)).toContain('Svarfristen er')
  types(kari, 'har ikke tid nå')
  expect(lastSaid(kari)).toContain('så det går ikke an å svare lenger')
})

test('while «stemmer det?» waits, a question is answered and it is asked again', () => {
  types(kari, 'tror det blir rådmann')
  expect(seatOf(kari).pending).toMatchObject({ type: 'confirm' })
  types(kari, 'når er fristen?')
  expect(lastSaid(kari)).toContain('Svarfristen er')
  expect(seatOf(kari).pending).toMatchObject({ type: 'confirm' })
})

test.each(['personvern', 'se alle spørsmål', 'status', 'hjelp'])(
  '«%s» twice running is told to stand above',
  (text) => {
    types(kari, text)
    const page = lastSaid(kari)
    types(kari, text)
    expect(lastSaid(kari)).not.toBe(page)
    expect(lastSaid(kari)).toContain('Siden over')
    types(kari, text)
    expect(lastSaid(kari)).not.toContain('Siden over')
    expect(lastSaid(kari)).not.toBe(page)
    types(kari, 'når er fristen?')
    types(kari, text)
    expect(lastSaid(kari)).toBe(page)
  },
)

test.each([
  ['hvem ser svarene?', 'navnet ditt følger ikke med'],
  ['hvem leser dette?', 'navnet ditt følger ikke med'],
])('«%s» is answered in a line, not by the page on privacy', (text, told) => {
  types(kari, text)
  expect(lastSaid(kari)).toContain(told)
  expect(lastSaid(kari)).not.toContain('==')
})

const texts = frames.flatMap(({ examples }) => examples)

test('whatever is said, wherever: a reply comes, no line twice running, and no answer is written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...texts, 'asdf', 'jo jo'), { minLength: 2, maxLength: 6 }),
      fc.nat(3),
      (all, at) => {
        ;({ shared, kari } = begins(['start'], 'raadmann'))
        if (at > 0) walks(kari, at)
        let before = ''
        for (const text of all) {
          const { entries } = sessionOf(shared)
          const length = kari.log.length
          types(kari, text)
          const now = Object.entries(sessionOf(shared).entries).filter(([id, entry]) => entries[id]?.r !== entry.r)
          expect(now.length, text).toBeLessThanOrEqual(1)
          expect(kari.log.length, text).toBeGreaterThan(length)
          // A card with buttons may be shown again; a page, such as «Personvern», is not.
          if (!lastSaid(kari).includes('[')) expect(lastSaid(kari), text).not.toBe(before)
          before = lastSaid(kari)
        }
      },
    ),
    { numRuns: 60 },
  )
})
