/** What `norwegian/` needs to know of the place where a text was typed. */
import type { Hearing } from '../../norwegian/types.ts'
import type { Stop } from '../route.ts'
import type { Draft } from './draft.ts'
import { rowAsked } from './give.ts'

/** Where the text was typed, for `norwegian/`. Without `stop` only commands, «ja» and «nei» are heard. */
export const hearing = (draft: Draft, stop: Stop | undefined): Hearing => {
  const around = { language: draft.seat.language, year: yearInOslo(draft.world.now) }
  if (stop === undefined || stop.question.kind === 'info') return { choiceIds: [], rowIds: [], ...around }
  const { question, choiceIds, rowIds } = stop
  const answer = stop.entry?.answer
  const answered = answer?.kind === 'matrix' ? answer.value : undefined
  const lastRow = answered && Object.keys(answered).at(-1)
  const row = rowAsked(stop)
  return {
    question,
    choiceIds,
    rowIds,
    ...around,
    ...(row === undefined ? {} : { row }),
    ...(answered ? { answeredRows: answered } : {}),
    ...(lastRow === undefined ? {} : { lastRow }),
  }
}

const osloYear = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Europe/Oslo' })
const yearInOslo = (now: number): number => Number(osloYear.format(now))
