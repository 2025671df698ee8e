/** The two small waves of `test/waves/to-ganger`: their surveys, and the answers of each as they stand in the results store. */

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Survey } from '../../src/app/service.ts'
import { readReportFolder } from '../../src/edge/report/write-report.ts'
import { buildReport, currentSubmissions, type ReportInput } from '../../src/report/build-report.ts'
import type { Release } from '../../src/report/measure.ts'
import type { Report } from '../../src/report/model.ts'
import type { Before } from '../../src/report/since.ts'
import { type SubmissionDocument, submissionDocument } from '../../src/results/submission.ts'
import { openSurvey } from '../../src/start/survey.ts'

export const twoWaves = join(dirname(fileURLToPath(import.meta.url)), '../waves/to-ganger')

export const surveyOf = async (wave: 'forst' | 'neste'): Promise<Survey> => {
  const read = await openSurvey({ folder: twoWaves, wave, opensAt: null, closesAt: null })
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.survey
}

/** Unit → column → cell of `svar.csv`; a test may change it before it is made into submissions. */
export type Answers = Map<string, Record<string, string>>

export const answersOf = (wave: 'forst' | 'neste'): Answers => {
  const [head = '', ...lines] = readFileSync(join(twoWaves, wave, 'svar.csv'), 'utf8')
    .trim()
    .split('\n')
  const columns = head.split(',')
  return new Map(
    lines.map((line) => {
      const cells = line.split(',')
      return [cells[0] ?? '', Object.fromEntries(columns.slice(1).map((name, i) => [name, cells[i + 1] ?? '']))]
    }),
  )
}

/** An empty cell is «vet ikke». */
export const documentsOf = (survey: Survey, answers: Answers): SubmissionDocument[] =>
  [...answers].map(([id, cells]) => {
    const { plan = '', kontakt = '', tiltak = '', rad = '', tall = '', antall = '' } = cells
    const given = {
      ...(plan === '' ? {} : { plan: { kind: 'single', value: plan } }),
      ...(kontakt === '' ? {} : { kontakt: { kind: 'single', value: kontakt } }),
      ...(tiltak === '' ? {} : { tiltak: { kind: 'multiple', value: tiltak.split(';') } }),
      nytte: { kind: 'matrix', value: { rad, tall } },
      ...(antall === '' ? {} : { antall: { kind: 'number', value: Number(antall) } }),
    }
    const asked = ['plan', 'kontakt', 'tiltak', 'antall'].filter((question) => !Object.hasOwn(given, question))
    const day = new Date(survey.opensAt + 24 * 3_600_000).toISOString()
    return submissionDocument.parse({
      schema: 'kommunedialog.submission.v1',
      submissionId: `00000000-0000-4000-8000-${`${survey.opensAt % 1e8}${id}`.padStart(12, '0')}`,
      ...{ revision: 1, complete: true, wave: survey.wave.id, part: 'svar', questionnaireVersion: 1 },
      unit: { id, kind: 'kommune', name: survey.units.get(id)?.name ?? id },
      ...{ language: 'nb', startedAt: day, submittedAt: day, answers: given },
      missing: Object.fromEntries(asked.map((question) => [question, 'dont_know'])),
      paradata: { sittings: 1, secondsPerQuestion: {}, changed: [] },
    })
  })

const questionnairesOf = ({ questionnaires }: Survey) => [...questionnaires.values()].flatMap((of) => [...of.values()])

type Given = {
  before?: Answers
  now?: Answers
  earlier?: readonly Release[]
  /** Of the first wave. */
  earlierThen?: readonly Release[]
  heirs?: Before['heirs']
  borders?: Before['borders']
  unanswered?: Before['unanswered']
  older?: ReportInput['older']
  plan?: Partial<ReportInput['plan']>
}

/** The report of `neste`, compared with `forst`. */
export const comparedReport = async (
  given: Given = {},
): Promise<{
  report: Report
  release: Release
  releaseBefore: Release
  releasesBefore: Release[]
  input: ReportInput
}> => {
  const [forst, neste] = [await surveyOf('forst'), await surveyOf('neste')]
  const folder = await readReportFolder(neste.folder)
  if ('faults' in folder) throw new Error(JSON.stringify(folder.faults))
  const units = [...forst.units.values()]
  const before: Before = {
    ...{ wave: forst.wave, year: 2022, units, questionnaires: questionnairesOf(forst) },
    submissions: currentSubmissions(documentsOf(forst, given.before ?? answersOf('forst')), units),
    earlier: given.earlierThen ?? [],
    heirs: given.heirs ?? neste.heirs ?? new Map(),
    unanswered: given.unanswered ?? [],
    borders: given.borders ?? neste.borders ?? new Map(),
  }
  const input: ReportInput = {
    ...{ wave: neste.wave, questionnaires: questionnairesOf(neste), units: [...neste.units.values()] },
    submissions: documentsOf(neste, given.now ?? answersOf('neste')),
    ...{
      trend: folder.trend,
      plan: { ...folder.plan, ...given.plan },
      earlier: given.earlier ?? [],
      answers: 'real',
      before,
      ...(given.older === undefined ? {} : { older: given.older }),
    },
    ...{ now: neste.closesAt + 1, opensAt: neste.opensAt, closesAt: neste.closesAt },
  }
  const { report, release, releasesBefore } = buildReport(input)
  const [releaseBefore] = releasesBefore
  if (releaseBefore === undefined) throw new Error('nothing is compared')
  return { report, release, releaseBefore, releasesBefore, input }
}
