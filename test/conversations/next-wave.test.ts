/**
 * A part each of the draft of 2027, as people go through it: typed in bokmål and nynorsk, and by buttons. Transcripts beside
 * this test; `UPDATE_GOLDENS=1` writes them anew.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { World } from '../../src/engine/session.ts'
import { hear } from '../../src/norwegian/hear.ts'
import { type Asked, questionnaire } from '../../src/questionnaire/schema.ts'
import { isAsked } from '../../src/questionnaire/shape.ts'
import { type Unit, wave, windowOf } from '../../src/questionnaire/wave.ts'
import { fill, unitData } from '../../src/texts/translate.ts'
import { hearingOf } from '../norwegian/judge.ts'
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

const named = (part: string, id: string): Asked => {
  const found = worldFor(part)
    .questionnaire.sections.flatMap(({ questions }) => questions)
    .find((one) => one.id === id)
  if (found === undefined || !isAsked(found)) throw new Error(`no question «${id}»`)
  return found
}

test.each([
  ['kommunedirektoer', 'kapasitet_grenser', 'det stopper på antall ansatte i flyktningtjenesten', 'bemanning'],
  ['kommunedirektoer', 'tolk_hindringer', 'det koster for mye for oss', 'kostnad'],
  ['introduksjonsprogram', 'program_utfordringer', 'for få praksisplasser i bygda', 'praksisplasser'],
  ['introduksjonsprogram', 'brukermedvirkning', 'vi har elevråd med deltakere i', 'raad'],
  ['oppvekst', 'oppvekst_rolle', 'jeg er leder for oppvekst og kultur', 'oppvekstsjef'],
  ['oppvekst', 'nyankomne_opplaering', 'de går i mottaksklasse første året', 'innfoeringsklasse'],
  ['oppvekst', 'fritid_tiltak', 'vi dekker kontingenten', 'betaler'],
] as const)('%s, %s: what is told in a sentence is heard, «%s»', (part, id, text, value) => {
  const { content } = hear(text, hearingOf(named(part, id), 'nb'))
  expect(JSON.stringify(content)).toContain(`"${value}"`)
})

test('who has the tasks of a county in Oslo is told to districts alone', () => {
  const help = (unit: Unit) => {
    const stop = named('introduksjonsprogram', 'fylke_samarbeid')
    return fill('nb', stop.help?.nb ?? '', unitData('nb', unit))
  }
  expect(help(units.kommune)).toBe('Tenk på det siste året.')
  expect(help(units.bydel)).toMatch(/^Tenk på det siste året\. I Oslo er det Oslo kommune/)
})
