/** A yes or a no with something told beside it, as two testers played whole surveys: the contrary of what is said is never proposed. */
import { describe, expect, test } from 'vitest'
import { openDraft } from '../../src/engine/draft.ts'
import { hearing } from '../../src/engine/hearing.ts'
import { stopFor } from '../../src/engine/route.ts'
import { step } from '../../src/engine/step.ts'
import { heldToWords } from '../../src/norwegian/held-to-words.ts'
import { notUnderstood } from '../../src/norwegian/meaning.ts'
import { saidOf } from '../../src/norwegian/said.ts'
import { heardAt } from '../support/heard-at.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { stateBefore } from './in-session.ts'

const is = (question: string, text: string, expected: unknown) => expect(heardAt(question, text)).toBe(expected)

/** The choices between which it is asked; the raadmann's questions have a yes before them, as they are asked after one. */
const asked = (part: 'raadmann' | 'integrering', question: string, text: string) => {
  const world = worldOf(questionnaires[part], units.kommune)
  const given = part === 'raadmann' && question !== 'tolk_retningslinjer' ? { tolk_retningslinjer: 'ja' } : {}
  const before = stateBefore({ part, question, lang: 'nb', unit: 'kommune', given, expect: {} } as never, world)
  const { session, seat, replies } = step(world, before, { type: 'text', text })
  const entry = session.entries[question]
  if (entry?.missing !== undefined) return entry.missing
  if (seat.pending?.type === 'confirm') return `? ${seat.pending.answer.value}`
  return replies.flatMap(({ reply }) =>
    reply.type === 'refused' && reply.problem.code === 'ambiguous_choice' ? [...reply.problem.candidates] : [],
  )
}

describe('a yes that is told more of stays a yes', () => {
  test.each([
    ['nav_avtale', 'Vi har en avtale, men den er litt utdatert', '? ja'],
    ['nav_avtale', 'Me har avtale, men han er frå 2012', '? ja'],
    ['nav_avtale', 'vi har avtale, men NAV følger den ikke', '? ja'],
    ['ansatte_tiltak', 'Ja. Er med i traineeordningen til fylket og krever ikke b2 lenger i renhold', '? ja'],
    ['ansatte_tiltak', 'Japp, men det hjelper ikke', '? ja'],
    ['ansatte_tiltak', 'Me har nokre tiltak, men ingen plan', '? ja'],
    ['ansatte_tiltak', 'Vi har noen tiltak, men ikke noen plan', '? ja'],
    ['tolk_retningslinjer', 'Jepp, men ingen leser dem', '? ja'],
    ['tolk_retningslinjer', 'ja, men folk bruke dem ikke', '? ja'],
    ['tolk_retningslinjer', 'Jau, men dei ligg i ei skuff og ingen les dei', '? ja'],
    ['nav_avtale', 'trur det ligg ein avtale i skuffa hjå NAV', '? ja'],
    ['samarbeid_kommuner', 'bare med Bærum om tolk', '? ja'],
    ['samarbeid_kommuner', 'berre med Vik', '? ja'],
  ])('%s: «%s» %s', is)

  test.each([
    ['nav_avtale', 'ja, men ikke skriftlig'],
    ['nav_avtale', 'Ja, men ikke ennå'],
    ['resultatmaal', 'Ja, men ikke egne'],
  ])('%s: «%s», where the thing itself is denied, is not', (question, text) =>
    expect(heardAt(question, text)).not.toMatch(/ja/),
  )
})

describe('a plain yes with a harmless word after it is stored', () => {
  test.each([
    ['ansatte_tiltak', 'Ja, politisk vedtatt', '= ja'],
    ['ansatte_tiltak', 'Ja. Vedtatt 2017.', '= ja'],
    ['ansatte_tiltak', 'Jau, vedteken i fjor', '= ja'],
    ['tolk_retningslinjer', 'Ja, nye i år', '= ja'],
    ['tolk_retningslinjer', 'ja, oppdatert i 2016', '= ja'],
    ['samarbeid_kommuner', 'ja, med Bærum', '= ja'],
    ['samarbeid_kommuner', 'ja, med Voss og Vik', '= ja'],
    ['nav_avtale', 'Det finst ein avtale, ja', '= ja'],
  ])('%s: «%s» %s', is)
})

describe('what the questionnaire says does not count is not proposed', () => {
  test.each([
    ['ansatte_tiltak', 'Vi har en plan under arbeid, skal opp i juni'],
    ['ansatte_tiltak', 'Planen er til høring'],
    ['ansatte_tiltak', 'Me har eit utkast til plan'],
    ['nav_avtale', 'den ligger til signering'],
    ['nav_avtale', 'Avtalen er under arbeid'],
  ])('%s: «%s»', (question, text) => expect(heardAt(question, text)).toMatch(/ nei$/))

  test('what is signed is', () => is('nav_avtale', 'Avtalen er signert', '? ja'))
})

describe('of two ways of yes the one that is told of, or both', () => {
  test.each([
    ['bosetter', 'Me har busett 14 i år', ['selv', 'med_andre']],
    ['bosetter', 'Vi har bosatt 22 så langt', ['selv', 'med_andre']],
    ['bosetter', 'det er me som buset dei, ikkje i lag med nokon', '? selv'],
    ['bosetter', 'det er vi som bosetter dem, ingen andre', '? selv'],
    ['introprogram', 'vi gjør det', '? selv'],
    ['introprogram', 'me driv det', '? selv'],
    ['introprogram', 'Ja, det er det me driv', '? selv'],
    ['introprogram', 'klart vi har', '? selv'],
    ['introprogram', 'Ja, men vi kjøper en del av norsken', '? selv'],
    ['introprogram', 'Ja, men me kjøper noko av norsken i Vik', '? selv'],
  ])('%s: «%s»', (question, text, expected) => expect(asked('integrering', question, text)).toEqual(expected))
})

describe('a mild yes is asked about', () => {
  test.each([
    ['svingninger', 'Litt, men ikke dramatisk'],
    ['svingninger', 'Noko, men ikkje mykje'],
    ['tolk_register', 'Tror det. Spør meg ikke om detaljer'],
    ['tolk_register', 'Trur det. Hugsar ikkje detaljane'],
    ['tolk_register', 'Jeg tror det, men detaljene husker jeg ikke'],
    ['tolk_retningslinjer', 'Eg trur det. Spør personal om resten'],
    ['tolk_retningslinjer', 'Antar det. Har ikke sett dem selv'],
  ])('%s: «%s»', (question, text) => expect(asked('raadmann', question, text)).toBe('? ja'))
})

describe('a hedge with more told after it is no «vet ikke»', () => {
  test.each([
    ['svingninger', 'vanskelig å si. det har vært en fordel at vi har fått bygd opp kompetanse, men samtidig slitsomt'],
    ['svingninger', 'vanskeleg å seie. somme år har vore tunge'],
    ['svingninger', 'usikker. Det har vært mye styr med boliger'],
    ['ansatte_tiltak', 'ikkje heilt sikker. vi treng jo sykepleiera'],
    ['ansatte_tiltak', 'Ikke sikker, dere har jo sett strategien'],
  ])('%s: «%s»', (question, text) => expect(asked('raadmann', question, text)).not.toBe('dont_know'))

  test.each([
    ['tolk_register', 'usikker, må sjekke'],
    ['tolk_register', 'ikke helt sikker'],
    ['ansatte_tiltak', 'Er ikke sikker, HR vet dette'],
    ['ansatte_tiltak', 'vanskelig å si, jeg er ny her'],
  ])('%s: «%s» is', (question, text) => expect(asked('raadmann', question, text)).toBe('dont_know'))
})

/** What becomes of a «vet ikke» that only the model guessed. */
const guessedUnknown = (text: string) => {
  const world = worldOf(questionnaires.raadmann, units.kommune)
  const about = { part: 'raadmann', question: 'ansatte_tiltak', lang: 'nb', unit: 'kommune', given: {}, expect: {} }
  const draft = openDraft(world, stateBefore(about as never, world), null)
  const place = hearing(draft, stopFor(draft, 'ansatte_tiltak'))
  if (place.question === undefined) throw new Error('the question is not on the route')
  return heldToWords(saidOf(text), { type: 'missing', missing: 'dont_know' }, place, notUnderstood)
}

describe('a «vet ikke» that was guessed is kept where the words tell that nobody knows', () => {
  test.each([
    'det var før min tid',
    'Det har eg ikkje oversyn over',
    'er helt ny i jobben',
    'Det veit eg ingenting om',
    'det må HR svare på',
    'ikke mitt bord',
    'Aldri hørt om',
    'Uråd å seie',
    'aner ikke',
  ])('«%s»', (text) => expect(guessedUnknown(text)).toMatchObject({ missing: 'dont_know' }))

  test.each([
    'Vi har ny leder, ikke prioritert',
    'Me har ny leiar, ikkje prioritert',
    'Ny ordning, kommer i gang til våren',
    'Sett på vent, vi har hatt det travelt',
    'Det har vore andre ting å gjere',
    'Hr har det på lista',
    'Ikkje prioritert før no',
    'NAV er inne i bildet noen ganger',
    'tal kjem i januar',
    'Har vi ikke fått det til?',
  ])('and not by a word that is said of anything: «%s»', (text) =>
    expect(guessedUnknown(text)).toMatchObject({ type: 'ask' }),
  )
})

describe('what is told vaguely, or of others, is asked about', () => {
  test.each([
    ['kapasitet_tid', 'Fort. Vi har tomme boliger', '? halvt_aar'],
    ['kapasitet_tid', 'Raskt, me har hus ståande', '? halvt_aar'],
    ['kapasitet_tid', 'Kjapt! Folkene er på plass', '? halvt_aar'],
    ['kapasitet_tid', 'fort', '= halvt_aar'],
    ['kapasitet_tid', 'kjapt. 3-4 mnd', '= halvt_aar'],
    ['naeringsliv_tiltak', 'NAV tar seg av det', '? nav_nettverk'],
    ['naeringsliv_tiltak', 'NAV gjør det', '? nav_nettverk'],
    ['naeringsliv_tiltak', 'det er NAV som tar seg av det', '? nav_nettverk'],
    ['naeringsliv_tiltak', 'næringskontakten tek seg av det', '? stillingsressurs'],
  ])('%s: «%s» %s', is)
})
