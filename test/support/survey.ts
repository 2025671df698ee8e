/** The questionnaires and units that conversations are held about, with a fixed time. */

import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { World } from '../../src/engine/session.ts'
import type { Called } from '../../src/questionnaire/called.ts'
import { type Questionnaire, questionnaire } from '../../src/questionnaire/schema.ts'
import { type Unit, type Wave, wave, windowOf } from '../../src/questionnaire/wave.ts'

const fileOf = (path: string): URL => new URL(`../../${path}`, import.meta.url)
const read = (path: string): unknown => parse(readFileSync(fileOf(path), 'utf8'))

const folder = 'dialogs/kommuneundersokelsen-2018'
const theWave = wave.parse(read(`${folder}/wave.yaml`))

export const questionnaires: Record<'raadmann' | 'integrering' | 'teknisk', Questionnaire> = {
  raadmann: questionnaire.parse(read(`${folder}/raadmann.v1.yaml`)),
  integrering: questionnaire.parse(read(`${folder}/integrering.v1.yaml`)),
  teknisk: questionnaire.parse(read('test/questionnaire/technical/teknisk.v1.yaml')),
}

/**
 * The two parts as they were drafted: what the replies of the hold-outs were written to, and what tests of understanding
 * hold on to while the wave's own texts are edited.
 */
export const drafted: Record<'raadmann' | 'integrering', Questionnaire> = {
  raadmann: questionnaire.parse(read('test/questionnaire/drafted/raadmann.v1.yaml')),
  integrering: questionnaire.parse(read('test/questionnaire/drafted/integrering.v1.yaml')),
}

const around = { county: 'Hordaland', population: 4_000, imdiRegion: 'Vest', centrality: 0 }

export const units: Record<'kommune' | 'bydel', Unit> = {
  kommune: { id: '1244', kind: 'kommune', name: 'Austevoll', language: 'nn', ...around },
  bydel: {
    id: '030105',
    kind: 'bydel',
    name: 'Frogner',
    language: 'neutral',
    ...around,
    county: 'Oslo',
    population: 58_000,
  },
}

/** Monday 5 November 2018, 09.00 in Norway, in the middle of the survey. */
export const morning = Date.parse('2018-11-05T08:00:00Z')

/** What people call the answers of the wave that conversations are held about, as its folder tells; undefined: it does not. */
export const calledInWave: Called | undefined = existsSync(fileOf(`${folder}/called.json`))
  ? (JSON.parse(readFileSync(fileOf(`${folder}/called.json`), 'utf8')) as Called)
  : undefined

/** The drafts are read by the rules alone: the wave's answers have been changed since. */
const calledAt = (about: Questionnaire): Called | undefined =>
  Object.values(questionnaires).includes(about) ? calledInWave : undefined

export const worldOf = (about: Questionnaire, unit: Unit, called: Called | undefined = calledAt(about)): World => ({
  questionnaire: about,
  wave: theWave,
  ...(called === undefined ? {} : { called }),
  opensAt: Date.parse('2018-10-22T06:00:00Z'),
  closesAt: Date.parse('2018-12-07T15:00:00Z'),
  unit,
  now: morning,
  newId: '7e0f2f9a-8f0a-4a51-9a3f-0c5d3e1b2a77',
})

/** The same in any wave, two weeks after it opens. */
export const worldIn = (of: Wave, about: Questionnaire, unit: Unit, called?: Called): World => {
  const { opensAt, closesAt } = windowOf(of)
  return { ...worldOf(about, unit, called), wave: of, opensAt, closesAt, now: opensAt + 14 * 24 * 3_600_000 }
}
