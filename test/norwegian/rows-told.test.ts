/** Rows of a matrix as people say them, each in a session that has the matrix open at its first row. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { step } from '../../src/engine/step.ts'
import type { Answer } from '../../src/questionnaire/answer.ts'
import { type Language, questionnaire } from '../../src/questionnaire/schema.ts'
import { render } from '../../src/wording/render.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { stateBefore } from './in-session.ts'

type Matrix = 'imdi_nytte' | 'imdi_viktighet' | 'sosial_kontroll_omfang'
type Came = { stored: Record<string, string>; proposed: Record<string, string>; said: string }

const worldOf2018 = worldOf(questionnaires.integrering, units.kommune)
const draft = new URL('../../dialogs/kommuneundersokelsen-2027/oppvekst.v1.yaml', import.meta.url)
const worldOf2027 = worldOf(questionnaire.parse(parse(readFileSync(draft, 'utf8'))), units.kommune)

const rowsOf = (answer: Answer | undefined): Record<string, string> =>
  answer?.kind === 'matrix' ? { ...answer.value, ...answer.missing } : {}

const come = (question: Matrix, text: string, lang: Language = 'nb'): Came => {
  const world = question === 'sosial_kontroll_omfang' ? worldOf2027 : worldOf2018
  const reply = { part: 'integrering', question, lang, unit: 'kommune', text, given: {}, expect: {} }
  const { session, seat } = stateBefore(reply as never, world)
  const outcome = step(world, { session, seat }, { type: 'text', text })
  const { pending } = outcome.seat
  return {
    stored: rowsOf(outcome.session.entries[question]?.answer),
    proposed: pending?.type === 'confirm' ? rowsOf(pending.answer) : {},
    said: outcome.replies
      .map(({ reply: said }) =>
        JSON.stringify(render(said, { ...world, session: outcome.session, seat: outcome.seat })),
      )
      .join('\n'),
  }
}

const card = ['kunnskapsdeling', 'mangfoldige_tjenester', 'bosetting', 'enslige_mindreaarige']
const others = [
  ...[
    'kvalifisering',
    'utdanningsloep',
    'tilskudd',
    'tolk',
    'sosial_kontroll',
    'tall_forskning',
    'mangfold_arbeidsliv',
  ],
]
const every = [...card, ...others]
const all = (value: string, rows: readonly string[] = card) => Object.fromEntries(rows.map((row) => [row, value]))

describe('what is certain of every row named is stored, and no other row is', () => {
  test.each<[Matrix, string, Record<string, string>]>([
    ['imdi_nytte', 'adle desse fire: ganske nyttig, og eg sko gjerne ha skrive meir om dei', all('god')],
    ['imdi_nytte', 'Alle fire: litt nyttig, dessverre', all('litt_nyttig')],
    [
      'imdi_viktighet',
      'Alle elleve: svært viktig, med unntak av tolk, som berre er litt viktig',
      { ...all('svaert_viktig', [...card, ...others]), tolk: 'litt_viktig' },
    ],
    [
      'imdi_viktighet',
      'Svært viktig på alle elleve unntatt statistikken, som er uviktig',
      { ...all('svaert_viktig', [...card, ...others]), tall_forskning: 'ikke_viktig' },
    ],
    [
      'imdi_nytte',
      'Tolk og sosial kontroll har vi ikkje fått hjelp til. Statistikken er gull. Arbeidslivet veit eg ikkje.',
      {
        ...{ tolk: 'not_applicable', sosial_kontroll: 'not_applicable' },
        ...{ tall_forskning: 'svaert_god', mangfold_arbeidsliv: 'dont_know' },
      },
    ],
    [
      'imdi_nytte',
      'Tilskudd har vi ikke brukt. Bosettingen er uvurderlig. Utdanning aner jeg ikke.',
      { tilskudd: 'not_applicable', bosetting: 'svaert_god', utdanningsloep: 'dont_know' },
    ],
    [
      'imdi_viktighet',
      'enslige = uviktig for OSS (byen tar dem), resten på skjermen = viktig',
      { ...all('viktig'), enslige_mindreaarige: 'ikke_viktig' },
    ],
    [
      'imdi_viktighet',
      'Busetjing: ikkje viktig, for vi får ingen fleire. Kunnskap: viktig. Tenester: viktig. Einslege mindreårige: ikkje aktuelt.',
      {
        ...{ bosetting: 'ikke_viktig', kunnskapsdeling: 'viktig' },
        ...{ mangfoldige_tjenester: 'viktig', enslige_mindreaarige: 'not_applicable' },
      },
    ],
    [
      'imdi_viktighet',
      'svært viktig på bosetting og kvalifisering, resten lite viktig',
      { ...all('litt_viktig', every), bosetting: 'svaert_viktig', kvalifisering: 'svaert_viktig' },
    ],
    [
      'imdi_viktighet',
      'EM ikke aktuelt, vi har lagt ned tilbudet. Busetjing ganske viktig',
      { enslige_mindreaarige: 'not_applicable', bosetting: 'viktig' },
    ],
    [
      'imdi_viktighet',
      'bosetting kjempeviktig, tilskot likeså',
      { bosetting: 'svaert_viktig', tilskudd: 'svaert_viktig' },
    ],
    [
      'imdi_nytte',
      'tolk å sosial kontroll unyttig, arbeid litt nyttig',
      { tolk: 'ikke_nyttig', sosial_kontroll: 'ikke_nyttig', kvalifisering: 'litt_nyttig' },
    ],
    ['imdi_nytte', 'Statistikken er uunnverleg', { tall_forskning: 'svaert_god' }],
    [
      'imdi_nytte',
      'ungene uten foreldre har vi ikke, bosettinga ganske fin',
      { enslige_mindreaarige: 'not_applicable', bosetting: 'god' },
    ],
  ])('%s: «%s»', (question, text, rows) => {
    expect(come(question, text).stored).toEqual(rows)
  })
})

describe('what is not certain of a row is asked about with all of them by name', () => {
  test.each<[Matrix, string, Record<string, string>]>([
    [
      'imdi_nytte',
      'Utdanning og tilskot likt: ganske; arbeid eit trinn lågare',
      { utdanningsloep: 'god', tilskudd: 'god', kvalifisering: 'litt_nyttig' },
    ],
    [
      'imdi_viktighet',
      'tenester ganske viktig, tolk et hakk over',
      { mangfoldige_tjenester: 'viktig', tolk: 'svaert_viktig' },
    ],
    ['imdi_viktighet', 'tolk og statistikk kan dere droppe', { tolk: 'ikke_viktig', tall_forskning: 'ikke_viktig' }],
    ['imdi_nytte', 'pengene helt ok, tolkinga meh', { tilskudd: 'god', tolk: 'litt_nyttig' }],
    ['imdi_nytte', 'ingenting av det', all('ikke_nyttig', every)],
    ['imdi_nytte', 'vi har ikke fått noe hjelp', all('not_applicable', every)],
    ['imdi_nytte', 'Eg kan diverre ikkje vurdere nokon av desse', all('dont_know')],
    [
      'imdi_viktighet',
      'EM er lagt ned, bosetting ganske viktig',
      { enslige_mindreaarige: 'not_applicable', bosetting: 'viktig' },
    ],
    [
      'imdi_viktighet',
      'De fire her: ganske, ganske, svært, vet ikke',
      { ...all('viktig'), bosetting: 'svaert_viktig', enslige_mindreaarige: 'dont_know' },
    ],
    ['imdi_viktighet', 'Tolk: svært viktig før, men nå blir det uviktig', { tolk: 'ikke_viktig' }],
    ['imdi_nytte', 'bosetting ganske nyttig, nei vent, der har vi ikke brukt dere', { bosetting: 'not_applicable' }],
    ['imdi_nytte', 'tolk svært nyttig, barnehage litt nyttig', { tolk: 'svaert_god' }],
  ])('%s: «%s»', (question, text, rows) => {
    const { stored, proposed } = come(question, text)
    expect(stored).toEqual({})
    expect(proposed).toEqual(rows)
  })
})

describe('values in words of one’s own', () => {
  test.each<[Matrix, string, Record<string, string>]>([
    ['imdi_nytte', 'Bosettingshjelpen kunne vi ikke vært foruten', { bosetting: 'svaert_god' }],
    ['imdi_nytte', 'Nettverkssamlingane har vore heilt konge', { kunnskapsdeling: 'svaert_god' }],
    ['imdi_nytte', 'penger og tall hjalp oss godt', { tilskudd: 'god', tall_forskning: 'god' }],
    ['imdi_nytte', 'tolkeråda var ikkje avgjerande', { tolk: 'litt_nyttig' }],
    [
      'imdi_nytte',
      'Arbeid: ikke så mye. Utdanning: null.',
      { kvalifisering: 'litt_nyttig', utdanningsloep: 'ikke_nyttig' },
    ],
    [
      'imdi_viktighet',
      'tilskudd må vi ha, statistikk kan kuttes',
      { tilskudd: 'svaert_viktig', tall_forskning: 'ikke_viktig' },
    ],
    ['imdi_viktighet', 'Busetjing klarer vi sjølve', { bosetting: 'ikke_viktig' }],
    ['imdi_viktighet', 'tolk klarer vi oss ikke uten', { tolk: 'svaert_viktig' }],
    [
      'imdi_viktighet',
      'utdanning viktig, arbeid enda viktigere',
      { utdanningsloep: 'viktig', kvalifisering: 'svaert_viktig' },
    ],
  ])('%s: «%s»', (question, text, rows) => {
    const { stored, proposed } = come(question, text)
    expect([stored, proposed]).toEqual([{}, rows])
  })
})

describe('a row that a sentence names gets no value from the next one', () => {
  test.each<[string, Record<string, string>]>([
    ['Jobb jobb jobb! Det andre er mindre viktig', all('litt_viktig', every)],
    ['jobb jobb jobb resten driter vi i', all('ikke_viktig', every)],
    ['tolk og jobb! resten litt', all('litt_viktig', every)],
    ['Pengane! Tolk litt viktig', { tolk: 'litt_viktig' }],
    ['Tolk har vi snakket om før, tilskudd svært viktig', { tilskudd: 'svaert_viktig' }],
  ])('«%s»', (text, rows) => {
    const { stored, proposed } = come('imdi_viktighet', text)
    expect([stored, proposed]).toEqual([{}, rows])
  })

  test('but the rows of one list do', () => {
    const { stored } = come('imdi_viktighet', 'Tolk, jobb, utdanning og EM: svært viktig')
    expect(stored).toEqual(all('svaert_viktig', ['tolk', 'kvalifisering', 'utdanningsloep', 'enslige_mindreaarige']))
  })
})

describe('nothing is stored or proposed', () => {
  test.each<[Matrix, string]>([
    ['imdi_viktighet', 'tolk blir viktig hvis det kommer en ny bølge'],
    ['imdi_viktighet', 'Bosetting: svært/ganske'],
    ['imdi_viktighet', 'tilskudd enten svært eller litt, spørs på statsbudsjettet'],
    ['imdi_nytte', 'Bosetting svært nyttig eller ikke nyttig, alt ettersom'],
    ['imdi_viktighet', 'hvis vi får flere enslige blir det viktig, ellers ikke'],
    ['imdi_nytte', 'svært på bosetting, eller nei, det var vel UDI'],
    ['imdi_nytte', 'I Stavanger var de veldig hjelpsomme'],
  ])('%s: «%s»', (question, text) => {
    const { stored, proposed } = come(question, text)
    expect([stored, proposed]).toEqual([{}, {}])
  })
})

describe('on a scale of another kind its own words are heard in sentences', () => {
  const rows = ['negativ_sosial_kontroll', 'tvangsekteskap', 'kjoennslemlestelse', 'ufrivillig_utland']
  test.each<[string, Record<string, string>]>([
    ['Tvangsekteskap er et stort problem, resten lite', { ...all('lite', rows), tvangsekteskap: 'stort' }],
    [
      'sosial kontroll stort, omskjæring vet vi ikke',
      { negativ_sosial_kontroll: 'stort', kjoennslemlestelse: 'dont_know' },
    ],
    ['Utlandet: ikke noe problem her. Tvang: lite', { ufrivillig_utland: 'ikke', tvangsekteskap: 'lite' }],
  ])('«%s»', (text, stored) => expect(come('sosial_kontroll_omfang', text).stored).toEqual(stored))
})

describe('every row that gets a value is named in the reply', () => {
  test('under its value, where several have the same', () => {
    expect(come('imdi_nytte', 'adle desse fire: ganske nyttig').said).toContain(
      'Lagret. Ganske nyttig: Kunnskap og erfaringer om kvalifisering i kommuner, Tjenester for en mangfoldig befolkning, ' +
        'Bosetting av flyktninger, Bosetting av enslige mindreårige.',
    )
  })

  test('each with its own, where none has the same', () => {
    expect(come('imdi_viktighet', 'Busetjing svært viktig, tolk litt viktig', 'nn').said).toContain(
      'Lagra. Busetjing av flyktningar: Svært viktig; Råd om å bestille og bruke tolk: Litt viktig.',
    )
  })

  test('also under the last one, with which the whole answer is there', () => {
    const { said } = come('imdi_viktighet', 'Svært viktig på alle elleve unntatt statistikken, som er uviktig')
    expect(said).toContain('Lagret: svar på 11 områder')
    expect(said).toContain('Ikke viktig: Statistikk og forskning')
  })

  test('«stemmer det?» names them with two buttons', () => {
    const { said } = come('imdi_viktighet', 'tolk og statistikk kan dere droppe')
    expect(said).toContain('Ikke viktig: Råd om å bestille og bruke tolk, Statistikk og forskning')
    expect(said.match(/"verb":"confirm_(?:yes|no)"/g)).toHaveLength(2)
  })

  test('what is no row of the question is said by name', () => {
    expect(come('imdi_nytte', 'tolk svært nyttig, barnehage litt nyttig').said).toContain(
      '«barnehage» fant jeg ikke blant områdene.',
    )
    expect(come('imdi_nytte', 'tolk svært nyttig, barnehage litt nyttig', 'nn').said).toContain(
      '«barnehage» fann eg ikkje blant områda.',
    )
  })
})

/** A number stands beside each value on the card and in «Svar med 1 Svært nyttig · 2 …», and «3: 1» is the way it shows. */
describe('a figure beside a row', () => {
  test('is the value that has it on the card, and the reply says which', () => {
    const { stored, said } = come('imdi_nytte', 'tilskot 1, tolk 3, statistikk 4', 'nn')
    expect(stored).toEqual({ tilskudd: 'svaert_god', tolk: 'litt_nyttig', tall_forskning: 'ikke_nyttig' })
    expect(said).toContain('Råd om tilskot: Svært nyttig; Råd om å bestille og bruke tolk: Litt nyttig')
  })

  test.each<[string, Record<string, string>]>([
    ['5', { kunnskapsdeling: 'dont_know' }],
    ['6', { kunnskapsdeling: 'not_applicable' }],
    ['3: 6, 4: 1', { bosetting: 'not_applicable', enslige_mindreaarige: 'svaert_god' }],
  ])('«%s» is asked about, where the card has «5 Vet ikke» and «6 Ikke aktuelt»', (text, rows) => {
    const { stored, proposed } = come('imdi_nytte', text)
    expect([stored, proposed]).toEqual([{}, rows])
  })

  test.each(['tilskot 5, tolk 6, statistikk 2', 'bosetting 6, tolk 3', '4 på bosetting, 2 på resten'])(
    '«%s» may be marks, and nothing is stored',
    (text) => expect(come('imdi_nytte', text).stored).toEqual({}),
  )
})
