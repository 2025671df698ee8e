/** What people say around, instead of and after their answers, as those of `whole-persons.test.ts` do; and in other words of each kind. */

import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { entryOf, saysAt } from '../support/says-at.ts'
import { lastSaid, sessionOf, type Tester, types } from '../support/tester.ts'

type Row = [language: Language, question: string, said: string[], then: string]

const after = (language: Language, question: string, said: string[]): string =>
  saysAt(question, said, language).log.slice(-3).join('\n')

describe('is answered', () => {
  test.each<Row>([
    ['nb', 'imdi_kontakt', ['er dere fortsatt her?'], 'er her'],
    ['nn', 'imdi_kontakt', ['er de framleis her?'], 'er her'],
    ['nb', 'imdi_kontakt', ['Da er jeg mett og god, hvor var vi?'], 'Hvor ofte har dere hatt kontakt'],
    ['nb', 'imdi_nytte', ['Da er jeg mett og god, hvor var vi?'], 'Hvordan vurderer dere nytten'],
    ['nb', 'ansvarlig_rolle', ['hva har det med saken å gjøre?'], 'Vi spør fordi'],
    ['nn', 'ansvarlig_aar', ['kva har det med saka å gjere'], 'IMDi spør alle kommunar'],
    ['nb', 'ansvarlig_rolle', ['det raker dere ikke'], 'helt i orden'],
    ['nb', 'bosatt_antall', ['det kan dere se i egne lister'], 'ikke tilgang til tall'],
    ['nn', 'bosatt_antall', ['de sende dei jo hit sjølve, sjå i eigne lister'], 'ikkje tilgang til tal'],
    ['nb', 'bosatt_antall', ['det har dere jo tall på selv'], 'ikke tilgang til tall'],
    ['nb', 'bosatt_antall', ['Tusen takk for hjelpen, du var flink du'], 'Takk selv'],
    ['nb', 'imdi_nytte', ['ferdig?'], 'Resten tar om lag'],
  ])('in %s at %s: %j', (language, question, said, then) => {
    expect(after(language, question, said)).toContain(then)
  })
})

describe('a curse beside a yes or no leaves it what it is', () => {
  test.each<[Language, string, number | undefined]>([
    ['nb', 'ja for faen', 8],
    ['nb', 'ja, herregud', 8],
    ['nn', 'det stemmer for faen', 8],
    ['nb', 'nei for helvete', undefined],
    ['nn', 'nei, i svarte', undefined],
  ])('in %s: %s', (language, said, stored) => {
    const person = saysAt('bosatt_antall', ['8 tror jeg', said], language)
    expect(entryOf(person, 'bosatt_antall')?.answer?.value).toBe(stored)
  })
})

describe('is put right', () => {
  test.each<Row>([
    ['nb', 'nav_avtale', ['feil på fire, det var 19'], '«17 personer» til «19 personer»'],
    ['nn', 'nav_avtale', ['feil på 4, det var 19'], '«17 personar» til «19 personar»'],
    ['nb', 'nav_avtale', ['spørsmål fire skal være 19'], '«17 personer» til «19 personer»'],
    ['nb', 'introprogram_plassering', ['tilbake', '5', 'det er ikke fem men seks'], '«6 deltakere»'],
    ['nb', 'introprogram_plassering', ['tilbake', '5', 'nei, ikke 5, men 6'], '«6 deltakere»'],
    ['nn', 'bosetting_krevende', ['tilbake', '2', 'nei 3'], '«3 personar»'],
  ])('in %s at %s: %j', (language, question, said, then) => {
    expect(after(language, question, said)).toContain(then)
  })
})

describe('is stored or asked about', () => {
  test.each<Row>([
    ['nb', 'bosetter', ['ja det har vi absolutt, men i 2015 var det mange flere'], 'Det kan bety flere ting'],
    ['nb', 'bosetting_krevende', ['bolig økonomi kort varsel'], 'Lagret: '],
    ['nb', 'imdi_kontakt', ['ikke en eneste gang'], 'Ikke i det hele tatt'],
    ['nb', 'nav_avtale', ['det tror jeg ikke, men jeg skal ikke banne på det'], '«Nei». Stemmer det?'],
    ['nb', 'bosatt_antall', ['et ektepar med tre barn og mor hennes, seks i alt'], '«6 personer»'],
    ['nb', 'bosatt_antall', ['tusen takk, det var 12'], '12 personer'],
  ])('in %s at %s: %j', (language, question, said, then) => {
    expect(after(language, question, said)).toContain(then)
  })

  test('«de to» are two that were spoken of, and not the second', () => {
    const person = saysAt('bosetting_krevende', ['boliger kanskje', 'nei, bare de to'])
    expect(entryOf(person, 'bosetting_krevende')?.answer).toBeUndefined()
  })
})

test.each<[Language, string]>([
  ['nb', 'Nei, nå tror jeg at jeg har pratet nok 😊'],
  ['nb', 'nå er alt sagt'],
  ['nn', 'nei, no har eg sagt nok'],
])('in %s, «%s» is no remark', (language, said) => {
  const person = saysAt('ansvarlig_merknad', [said], language)
  expect(entryOf(person, 'ansvarlig_merknad')?.answer).toBeUndefined()
})

test('nothing is deleted after a «nei», whatever comes behind it', () => {
  for (const said of ['nei, ikke slett, send det inn', 'ikke slett noe', 'nei herregud']) {
    const person = saysAt('nav_avtale', ['slett alt', said])
    expect(lastSaid(person)).toContain('Ingenting er slettet')
    expect(entryOf(person, 'bosatt_antall')?.answer).toBeDefined()
  }
})

describe('after the receipt', () => {
  const sent = (language: Language): Tester => {
    const person = saysAt('ansvarlig_merknad', ['nei', 'send inn', 'ja'], language)
    expect(sessionOf(person.shared).state).toBe('submitted')
    return person
  }
  test.each<[Language, string, string]>([
    ['nb', 'ferdig?', 'Svarene er sendt inn'],
    ['nb', 'god helg!', 'takk for svarene'],
    ['nn', 'hadet', 'takk for svara'],
    ['nn', 'og no vil eg ikkje høyre meir frå dykk', 'ingen fleire påminningar'],
  ])('in %s: %s', (language, said, then) => {
    const person = sent(language)
    types(person, said)
    expect(lastSaid(person).toLowerCase()).toContain(then.toLowerCase())
  })
})
