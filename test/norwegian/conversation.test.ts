/**
 * Whole conversations by authors who had not seen the parser: no answer that was not said, and a word to what was asked.
 * `CONVERSATION_FILE=… npx vitest run test/norwegian/conversation.test.ts` judges another file once, without a floor.
 */

import { expect, test } from 'vitest'
import { judgeAll, type Line, readLines, reported, type Verdict } from './conversation-judge.ts'

/** Least of the conversational lines that are answered, most that are stored or done without being said. */
type Floor = { file: string | URL; answered: number; wrong: number; unread: number }

const tuned = (file: string, answered: number, wrong: number): Floor => ({
  file: new URL(`conversation/${file}`, import.meta.url),
  answered,
  wrong,
  unread: 0,
})

const { CONVERSATION_FILE: given } = process.env

/** What the parser was tuned on; or the file of an author that is judged once, whatever comes of it. */
const floors: readonly Floor[] =
  given === undefined
    ? [tuned('tuning.jsonl', 48, 0), tuned('author-e.jsonl', 90, 0), tuned('author-f.jsonl', 83, 1)]
    : [{ file: given, answered: 0, wrong: Number.POSITIVE_INFINITY, unread: Number.POSITIVE_INFINITY }]

test.each(floors)('$file: what is said is answered, and nothing is done that was not said', (floor) => {
  const rows = judgeAll(readLines(floor.file))
  console.info(reported(`${floor.file}`, rows))
  const of = (kind: Line['kind'] | undefined, verdict: Verdict) =>
    rows.filter((row) => (kind === undefined || row.line.kind === kind) && row.verdict === verdict).length
  expect(of(undefined, 'wrong')).toBeLessThanOrEqual(floor.wrong)
  expect(of('conversation', 'answered')).toBeGreaterThanOrEqual(floor.answered)
  expect(of('conversation', 'unread')).toBeLessThanOrEqual(floor.unread)
})
