/**
 * A part each of the draft of 2027, as people go through it: typed in bokmål and nynorsk, and by buttons. Transcripts beside
 * this test; `UPDATE_GOLDENS=1` writes them anew.
 */
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { parse } from 'yaml'
import type { World } from '../../src/engine/session.ts'
import { questionnaire } from '../../src/questionnaire/schema.ts'
import { wave, windowOf } from '../../src/questionnaire/wave.ts'
import { golden } from '../support/golden.ts'
import { units, worldOf } from '../support/survey.ts'
import { joins, presses, questionOf, sharedSession, tester, types } from '../support/tester.ts'
import { typesAnswer } from '../support/typist.ts'
import { walks } from '../support/walker.ts'

const read = (name: string): unknown =>
  parse(readFileSync(new URL(`../../dialogs/kommuneundersokelsen-2027/${name}`, import.meta.url), 'utf8'))
const theWave = wave.parse(read('wave.yaml'))

const worldFor = (part: string): World => ({
  ...worldOf(questionnaire.parse(read(`${part}.v1.yaml`)), { ...units.kommune, id: '4625', county: 'Vestland' }),
  ...{ wave: theWave, ...windowOf(theWave), now: Date.parse('2027-11-02T08:00:00Z') },
})

test.each([
  ['kommunedirektoer', 'nb'],
  ['introduksjonsprogram', 'nn'],
] as const)('%s, typed in %s', (part, language) => {
  const person = tester(sharedSession(worldFor(part)), language)
  joins(person)
  types(person, 'start')
  for (let i = 0; i < 60 && questionOf(person) !== undefined; i++) typesAnswer(person, i)
  types(person, 'send inn')
  types(person, 'ja')
  golden(`neste-runde/${part}`, person)
})

test('oppvekst, by buttons', () => {
  const person = tester(sharedSession(worldFor('oppvekst')), 'nb')
  joins(person)
  presses(person, 'Start')
  walks(person, 100)
  presses(person, 'Send inn')
  presses(person, 'Ja, send inn')
  golden('neste-runde/oppvekst', person)
})
