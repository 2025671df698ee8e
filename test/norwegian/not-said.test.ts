/** What looks like an answer and is none, or may be another: it is asked about, and not stored. */
import { describe, expect, test } from 'vitest'
import { personalIn } from '../../src/norwegian/personal.ts'
import { heardAt, refusedAt } from '../support/heard-at.ts'

describe('what is struck out in Markdown is taken back', () => {
  test.each([
    ['tolk_retningslinjer', '~~ja~~', 'empty'],
    ['tolk_retningslinjer', '~~ja~~ nei', '= nei'],
    ['svingninger_hvilke', 'bemanning, ~~boliger~~', '= bemanning'],
    ['bosatt_antall', '~~32~~ 30', '= 30'],
    ['samarbeid_kommentar', 'Korps, ~~Grilling~~', '= Korps'],
    ['samarbeid_kommentar', '~~Skyss~~, felles kurs og møter', '= felles kurs og møter'],
    ['samarbeid_kommentar', 'Mer ~~penger~~ tid til møter', '= Mer tid til møter'],
  ])('%s: «%s» → %s', (question, text, expected) => expect(heardAt(question, text)).toBe(expected))

  test('a tilde that strikes nothing out stays', () => {
    expect(heardAt('samarbeid_kommentar', 'Vi møtes ~~ fire ganger ~~ i året')).toBe(
      '= Vi møtes ~~ fire ganger ~~ i året',
    )
    expect(heardAt('samarbeid_kommentar', 'Vi er ~30 kommuner')).toBe('= Vi er ~30 kommuner')
  })
})

describe('«0» where nothing is numbered so is asked about', () => {
  test.each(['evaluering_endring', 'resultatmaal_rapportering', 'imdi_kontakt', 'tolk_kjent', 'naeringsliv_best'])(
    '%s',
    (question) => expect(`${heardAt(question, '0')}`).not.toMatch(/^=/),
  )
})

describe('figures that are given to rows as marks are, where 1 is the best step, asked about', () => {
  test.each([
    '4 på bosetting, 2 på resten',
    '4 på tolk, 1 på bosetting',
    '1 på bosetting og tolk, 3 på resten',
    '3 for bosetting, 4 for resten',
    '2 på tilskudd, 4 på tolk',
  ])('«%s»', (text) => {
    const heard = heardAt('imdi_viktighet', text)
    expect(typeof heard === 'object' ? heard : undefined).toBeUndefined()
  })
})

describe('one person who is blamed in a free text', () => {
  test.each([
    'Han lederen i nabokommunen er jo ikke til å samarbeide med, det vet alle',
    'Rådmannen i Vik er udugelig',
    'Ho er umogleg å samarbeide med',
    'Flyktninglederen der er helt håpløs',
    'Den NAV-lederen er vanskelig å jobbe med',
    'Rektor er lat',
  ])('«%s» is asked about', (text) => expect(personalIn(text)).toBe('person'))

  test.each([
    'Samarbeidet er ikke godt nok',
    'Lederen er ikke på kontoret så ofte, og det er vanskelig å samarbeide',
    'Det er vanskelig å samarbeide over fylkesgrensen',
    'Rådmannen har ansvaret for avtalen',
    'Avtalen er ubrukelig',
  ])('«%s» is not', (text) => expect(personalIn(text)).toBeUndefined())
})

describe('a day is the number of no choice', () => {
  test.each([
    ['kapasitet_tid', 'fra 1. august'],
    ['kapasitet_tid', '1. mai'],
    ['kapasitet_tid', 'frå 2. juni 2019'],
    ['svingninger_hvilke', 'fra 1. august 2015'],
    ['svingninger_hvilke', 'den 3. mars'],
    ['ansvarlig_rolle', '1. januar'],
  ])('%s: «%s»', (question, text) => expect(heardAt(question, text)).toBe('unknown_choice'))
})

describe('a stray word, a command or how something is becomes no words of one’s own', () => {
  test.each(['sjelden', 'vanligvis', 'dårleg', 'sommetider', 'snarest'])('«%s»', (text) =>
    expect(heardAt('svingninger_hvilke', text)).toBe('unknown_choice'),
  )
  test.each([
    ['bemanning, boliger, vis svar', '? bemanning,bolig'],
    ['bemanning og bustader, elles ikkje meir å seie, send inn', '? bemanning,bolig'],
    ['boliger og økonomi, ellers ikke noe å tilføye, ta pause', '? oekonomi,bolig'],
  ])('«%s» %s', (text, heard) => expect(`${heardAt('svingninger_hvilke', text)}`.replace(/^=/, '?')).toBe(heard))
  test('a thing does', () => expect(heardAt('svingninger_hvilke', 'barnehagekø')).toMatch(/^\? /))
})

describe('two figures that may be parts of one are asked between', () => {
  test.each([
    ['bosatt_antall', '24 i vår og 6 i høst', [30, 6]],
    ['bosatt_antall', 'vi tok imot 24 i sommar og så kom det 6 te i august', [30, 6]],
    ['bosatt_antall', '14 før sommeren og 9 etter sommeren', [23, 9]],
    ['bosatt_antall', '20 første halvår, 11 andre halvår', [31, 11]],
    ['bosatt_antall', '12 i mars og 8 i oktober', [20, 8]],
    ['introprogram_deltakere', '30, og 5 i permisjon', [30, 35]],
    ['introprogram_deltakere', '41 og så 3 i permisjon', [41, 44]],
    ['ansvarlig_aar', '8 år, men 3 av dei i anna stilling', [5, 8]],
    ['ansvarlig_aar', '12 år, men 4 av dem som rådgiver', [8, 12]],
    ['leder_aar', 'ti år, men de to første i annen stilling', [8, 10]],
  ])('%s: «%s»', (question, text, between) =>
    expect(refusedAt(question, text)).toEqual({ code: 'ambiguous_number', candidates: between }),
  )
  test.each([
    ['bosatt_antall', '20 i fjor og 6 i år'],
    ['bosatt_antall', '24 i alt, 6 i høst'],
    ['bosatt_antall', '24 i vår, 30 nå'],
    ['ansvarlig_aar', '8 år, men 3 av dem i permisjon'],
  ])('%s: «%s» is no such sum', (question, text) => expect(`${heardAt(question, text)}`).toMatch(/^[=?] \d+$/))
})

describe('hurry is no remark', () => {
  test.each([
    'det haster',
    'det hastar veldig',
    'har det travelt nå',
    'eg har dårleg tid',
    'telefonen ringer',
    'vent litt, telefon',
  ])('«%s»', (text) => expect(`${heardAt('leder_merknad', text)}`).not.toMatch(/^=/))
  test('what hurries in the work is one', () => {
    expect(heardAt('leder_merknad', 'Det haster med flere boliger')).toBe('= Det haster med flere boliger')
  })
})
