/** «Slett svarene mine», and the «ja» that it and «send inn» need. */
import { beforeEach, describe, expect, test } from 'vitest'
import { begins, closesNow } from '../support/one-answering.ts'
import { lastSaid, type Shared, sessionOf, type Tester, types } from '../support/tester.ts'
import { walks } from '../support/walker.ts'

let shared: Shared
let kari: Tester

beforeEach(() => {
  ;({ shared, kari } = begins())
})

const closes = () => closesNow(shared)

describe('deleting', () => {
  test.each(['ja', 'Ja!', 'ja takk', 'ja, slett', 'jo', 'jau', 'ja, slett alt'])('«%s» does it', (yes) => {
    types(kari, '2')
    types(kari, 'slett svarene mine')
    expect(types(kari, yes).forget).toBe(true)
    expect(lastSaid(kari)).toContain('Svarene dine er slettet')
  })

  test.each(['ok', 'ja?', 'greit', '👍', 'ja, men ikke alt', 'hva skjer da?'])('«%s» asks again, once', (text) => {
    types(kari, '2')
    types(kari, 'slett svarene mine')
    expect(types(kari, text).forget).toBeUndefined()
    expect(lastSaid(kari)).toContain('Skriv «ja» for å slette svarene dine')
    expect(types(kari, text).forget).toBeUndefined()
    expect(lastSaid(kari)).toContain('Ingenting er slettet')
    expect(sessionOf(shared).entries.ansvarlig_rolle?.answer).toBeDefined()
    expect(types(kari, 'ja').forget).toBeUndefined()
  })

  test.each([
    'blir alt borte?',
    'forsvinner svara mine da?',
    'ja, men blir alt borte?',
    'ka skjer med det kollegaen har svart?',
    'er det borte for alltid?',
    'kan det angres?',
  ])('«%s» asks, and is told what is deleted', (text) => {
    types(kari, '2')
    types(kari, 'slett svarene mine')
    expect(types(kari, text).forget).toBeUndefined()
    expect(lastSaid(kari)).toContain('Svarene du har gitt, blir borte for godt')
    expect(lastSaid(kari)).toContain('Skriv «ja» for å slette svarene dine')
    expect(sessionOf(shared).entries.ansvarlig_rolle?.answer).toBeDefined()
  })

  test.each([
    'slett alt og begynn på nytt',
    'slett svara og start på nytt',
    'nullstill alt og begynn forfra',
    'visk ut alt og byrj på nytt',
    'slett og begynn helt på nytt',
    'fjern alt og start om igjen',
  ])('«%s» asks once, and «start» begins anew after it', (text) => {
    types(kari, '2')
    expect(types(kari, text).forget).toBeUndefined()
    expect(lastSaid(kari)).toContain('Vil du slette svarene dine?')
    expect(types(kari, 'ja').forget).toBe(true)
    expect(lastSaid(kari)).toContain('Skriv «start»')
  })

  test('says nothing of deleted answers when all of them are sent in', () => {
    walks(kari, 100)
    types(kari, 'send inn')
    types(kari, 'ja')
    types(kari, 'slett svarene mine')
    expect(lastSaid(kari)).toContain('Du har ingen svar som ikke er sendt inn, så det er ingenting å slette.')
    expect(types(kari, 'ja').forget).toBe(true)
    expect(lastSaid(kari)).toContain('Ingen svar er slettet')
    expect(lastSaid(kari)).toContain('kan ikke slettes herfra')
    expect(lastSaid(kari)).not.toContain('Svarene dine er slettet')
  })

  test('after closing takes along what was changed and not sent in', () => {
    walks(kari, 100)
    for (const text of ['send inn', 'ja', 'endre 2', '11']) types(kari, text)
    closes()
    types(kari, 'slett svarene mine')
    types(kari, 'ja')
    expect(lastSaid(kari)).toContain('Svarene dine er slettet')
    expect(lastSaid(kari)).not.toContain('«start»')
    expect(sessionOf(shared).entries.ansvarlig_aar?.answer).toBeUndefined()
    expect(sessionOf(shared).entries.ansvarlig_rolle?.answer).toBeDefined()
  })

  test('called off after closing it names no way on that leads nowhere', () => {
    types(kari, '2')
    closes()
    types(kari, 'slett svarene mine')
    types(kari, 'nei')
    expect(lastSaid(kari)).toBe('BOT:\n  Greit. Ingenting er slettet.\n')
  })
})

describe('sending in', () => {
  beforeEach(() => {
    walks(kari, 100)
    types(kari, 'send inn')
  })

  test.each(['ja', 'ja takk', 'ja, send inn', 'jo', 'Ja.'])('«%s» does it', (yes) => {
    expect(types(kari, yes).submitted).toBeDefined()
  })

  test.each(['ok', 'ja?', 'greit', 'kanskje det'])('«%s» asks again, once', (text) => {
    expect(types(kari, text).submitted).toBeUndefined()
    expect(lastSaid(kari)).toContain('Skriv «ja» for å sende inn')
    expect(types(kari, text).submitted).toBeUndefined()
    expect(kari.last?.replies[0]?.reply.type).toBe('review')
  })
})
