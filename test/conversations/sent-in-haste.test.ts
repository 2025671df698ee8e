/** Sending in is heard where something else waits or is offered, and a question about the answers sends nothing. */

import { expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, questionOf, seatOf, sessionOf, sharedSession, type Tester, tester, types } from '../support/tester.ts'

/** Somebody at a question of 2018; at none of that name: where the answers are looked over. */
const at = (question: string, language: Language): Tester => {
  const person = tester(sharedSession(worldOf(questionnaires.integrering, units.kommune)), language)
  joins(person)
  types(person, 'start')
  for (let i = 0; i < 60 && questionOf(person) !== question && seatOf(person).position.at === 'question'; i++)
    types(person, i % 2 === 0 ? 'hopp over' : 'nei')
  return person
}

test.each<[Language, string]>([
  ['nb', 'Nei det trenger vi ikke, send'],
  ['nb', 'nei, det holder. send inn'],
  ['nb', 'nei, det får være greit, bare send'],
  ['nn', 'nei det treng me ikkje, berre send'],
  ['nn', 'nei, det er nok, send inn'],
])('in %s, «%s» sends in', (language, said) => {
  const person = at('review', language)
  types(person, 'send inn')
  types(person, said)
  expect(sessionOf(person.shared).state).toBe('submitted')
})

test.each<[Language, string]>([
  ['nb', 'nei, vent, ikke send'],
  ['nb', 'nei det er ikke ferdig, vent'],
  ['nb', 'nei, send inn først når jeg sier fra'],
  ['nn', 'nei, eg treng meir tid'],
])('in %s, «%s» sends nothing', (language, said) => {
  const person = at('review', language)
  types(person, 'send inn')
  types(person, said)
  expect(sessionOf(person.shared).state).not.toBe('submitted')
})

test.each<[Language, string]>([
  ['nb', 'er det riktig nå?'],
  ['nb', 'ferdig?'],
  ['nb', 'stemmer det nå?'],
  ['nn', 'stemmer det no?'],
  ['nn', 'er det rett no?'],
])('in %s, «%s» at the review opens no sending', (language, said) => {
  const person = at('review', language)
  types(person, said)
  expect(seatOf(person).pending?.type).not.toBe('submit')
  expect(sessionOf(person.shared).state).toBe('started')
})

test('«ferdig?» in a matrix tells how far one has come', () => {
  const person = at('imdi_nytte', 'nb')
  types(person, 'ferdig?')
  expect(person.log.at(-1)).toContain('Dere har svart på 2 av 9 spørsmål.')
  expect(questionOf(person)).toBe('imdi_nytte')
})

test.each<[Language, string]>([
  ['nn', 'send inn no, eg må på møte'],
  ['nb', 'må stikke, send det dere har'],
  ['nb', 'send inn nå, jeg har dårlig tid'],
  ['nb', 'rekker ikke mer nå, bare send'],
  ['nn', 'eg skal i møte, send det de har'],
])('in %s, «%s» while a proposal waits asks whether to send', (language, said) => {
  const person = at('imdi_nytte', language)
  types(person, 'tolk er vel ganske nyttig trur eg')
  expect(seatOf(person).pending).toMatchObject({ type: 'confirm' })
  types(person, said)
  expect(seatOf(person).pending).toMatchObject({ type: 'submit' })
})

test.each<[Language, string]>([
  ['nb', 'bare send inn det vi har, vi rekker ikke mer'],
  ['nn', 'Send inn det me har, me kjem ikkje lenger'],
  ['nn', 'eg leverer det eg har, rekk ikkje meir'],
  ['nb', 'send inn nå, klarer ikke flere'],
  ['nb', 'Vi kommer ikke videre. Send inn'],
  ['nb', 'har gjort nok i dag, send det vi har'],
])('in %s, «%s» at a question and in a pause asks whether to send', (language, said) => {
  for (const before of [[], ['pause']]) {
    const person = at('imdi_nytte', language)
    for (const each of [...before, said]) types(person, each)
    expect(seatOf(person).pending).toMatchObject({ type: 'submit' })
  }
})

test('«ja bare send» stores what waits first', () => {
  const person = at('imdi_nytte', 'nb')
  types(person, 'tolk er vel ganske nyttig tror jeg')
  types(person, 'ja bare send')
  expect(sessionOf(person.shared).entries.imdi_nytte?.answer).toMatchObject({ value: { tolk: 'god' } })
  expect(seatOf(person).pending).toMatchObject({ type: 'submit' })
})

test.each<[Language, string]>([
  ['nb', 'kan vi gå tilbake til spørsmålet om hvor mange år?'],
  ['nb', 'jeg vil tilbake til spørsmålet om hvor mange år'],
  ['nb', 'gå til spørsmålet om år i integrering'],
  ['nn', 'kan me gå attende til spørsmålet om kor mange år?'],
  ['nn', 'tilbake til spørsmålet om kor mange år'],
])('in %s, «%s» at a question opens it', (language, said) => {
  const person = at('introprogram', language)
  types(person, said)
  expect(questionOf(person)).toBe('ansvarlig_aar')
})
