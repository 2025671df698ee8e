/**
 * Whole parts as people go through them, as readable transcripts. They are compared with the files beside this test;
 * `UPDATE_GOLDENS=1` writes them anew, and a change in them is read in review.
 */

import { describe, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { golden } from '../support/golden.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, presses, questionOf, sharedSession, type Tester, tester, types, waits } from '../support/tester.ts'
import { typesAnswer } from '../support/typist.ts'
import { walks } from '../support/walker.ts'

/** By buttons: a pause over lunch, a second thought, a correction from the review, sent in, changed and sent in again. */
const byButtons = (person: Tester): void => {
  const nn = person.seat.includes('"nn"')
  joins(person)
  presses(person, 'Start')
  walks(person, 3)
  types(person, 'pause')
  waits(person.shared, 90)
  presses(person, nn ? 'Hald fram' : 'Fortsett')
  presses(person, nn ? 'Hopp over' : 'Hopp over')
  presses(person, 'Endre')
  presses(person, nn ? 'Behald svaret' : 'Behold svaret')
  walks(person, 100)
  presses(person, 'Endre her')
  presses(person, nn ? 'Endre 1' : 'Endre 1')
  presses(person, nn ? 'Behald svaret' : 'Behold svaret')
  presses(person, nn ? 'Til oppsummeringa' : 'Til oppsummeringen')
  presses(person, 'Send inn')
  presses(person, 'Ja, send inn')
  presses(person, 'Endre svar')
  types(person, 'endre 1')
  presses(person, 'Svar', { answer: 'annet', other: 'prosjektleder' })
  presses(person, 'Send inn')
  presses(person, 'Ja, send inn')
}

/** By typing: every answer in words, help on the way, back and forth, the other language form for a moment. */
const byTyping = (person: Tester): void => {
  const nn = person.seat.includes('"nn"')
  joins(person)
  types(person, 'hva er dette?')
  types(person, 'start')
  types(person, 'hjelp')
  for (let i = 0; i < 3; i++) typesAnswer(person, i)
  types(person, 'tilbake')
  types(person, nn ? 'bokmål' : 'nynorsk')
  types(person, nn ? 'nynorsk' : 'bokmål')
  types(person, nn ? 'hald fram' : 'fortsett')
  types(person, 'avslutt')
  waits(person.shared, 24 * 60)
  types(person, nn ? 'hald fram' : 'fortsett')
  for (let i = 3; i < 60 && questionOf(person) !== undefined; i++) typesAnswer(person, i)
  types(person, 'status')
  types(person, 'endre 2')
  types(person, '7')
  types(person, 'send inn')
  types(person, 'kanskje')
  types(person, 'ja')
}

const ways = { knapper: byButtons, skrevet: byTyping }

describe.each(['raadmann', 'integrering'] as const)('%s', (part) => {
  describe.each(['kommune', 'bydel'] as const)('for a %s', (unit) => {
    test.each([
      ['nb', 'knapper'],
      ['nb', 'skrevet'],
      ['nn', 'knapper'],
      ['nn', 'skrevet'],
    ] as const)('in %s, %s', (language: Language, way) => {
      const person = tester(sharedSession(worldOf(questionnaires[part], units[unit])), language)
      ways[way](person)
      golden(`${part}/${way}-${language}-${unit}`, person)
    })
  })
})

describe.each(['nb', 'nn'] as const)('the technical questionnaire in %s', (language) => {
  test.each(['kommune', 'bydel'] as const)('for a %s', (unit) => {
    const person = tester(sharedSession(worldOf(questionnaires.teknisk, units[unit])), language)
    joins(person)
    types(person, 'start')
    for (let i = 0; i < 80 && questionOf(person) !== undefined; i++) typesAnswer(person, i)
    types(person, 'send inn')
    types(person, 'ja')
    golden(`teknisk/skrevet-${language}-${unit}`, person)
  })
})
