/**
 * What counts as a complete interview, a partial one and a break-off: the one rule that status, report, exports and the
 * admin API share. Source: AAPOR, Standard Definitions (10th edition, 2023), «complete», «partial» and «break-off» by the
 * share of all applicable questions that are answered: 80 per cent and 50 per cent, where the wave says nothing else.
 */

import type { Missing } from '../questionnaire/answer.ts'
import type { Wave } from '../questionnaire/wave.ts'

/** From how many whole per cent of the applicable questions an interview is complete, and from how many it is partial. */
export type InterviewLine = Wave['interview']

export type Interview = 'complete' | 'partial' | 'break_off'

/** How much of what applies is answered; «vet ikke» and «ikke aktuelt» are answers, skipping is none. */
export type Answering = { answered: number; of: number }

/**
 * Null: nothing was answered and nothing sent in. What a person has not sent in is partial at most: nobody stands for it
 * yet. A part in which nothing applies to the unit counts by whether it was sent in.
 */
export const interviewOf = (
  { sentIn, answered, of }: Answering & { sentIn: boolean },
  line: InterviewLine,
): Interview | null => {
  if (!sentIn && answered === 0) return null
  const reaches = (percent: number): boolean => 100 * answered >= percent * of
  if (sentIn && reaches(line.complete)) return 'complete'
  return reaches(line.partial) ? 'partial' : 'break_off'
}

/** What of a submission tells how much is answered. `rows`: what is missing in each matrix that was answered. */
export type AnswerCounts = {
  answers: number
  rows: readonly Readonly<Record<string, Missing>>[]
  missing: Readonly<Record<string, Missing>>
}

const open: readonly Missing[] = ['skipped', 'not_reached']

/** A matrix with rows that nobody answered is not answered yet, as in the chat. */
export const answeringOf = ({ answers, rows, missing }: AnswerCounts): Answering => {
  const begun = rows.filter((row) => Object.values(row).some((kind) => open.includes(kind))).length
  const asked = Object.values(missing).filter((kind) => kind !== 'not_asked')
  const left = asked.filter((kind) => open.includes(kind)).length
  return { answered: answers - begun + asked.length - left, of: answers + asked.length }
}

/** The fields of a submission document that `interviewOf` asks. */
type Submitted = {
  complete: boolean
  answers: Readonly<Record<string, { kind: string; missing?: Readonly<Record<string, Missing>> | undefined }>>
  missing: Readonly<Record<string, Missing>>
}

/** The counts of a submission document. */
export const countsOf = ({ answers, missing }: Pick<Submitted, 'answers' | 'missing'>): AnswerCounts => ({
  answers: Object.keys(answers).length,
  rows: Object.values(answers).flatMap((answer) => (answer.missing === undefined ? [] : [answer.missing])),
  missing,
})

/** The outcome of a submission document; `complete` in it says only that a person sent it in. Null: nothing is in it. */
export const interviewIn = (document: Submitted, line: InterviewLine): Interview | null =>
  interviewOf({ sentIn: document.complete, ...answeringOf(countsOf(document)) }, line)
