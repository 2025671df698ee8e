/** A wave that carries the last one's answers, for units with none, one and two predecessors. */

import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { readWaveFolder, type WaveFolder } from '../../src/edge/files/wave-folder.ts'
import { loadPrevious } from '../../src/questionnaire/last-wave.ts'
import { buildSubmission, submissionDocument } from '../../src/results/submission.ts'
import { golden } from '../support/golden.ts'
import { worldOf } from '../support/survey.ts'
import { joins, presses, sessionOf, sharedSession, type Tester, tester, types } from '../support/tester.ts'

let folder: WaveFolder
beforeAll(async () => {
  const read = await readWaveFolder(join(import.meta.dirname, '../questionnaire/last-wave'), () => [])
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  folder = read
})

const answering = (unitId: string): Tester => {
  const unit = folder.units.find(({ id }) => id === unitId)
  const about = folder.questionnaires.get('raadmann')?.get(1)
  const previous = folder.previous?.get(unitId)?.get('raadmann')
  if (unit === undefined || about === undefined) throw new Error(unitId)
  const shared = sharedSession({ ...worldOf(about, unit), wave: folder.wave, ...(previous ? { previous } : {}) })
  const person = tester(shared, 'nb')
  joins(person)
  presses(person, 'Start')
  return person
}
const prefillOf = (person: Tester) => sessionOf(person.shared).paradata.prefill

test('a unit that was not there before is told of nothing', () => {
  const person = answering('4632')
  types(person, 'ja')
  types(person, '7')
  expect(person.log.join('')).not.toContain('forrige undersøkelse')
  expect(prefillOf(person)).toBeUndefined()
})

test('a unit sees its own last answer before, or is asked about a difference after; what no longer fits is left out', () => {
  const person = answering('4601')
  expect(person.log.join('')).not.toContain('I forrige undersøkelse svarte dere «')
  types(person, 'ja')
  types(person, '350')
  expect(person.log.at(-1)).toContain(
    'I forrige undersøkelse svarte dere «om lag 400». Stemmer det at svaret er et annet nå?',
  )
  expect(sessionOf(person.shared).entries.bosatt).toBeUndefined()
  types(person, 'ja')
  expect(prefillOf(person)).toEqual({ bosatt: 'after_changed' })
  types(person, 'endre 2')
  types(person, '400')
  expect(sessionOf(person.shared).entries.bosatt?.answer).toMatchObject({ value: 400 })
  expect(prefillOf(person)).toEqual({ bosatt: 'after_same' })
})

test('a merged unit sees the answers of all it came from, and never one that is to be hidden', () => {
  const person = answering('4618')
  expect(person.log.at(-1)).toContain('I forrige undersøkelse svarte Odda «Ja» og Jondal «Nei».')
  presses(person, 'Ja')
  presses(person, 'Svar', { answer: '20' })
  presses(person, 'Det stemmer')
  types(person, 'nei')
  expect(person.log.join('')).not.toContain('Hemmelig')
  types(person, 'send inn')
  types(person, 'ja')
  const { questionnaire, unit } = person.shared.world
  const session = sessionOf(person.shared)
  const document = buildSubmission({ questionnaire, unit, session, language: 'nb', completeness: 'complete' })
  expect(submissionDocument.parse(document).paradata.prefill).toEqual({ plan: 'before_same', bosatt: 'after_changed' })
  golden('prefill/sammenslaatt-kommune', person)
})

test('faults are told with their line', () => {
  const previous = { file: 'p', text: '{"unit":"1","name":"A","part":"x","answers":{}}\n{"unit":1}\n' }
  expect(loadPrevious(previous, null, new Set(['1']))).toMatchObject({ faults: [{ file: 'p', line: 2 }] })
  const successors = { file: 's', text: 'unit,successor\n1,\n' }
  expect(loadPrevious(previous, successors, new Set())).toMatchObject({
    faults: [
      { file: 'p', line: 2 },
      { file: 's', line: 2 },
    ],
  })
})
