/** What is asked of the survey is answered with the one fact that was asked for, wherever it is asked, in both language forms. */

import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { begins } from '../support/one-answering.ts'
import { joins, lastSaid, type Shared, sessionOf, type Tester, tester, types } from '../support/tester.ts'
import { walks } from '../support/walker.ts'

type Place = 'at the start' | 'at a question' | 'at the review' | 'in a pause' | 'after the receipt'
const places: readonly Place[] = ['at the start', 'at a question', 'at the review', 'in a pause', 'after the receipt']

const at = (place: Place, language: Language): { shared: Shared; kari: Tester } => {
  const opened = begins(place === 'at the start' ? [] : ['start'], 'raadmann', language)
  const { kari } = opened
  if (place === 'at a question' || place === 'in a pause') walks(kari, 3)
  if (place === 'at the review' || place === 'after the receipt') walks(kari, 100)
  if (place === 'in a pause') types(kari, 'pause')
  if (place === 'after the receipt') for (const text of ['send inn', 'ja']) types(kari, text)
  return opened
}

/** What is said to it, by somebody who finds the survey's pages at this address. */
const answerTo = (text: string, place: Place, language: Language, pages?: string): string => {
  const { shared, kari } = at(place, language)
  if (pages !== undefined) shared.world = Object.assign({}, shared.world, { pages })
  const before = sessionOf(shared).entries
  types(kari, text)
  expect(sessionOf(shared).entries, text).toEqual(before)
  return lastSaid(kari)
}

const everywhere: [string, string, RegExp][] = [
  ['nb', 'hva blir slettet, og når?', /6\. januar 2019 .*arbeidskopien.* 7\. mars 2019 .* 7\. desember 2019/],
  ['nb', 'når slettes svarene våre?', /6\. januar 2019/],
  ['nb', 'hvor lenge ligger dette lagret hos dere?', /6\. januar 2019/],
  ['nn', 'kva blir sletta, og når?', /6\. januar 2019 .*arbeidskopien.* 7\. mars 2019 .* 7\. desember 2019/],
  ['nn', 'når blir svara våre sletta?', /6\. januar 2019/],
  ['nb', 'hva lagrer dere om meg?', /Vi lagrer svarene, hvem som ga dem, og når\. Skriv «personvern»/],
  ['nb', 'hva brukes svarene til?', /for å følge opp kommunene/],
  ['nn', 'kva blir svara brukte til?', /for å følgje opp kommunane/],
  ['nb', 'kan sjefen se hva jeg svarer?', /Hos dere er det bare de som svarer på denne delen, som ser svarene/],
  ['nn', 'kan leiaren min sjå kva eg svarar?', /Hos dykk er det berre dei som svarer på denne delen, som ser svara/],
  ['nb', 'hvem får se svarene etterpå?', /IMDi får svarene.*offentleglova/],
  ['nb', 'hvem kan jeg ringe?', /ikke noe telefonnummer til IMDi\. Skriv til kommuneundersokelsen@imdi\.example/],
  ['nb', 'hva er telefonnummeret?', /ikke noe telefonnummer til IMDi/],
  ['nn', 'har de eit telefonnummer?', /ikkje noko telefonnummer til IMDi/],
  ['nb', 'hvem er kontaktpersonen?', /Skriv til IMDi på kommuneundersokelsen@imdi\.example/],
  ['nn', 'kven er kontaktpersonen?', /Skriv til IMDi på kommuneundersokelsen@imdi\.example/],
  ['nb', 'hvem svarte på spørsmål 2?', /(?:Det er du som har svart «.+» på|er ikke besvart ennå)/],
]

describe.each(places)('%s', (place) => {
  test.each(everywhere)('%s: %s', (language, text, said) => {
    expect(answerTo(text, place, language as Language)).toMatch(said)
  })
})

describe('who sees what is not sent in', () => {
  const asked: [Language, string][] = [
    ['nb', 'hvem ser svarene før jeg sender inn?'],
    ['nb', 'kan IMDi se det jeg har skrevet nå, før jeg sender?'],
    ['nb', 'ser dere utkastet vårt underveis?'],
    ['nn', 'kven ser svara før eg sender inn?'],
    ['nn', 'ser de det me skriv undervegs?'],
  ]
  test.each(asked)('%s: %s', (language, text) => {
    for (const place of places) {
      const said = answerTo(text, place, language)
      if (place === 'after the receipt') expect(said).toMatch(/IMDi har fått det som er sendt inn/)
      else expect(said).toMatch(/Før de(?:re)? sender inn, er det (?:bare de|berre dei) som svarer på denne delen/)
    }
  })

  test('of a wave that takes in what nobody sends in, when that is', () => {
    const { shared, kari } = at('at a question', 'nb')
    shared.world = { ...shared.world, wave: { ...shared.world.wave, partials: 'deliver' } }
    types(kari, 'ser dere svarene før vi sender inn?')
    expect(lastSaid(kari)).toContain('eller når undersøkelsen stenger 7. desember 2018 kl. 16.00')
  })
})

describe('the pages and the code', () => {
  const pages = 'https://svar.example'
  const web: [Language, string][] = [
    ['nb', 'kan jeg svare på nettet i stedet?'],
    ['nb', 'hvordan får jeg en kode til nettsiden?'],
    ['nb', 'går det an å ta det på pc?'],
    ['nn', 'kan eg svare på nettet i staden?'],
    ['nn', 'korleis får eg ein kode til nettsida?'],
  ]
  test.each(web)('%s: %s', (language, text) => {
    for (const place of places) {
      expect(answerTo(text, place, language, pages)).toContain('https://svar.example/svar')
    }
    expect(answerTo(text, 'at a question', language)).toContain('kommuneundersokelsen@imdi.example')
  })

  const lasts: [Language, string][] = [
    ['nb', 'hvor lenge gjelder koden?'],
    ['nb', 'er koden min gyldig?'],
    ['nb', 'kan koden brukes flere ganger?'],
    ['nn', 'kor lenge gjeld koden?'],
    ['nn', 'kan koden brukast fleire gonger?'],
  ]
  test.each(lasts)('%s: %s', (language, text) => {
    for (const place of places) {
      expect(answerTo(text, place, language, pages)).toMatch(/(?:gjelder|gjeld) til 7\. desember 2018 kl\. 16\.00/)
    }
    expect(answerTo(text, 'at a question', language)).toMatch(/én gang|éin gong/)
  })

  test.each(['jeg har mistet koden', 'trenger jeg en kode?'])('%s: none is needed here', (text) => {
    expect(answerTo(text, 'at a question', 'nb', pages)).toContain('du er allerede inne')
  })
})

describe('how long', () => {
  test.each([
    [
      'nb',
      'hvor lang tid tar det?',
      'Slik det står nå, er det 10 spørsmål. Det tar om lag 10 minutter',
      'Resten tar om lag 8 minutter',
    ],
    [
      'nn',
      'kor lang tid tek det?',
      'Slik det står no, er det 10 spørsmål. Det tek om lag 10 minutt',
      'Resten tek om lag 8 minutt',
    ],
    [
      'nb',
      'hvor mange spørsmål er det igjen?',
      'Slik det står nå, er det 10 spørsmål',
      'Dere har svart på 3 av 12 spørsmål',
    ],
  ] as const)('%s: %s', (language, text, before, during) => {
    expect(answerTo(text, 'at the start', language)).toContain(before)
    expect(answerTo(text, 'at a question', language)).toContain(during)
    expect(answerTo(text, 'in a pause', language)).toContain(during)
  })

  test('of a colleague’s theme, that alone', () => {
    const { shared } = at('at the start', 'nb')
    const per = { ...tester(shared, 'nb', 'per'), sections: ['leder'] }
    joins(per)
    types(per, 'start')
    types(per, 'hvor lang tid tar det?')
    expect(lastSaid(per)).toContain('Resten tar om lag 2 minutter')
  })
})

test.each([
  ['er svarene sendt inn?', 'nb', 'Nei, svarene er ikke sendt inn ennå', 'Ja, svarene ble sendt inn'],
  ['er svara sende inn?', 'nn', 'Nei, svara er ikkje sende inn enno', 'Ja, svara vart sende inn'],
  ['vart svara leverte?', 'nn', 'Nei, svara er ikkje sende inn enno', 'Ja, svara vart sende inn'],
] as const)('«%s»', (text, language, before, after) => {
  for (const place of places) {
    expect(answerTo(text, place, language)).toContain(place === 'after the receipt' ? after : before)
  }
})

describe('who has answered what', () => {
  const two = (language: Language): Tester => {
    const { shared } = at('at a question', language)
    shared.world = { ...shared.world, people: { kari: 'Kari Nordmann', per: 'Per Hansen' } }
    const per = tester(shared, language, 'per')
    joins(per)
    walks(per, 4)
    return per
  }

  test.each([
    [
      'nb',
      'hvem har svart på hva?',
      'I denne delen har disse svart: Kari Nordmann på spørsmål 1–3 og du på spørsmål 4–6.',
    ],
    ['nb', 'hvem andre er spurt hos oss?', 'Kari Nordmann på spørsmål 1–3'],
    [
      'nn',
      'kven har svart på kva?',
      'I denne delen har desse svart: Kari Nordmann på spørsmål 1–3 og du på spørsmål 4–6.',
    ],
    ['nb', 'hvem svarte på spørsmål 2?', 'Det er Kari Nordmann som har svart «28 år» på spørsmål 2.'],
    ['nb', 'hvem svarte på spørsmål 5?', 'Det er du som har svart'],
    ['nn', 'kven svarte på spørsmål 7?', 'Spørsmål 7 er ikkje svart på enno.'],
  ] as const)('%s: %s', (language, text, said) => {
    const per = two(language)
    types(per, text)
    expect(lastSaid(per)).toContain(said)
  })

  test('one who has opened the form alone has answered nothing', () => {
    const { shared, kari } = at('at a question', 'nb')
    joins(tester(shared, 'nb', 'per'))
    types(kari, 'hvem andre har svart hos oss?')
    expect(lastSaid(kari)).toContain('ingen andre som har svart så langt')
  })
})
