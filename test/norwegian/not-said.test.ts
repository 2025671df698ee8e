/** What looks like an answer and is none, or may be another: it is asked about, and not stored. */
import { describe, expect, test } from 'vitest'
import { personalIn } from '../../src/norwegian/personal.ts'
import { heardAt } from '../support/heard-at.ts'

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
