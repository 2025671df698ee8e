/** A new version of the questionnaire is released while somebody is halfway, and sessions move to it. */
import { expect, test } from 'vitest'
import { moveSeat, moveSession } from '../../src/engine/move-session.ts'
import { type Questionnaire, questionnaire } from '../../src/questionnaire/schema.ts'
import { golden } from '../support/golden.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, questionOf, seatOf, sessionOf, sharedSession, tester, types, waits } from '../support/tester.ts'
import { typesAnswer } from '../support/typist.ts'

/** Version 2: one question renamed, one with fewer choices, one gone, one new. */
const second = (first: Questionnaire): Questionnaire =>
  questionnaire.parse({
    ...first,
    version: 2,
    sections: first.sections.map((section, index) => {
      const questions = section.questions.flatMap((question) => {
        if (question.id === 'leder_aar')
          return [{ ...question, id: 'leder_aar_i_stilling', was: 'leder_aar', checks: [] }]
        if (question.id !== 'leder_rolle' || question.kind !== 'single') return [question]
        return [{ ...question, choices: question.choices.filter((c) => c.id !== 'assisterende') }]
      })
      const fresh = {
        id: 'leder_nettverk',
        kind: 'single',
        text: { nb: 'Er du med i et nettverk for ledere?', nn: 'Er du med i eit nettverk for leiarar?' },
        choices: [
          { id: 'ja', text: { nb: 'Ja', nn: 'Ja' } },
          { id: 'nei', text: { nb: 'Nei', nn: 'Nei' } },
        ],
      }
      return { ...section, questions: index === 0 ? [...questions, fresh] : questions }
    }),
  })

test('answers are kept by id, and only what is new or changed is asked', () => {
  const shared = sharedSession(worldOf(questionnaires.raadmann, units.kommune))
  const person = tester(shared, 'nb')
  joins(person)
  types(person, 'start')
  types(person, 'assisterende rådmann')
  types(person, 'om lag 5')
  types(person, 'ja')
  types(person, '1 og 2')
  waits(shared, 24 * 60)
  const to = second(questionnaires.raadmann)
  const versions = new Map([questionnaires.raadmann, to].map((each) => [each.version, each]))
  shared.session = JSON.stringify(moveSession(sessionOf(shared), { versions, to: 2, unit: units.kommune }))
  person.seat = JSON.stringify(moveSeat(seatOf(person), { versions, from: 1, to: 2 }))
  shared.world = { ...shared.world, questionnaire: to }
  person.log.push('-- ny versjon av skjemaet\n')
  joins(person)
  expect(questionOf(person)).toBe('svingninger_grep')
  for (let i = 0; i < 60 && questionOf(person) !== undefined; i++) typesAnswer(person, i)
  const { entries } = sessionOf(shared)
  expect(entries.leder_aar_i_stilling?.answer).toEqual({ kind: 'number', value: 5, approximate: true })
  expect(entries.leder_rolle?.r).toBe(3)
  expect(entries.leder_nettverk?.answer).toBeDefined()
  types(person, 'send inn')
  types(person, 'ja')
  golden('raadmann/ny-versjon-nb-kommune', person)
})
