/** What is said of the question before, or of one that is named, where another is open; and what somebody hears who is not understood. */
import { expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { begins } from '../support/one-answering.ts'
import { answersUntil, entryOf, proposed } from '../support/says-at.ts'
import { questionOf, type Tester, types } from '../support/tester.ts'

/** Somebody at this question of the integration part of 2018, who then says all of this. */
const at = (question: string, said: readonly string[], language: Language = 'nb'): Tester => {
  const { kari } = begins(['start'], 'integrering', language)
  answersUntil(kari, () => questionOf(kari) === question)
  for (const text of said) types(kari, text)
  return kari
}
const answerOf = (person: Tester, question: string) => entryOf(person, question)?.answer

test.each<[Language, said: string, row: string, value: string]>([
  ['nn', 'råd om tilskot var svært nyttig, hugs det', 'tilskudd', 'svaert_god'],
  ['nb', 'tolk var forresten ikke nyttig', 'tolk', 'ikke_nyttig'],
  ['nb', 'oi, bosetting var bare litt nyttig', 'bosetting', 'litt_nyttig'],
  ['nb', 'og tilskudd skulle vært svært nyttig', 'tilskudd', 'svaert_god'],
  ['nn', 'tolk: ikkje nyttig', 'tolk', 'ikke_nyttig'],
  ['nb', 'negativ sosial kontroll var svært nyttig', 'sosial_kontroll', 'svaert_god'],
])('in %s, rated by the scale of the table before: «%s»', (language, said, row, value) => {
  const person = at('imdi_viktighet', [said], language)
  expect(proposed(person)).toMatchObject({ question: 'imdi_nytte', value: { [row]: value } })
  types(person, 'ja')
  expect(answerOf(person, 'imdi_nytte')).toMatchObject({ value: { [row]: value } })
  expect(questionOf(person)).toBe('imdi_viktighet')
})

test.each(['tolk er svært viktig', 'tolk: 1', 'bosetting blir svært viktig, og mer nyttig enn i år'])(
  '«%s» rates by the scale of the open one',
  (said) => {
    const person = at('imdi_viktighet', [said])
    expect(proposed(person)?.question ?? 'imdi_viktighet').toBe('imdi_viktighet')
    expect(answerOf(person, 'imdi_nytte')).toMatchObject({ value: { tolk: 'god' } })
  },
)

test.each<[Language, question: string, said: string, earlier: unknown, here: unknown]>([
  ['nn', 'bosetter', 'Nei, 0 år er feil, det skulle vere 11. Og vi har ikkje busett nokon', 11, 'nei'],
  ['nb', 'bosatt_antall', 'på nr 2 skulle det stått 11. Vi har bosatt 14', 11, 14],
  ['nb', 'bosatt_mindreaarige', 'spørsmål 2 skal være 9. Ingen enslige mindreårige', 9, 0],
  ['nb', 'resultatmaal', 'på nr 2 skulle det stått 8. Nei, vi har ikke mål', 8, 'nei'],
  ['nn', 'bosatt_antall', 'nr 2 er feil, det skal vere 6. Vi har busett 21', 6, 21],
])('in %s at %s: «%s»', (language, question, said, earlier, here) => {
  const person = at(question, [said], language)
  expect(proposed(person)).toEqual({ question: 'ansvarlig_aar', value: earlier })
  types(person, 'ja')
  expect(answerOf(person, 'ansvarlig_aar')).toMatchObject({ value: earlier })
  expect(proposed(person)).toEqual({ question, value: here })
})

test.each<[Language, string]>([
  ['nn', 'kan vi gå tilbake til spørsmålet om introduksjonsprogram?'],
  ['nb', 'gå til spørsmålet om introduksjonsprogram'],
  ['nb', 'kan jeg gå tilbake til spørsmålet om introduksjonsprogrammet'],
])('in %s, «%s» opens the first of those that it names', (language, said) => {
  expect(questionOf(at('imdi_kontakt', [said], language))).toBe('introprogram')
})

test('what is named and comes later opens nothing before it', () => {
  expect(questionOf(at('bosetting_krevende', ['kan vi gå tilbake til spørsmålet om introduksjonsprogram?']))).toBe(
    'bosetting_krevende',
  )
})

test.each([
  ['endre 19 til: IMDi må komme tidligere', 'IMDi må komme tidligere'],
  ['Endre 19 til: takk for innsatsen i høst', 'takk for innsatsen i høst'],
])('at its own question «%s» tells only what stands after it', (said, value) => {
  const person = at('ansvarlig_merknad', [said])
  expect(proposed(person)).toEqual({ question: 'ansvarlig_merknad', value })
})

const hears = (question: string, texts: readonly string[]): string[] => {
  const person = at(question, [])
  return texts.map((text) => {
    types(person, text)
    return person.log.at(-1)?.replaceAll('Det går fortsatt ikke: ', '') ?? ''
  })
}

test('who is not understood many times hears what can be answered, an example, and then both ways on in turn', () => {
  const garbage = ['asdf', 'fdsa', 'qwer', 'asdf asdf', 'fdsa asdf', 'qwer asdf']
  const [reason, example, passing, again, more, once] = hears('bosetting_krevende', garbage)
  expect(new Set([reason, example, passing]).size).toBe(3)
  expect(reason).toContain('Svar med ett eller flere nummer')
  expect(passing).toContain('Skriv «hopp over»')
  expect(more).toBe(passing)
  expect(once).toBe(again)
  expect(reason).toContain(again?.trim())
})

test('who is asked between two and says neither is told how to go on', () => {
  const [asked, again, third, fourth] = hears('ansvarlig_rolle', ['leder', 'leder', 'leder', 'leder'])
  expect(asked).toContain('Det kan bety flere ting')
  expect(third).toContain('«hjelp»')
  expect(third).not.toBe(again)
  expect(fourth).not.toBe(third)
})
