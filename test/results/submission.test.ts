/** The submission document, version 1 (contracts.md). */

import { expect, test } from 'vitest'
import { type Entry, newSession, type Session } from '../../src/engine/session.ts'
import type { Answer, GivenMissing } from '../../src/questionnaire/answer.ts'
import { buildSubmission, submissionDocument } from '../../src/results/submission.ts'
import { questionnaires, units } from '../support/survey.ts'
import { wave2018 } from '../support/wave-2018.ts'

const given = (answer: Answer): Entry => ({ r: 1, by: 0, at: 1, answer })
const without = (missing: GivenMissing): Entry => ({ r: 1, by: 0, at: 1, missing })

const session = (entries: Record<string, Entry>): Session => ({
  ...newSession({ id: 's', wave: wave2018, unitId: '1244', part: 'integrering', version: 1 }),
  state: 'submitted',
  startedAt: Date.parse('2018-11-05T08:12:31.250Z'),
  people: ['tenant/kari'],
  entries,
  submission: {
    id: '7e0f2f9a-8f0a-4a51-9a3f-0c5d3e1b2a77',
    revision: 2,
    at: Date.parse('2018-11-19T13:40:02Z'),
    by: 0,
  },
  paradata: { sittings: 3, lastAt: 1, seconds: { resultatmaal: 14 }, changed: ['resultatmaal'] },
})

const program = {
  bosetter: given({ kind: 'single', value: 'nei' }),
  introprogram: given({ kind: 'single', value: 'selv' }),
}

const build = (entries: Record<string, Entry>, completeness: 'complete' | 'partial' = 'complete') =>
  buildSubmission({
    questionnaire: questionnaires.integrering,
    unit: units.kommune,
    session: session(entries),
    language: 'nn',
    completeness,
  })

test('the example of the contract is a document', () => {
  const example = {
    schema: 'kommunedialog.submission.v1',
    submissionId: '7e0f2f9a-8f0a-4a51-9a3f-0c5d3e1b2a77',
    revision: 1,
    complete: true,
    wave: wave2018,
    part: 'integrering',
    questionnaireVersion: 1,
    unit: { id: '1201', kind: 'kommune', name: 'Bergen' },
    language: 'nn',
    startedAt: '2018-11-05T08:12:31Z',
    submittedAt: '2018-11-19T13:40:02Z',
    answers: {
      resultatmaal: { kind: 'single', value: 'ja' },
      samarbeid_om: { kind: 'multiple', value: ['norskopplaering', 'annet'], other: 'tolk' },
      imdi_nytte: { kind: 'matrix', value: { kunnskapsdeling: 'god' }, missing: { tolk: 'not_applicable' } },
    },
    missing: { resultatmaal_hvilke: 'skipped', evaluering: 'dont_know', samarbeid_kommentar: 'not_asked' },
    paradata: { sittings: 3, secondsPerQuestion: { resultatmaal: 14 }, changed: ['resultatmaal'] },
  }
  expect(submissionDocument.parse(example)).toEqual(example)
})

test('says whose it is and when, to the second, and names no person', () => {
  const document = build(program)
  expect(document).toMatchObject({
    submissionId: '7e0f2f9a-8f0a-4a51-9a3f-0c5d3e1b2a77',
    revision: 2,
    complete: true,
    questionnaireVersion: 1,
    unit: { id: '1244', kind: 'kommune', name: 'Austevoll' },
    language: 'nn',
    startedAt: '2018-11-05T08:12:31Z',
    submittedAt: '2018-11-19T13:40:02Z',
    paradata: { sittings: 3, secondsPerQuestion: { resultatmaal: 14 }, changed: ['resultatmaal'] },
  })
  expect(JSON.stringify(document)).not.toContain('kari')
})

test('paradata are of the questions that can be answered: none of a text to read or of another version', () => {
  const there = session(program)
  const read = { resultatmaal: 14, les_dette: 3 }
  const { paradata } = buildSubmission({
    questionnaire: questionnaires.integrering,
    unit: units.kommune,
    session: { ...there, paradata: { ...there.paradata, seconds: read, changed: ['les_dette', 'resultatmaal'] } },
    language: 'nn',
    completeness: 'complete',
  })
  expect(paradata).toEqual({ sittings: 3, secondsPerQuestion: { resultatmaal: 14 }, changed: ['resultatmaal'] })
})

test('keeps each kind of missing apart', () => {
  const { answers, missing } = build({
    ...program,
    resultatmaal: without('dont_know'),
    evaluering: without('skipped'),
    ordinaer_utdanning: without('skipped'),
    bosatt_antall: given({ kind: 'number', value: 30, approximate: true }),
  })
  expect(missing.resultatmaal).toBe('dont_know')
  expect(missing.evaluering).toBe('skipped')
  // Asked, and left open when the part was sent in.
  expect(missing.samarbeid_kommuner).toBe('skipped')
  // Answered on a path that no longer applies: set aside.
  expect(missing.bosatt_antall).toBe('not_asked')
  expect(answers.bosatt_antall).toBeUndefined()
})

test('what the survey closed on is not reached, rows too', () => {
  const { complete, answers, missing } = build(
    {
      ...program,
      imdi_nytte: {
        ...given({ kind: 'matrix', value: { tolk: 'god' }, missing: { tilskudd: 'dont_know' } }),
        partial: true,
      },
    },
    'partial',
  )
  expect(complete).toBe(false)
  expect(missing.resultatmaal).toBe('not_reached')
  expect(answers.imdi_nytte).toMatchObject({
    value: { tolk: 'god' },
    missing: { tilskudd: 'dont_know', bosetting: 'not_reached' },
  })
})

test('every asked question is in exactly one place', () => {
  const { answers, missing } = build(program)
  const ids = questionnaires.integrering.sections
    .flatMap((s) => s.questions)
    .filter((q) => q.kind !== 'info')
    .map((q) => q.id)
  expect([...Object.keys(answers), ...Object.keys(missing)].sort()).toEqual(ids.sort())
})

test('a session that was never sent in has no document', () => {
  const open = { ...session(program), submission: null }
  expect(() =>
    buildSubmission({
      questionnaire: questionnaires.integrering,
      unit: units.kommune,
      session: open,
      language: 'nb',
      completeness: 'complete',
    }),
  ).toThrow('no submission')
})
