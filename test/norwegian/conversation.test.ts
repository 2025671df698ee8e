/**
 * Whole conversations by authors who had not seen the parser: no answer that was not said, and a word to what was asked.
 * `CONVERSATION_FILE=… npx vitest run test/norwegian/conversation.test.ts` judges another file once, without a floor.
 */

import { describe, expect, test } from 'vitest'
import { judgeAll, type Line, readLines, reported, type Verdict } from './conversation-judge.ts'

const given = process.env.CONVERSATION_FILE

describe.skipIf(given !== undefined)('lines that the parser was tuned on', () => {
  /** Least of the conversational lines that are answered, most that are stored or done without being said. */
  const floors: readonly [file: string, answered: number, wrong: number][] = [
    ['tuning.jsonl', 45, 0],
    ['author-e.jsonl', 50, 6],
    ['author-f.jsonl', 50, 8],
  ]

  test.each(floors)('%s: at least %i conversational lines are answered, at most %i wrong', (file, answered, wrong) => {
    const rows = judgeAll(readLines(new URL(`conversation/${file}`, import.meta.url)))
    console.info(reported(file, rows))
    const of = (kind: Line['kind'] | undefined, verdict: Verdict) =>
      rows.filter((row) => (kind === undefined || row.line.kind === kind) && row.verdict === verdict)
    expect(of(undefined, 'wrong').length).toBeLessThanOrEqual(wrong)
    expect(of('conversation', 'answered').length).toBeGreaterThanOrEqual(answered)
    expect(of('conversation', 'unread').map(({ line: { expected } }) => expected)).toEqual([])
  })
})

test.runIf(given !== undefined)('a file given from outside is judged', () => {
  const rows = judgeAll(readLines(given ?? ''))
  console.info(reported(given ?? '', rows))
  expect(rows.length).toBeGreaterThan(0)
})
