/** What stands in the stores and no report could count: answers to what is not asked, and waves that have no folder. */

import { type Fault, type FaultKey, said } from '../../questionnaire/fault.ts'
import type { Question } from '../../questionnaire/schema.ts'
import { byAnswer, choicesOf, isFor, rowsOf } from '../../questionnaire/shape.ts'
import { questionsOf } from '../../questionnaire/versions.ts'
import { type SubmissionDocument, type SubmittedAnswer, submissionDocument } from '../../results/submission.ts'
import type { ResultsReader } from '../ports/register.ts'
import type { Survey } from '../service.ts'
import type { StoredSession, VersionBook } from './versions.ts'

/** One thing that no version says, and how many submissions have it. */
type Lost = { file: string; key: FaultKey; vars: Record<string, string>; count: number }

/**
 * Of each wave's newest submissions: those that cannot be read, and answers to a question, row or choice that is not in the version they stand on, or
 * of another kind. A version that is gone is told of by `versionFaults`. Throws `StoreAway`.
 */
export const answerFaults = async (
  surveys: readonly Survey[],
  results: Pick<ResultsReader, 'latest'>,
): Promise<Fault[]> => {
  const lost = new Map<string, Lost>()
  const note = (file: string, key: FaultKey, vars: Record<string, string> = {}) => {
    const name = JSON.stringify([file, key, vars])
    const one = lost.get(name) ?? { file, key, vars, count: 0 }
    lost.set(name, { ...one, count: one.count + 1 })
  }
  for (const { wave, folder, questionnaires } of surveys) {
    for await (const stored of results.latest(wave.id)) {
      const { success, data } = submissionDocument.safeParse(stored)
      if (!success) {
        note(`${folder}/wave.yaml`, 'answers_lost.unread')
        continue
      }
      const { part, questionnaireVersion: version } = data
      const asked = questionnaires.get(part)?.get(version)
      if (asked === undefined) continue
      const questions = new Map(questionsOf(asked).map((question) => [question.id, question]))
      for (const { key, vars } of lostIn(data, questions)) note(`${folder}/${part}.v${version}.yaml`, key, vars)
    }
  }
  return [...lost.values()].map(({ file, key, vars, count }) => {
    return { file, line: 1, column: 1, ...said(key, { ...vars, count }) }
  })
}

type Found = { key: FaultKey; vars: Record<string, string> }

const lostIn = ({ answers }: SubmissionDocument, questions: ReadonlyMap<string, Question>): Found[] =>
  Object.entries(answers).flatMap(([id, answer]): Found[] => {
    const question = questions.get(id)
    if (question === undefined) return [{ key: 'answers_lost.question', vars: { question: id } }]
    if (!isFor(question, answer)) return [{ key: 'answers_lost.kind', vars: { question: id } }]
    const { rows, choices } = idsIn(answer)
    const [knownRows, known] = [rowsOf(question), choicesOf(question)].map((list) => new Set(list.map((one) => one.id)))
    return [
      ...rows
        .filter((row) => !knownRows?.has(row))
        .map((row): Found => {
          return { key: 'answers_lost.row', vars: { question: id, row } }
        }),
      ...[...new Set(choices)]
        .filter((choice) => !known?.has(choice))
        .map((choice): Found => {
          return { key: 'answers_lost.choice', vars: { question: id, choice } }
        }),
    ]
  })

/** The ids of the questionnaire that an answer holds. */
const idsIn = (answer: SubmittedAnswer): { rows: readonly string[]; choices: readonly string[] } => {
  const none = { rows: [], choices: [] }
  return byAnswer(answer, {
    choice: ({ value }) => ({ rows: [], choices: [value] }),
    choices: ({ value }) => ({ rows: [], choices: value }),
    order: ({ value }) => ({ rows: [], choices: value }),
    rows: ({ value }) => ({ rows: Object.keys(value), choices: Object.values(value) }),
    figure: () => none,
    date: () => none,
    words: () => none,
  })
}

/** Waves that somebody has answered and that none of the `known` ids names. `dialogs`: the folder they would lie in. Throws `StoreAway`. */
export const waveFaults = async (
  dialogs: string,
  known: ReadonlySet<string>,
  { sessions, versions }: { sessions: readonly StoredSession[]; versions: Pick<VersionBook, 'waves'> },
): Promise<Fault[]> => {
  const counts = new Map<string, { sessions: number; submissions: number }>()
  const add = (wave: string, what: 'sessions' | 'submissions', count: number) => {
    const one = counts.get(wave) ?? { sessions: 0, submissions: 0 }
    counts.set(wave, { ...one, [what]: one[what] + count })
  }
  for (const { wave } of sessions) add(wave, 'sessions', 1)
  for (const { wave, submissions } of await versions.waves()) add(wave, 'submissions', submissions)
  return [...counts]
    .filter(([wave]) => !known.has(wave))
    .map(([wave, count]) => {
      return { file: `${dialogs}/${wave}/wave.yaml`, line: 1, column: 1, ...said('wave_gone', count) }
    })
}
