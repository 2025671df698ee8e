/** The form as PDF is asked for in the chat: how to get it is told, and nothing else changes. */
import { beforeEach, expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { questionOf, sessionOf, type Tester, types } from '../support/tester.ts'

const begun = (language: 'nb' | 'nn'): Tester => {
  return begins(['start'], 'raadmann', language).kari
}

let kari: Tester
beforeEach(() => {
  kari = begun('nb')
})

test.each([
  'få skjemaet på PDF',
  'Kan jeg få skjemaet på PDF?',
  'Har dere spørsmålene som PDF?',
  'skriv ut skjemaet',
  'Kan vi få et papirskjema?',
])('«%s» tells whom to ask, and the question stands', (text) => {
  const [question, entries] = [questionOf(kari), sessionOf(kari.shared).entries]
  types(kari, text)
  const said = kari.log.slice(-2).join('\n')
  expect(said).toContain('Skjemaet finnes som PDF')
  expect(said).toContain(kari.shared.world.wave.contact.email)
  expect(questionOf(kari)).toBe(question)
  expect(sessionOf(kari.shared).entries).toEqual(entries)
})

test('in nynorsk', () => {
  const per = begun('nn')
  types(per, 'kan eg få skjemaet som pdf?')
  expect(per.log.slice(-2).join('\n')).toContain('Skjemaet finst som PDF')
})

test.each(['vi bruker et skjema på papir og to i Excel', 'skjemaet er for langt'])(
  '«%s» at a question with words of one’s own is an answer',
  (text) => {
    for (let i = 0; i < 20 && questionOf(kari) !== 'leder_merknad'; i++) types(kari, 'hopp over')
    expect(questionOf(kari)).toBe('leder_merknad')
    types(kari, text)
    expect(kari.log.slice(-3).join('\n')).not.toContain('Skjemaet finnes som PDF')
    expect(sessionOf(kari.shared).entries.leder_merknad?.answer).toMatchObject({ kind: 'text', value: text })
  },
)

/** The same person where the pages are known. */
const withPages = (language: 'nb' | 'nn'): Tester => {
  const person = begun(language)
  person.shared.world = Object.assign({}, person.shared.world, { pages: 'https://svar.example' })
  return person
}

test.each([
  ['nb', 'få skjemaet på PDF'],
  ['nb', 'Har dere spørsmålene som PDF?'],
  ['nn', 'kan eg få skjemaet som pdf?'],
] as const)('where there are pages, in %s, «%s» is answered with the address of the form', (language, text) => {
  const person = withPages(language)
  const question = questionOf(person)
  types(person, text)
  const said = person.log.at(-1) ?? ''
  const at = 'https://svar.example/svar/pdf/kommuneundersokelsen-2018/raadmann-kommune'
  expect(said).toContain(`${at}-${language}.pdf`)
  expect(said).toContain(`${at}-${language}-papir.pdf`)
  expect(said).not.toContain('{{')
  expect(questionOf(person)).toBe(question)
})

test.each([
  ['nb', 'kan jeg få en kopi av svarene?'],
  ['nb', 'hvordan får jeg en kopi av det vi har svart?'],
  ['nb', 'vi må arkivere svarene, hvordan gjør vi det?'],
  ['nb', 'kan vi få en utskrift av svarene våre?'],
  ['nn', 'kan eg få kopi av svara?'],
  ['nn', 'korleis lastar eg ned svara?'],
] as const)('where there are pages, in %s, «%s» says where the copy is', (language, text) => {
  const person = withPages(language)
  types(person, text)
  expect(person.log.at(-1)).toContain('https://svar.example/svar.')
  expect(person.log.at(-1)).toContain('PDF til arkivet')
  const without = begun(language)
  types(without, text)
  expect(without.log.at(-1)).toContain('«vis svar»')
  expect(without.log.at(-1)).not.toContain('https://')
})
