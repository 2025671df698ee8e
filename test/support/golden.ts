/** Readable transcripts that are kept and compared. `UPDATE_GOLDENS=1` writes them anew. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect } from 'vitest'
import { buildSubmission } from '../../src/results/submission.ts'
import { sessionOf, type Tester } from './tester.ts'

/** Compares a conversation, and what it delivered, with `test/conversations/<name>.txt`. */
export const golden = (name: string, person: Tester): void => {
  const { questionnaire, unit } = person.shared.world
  const document = buildSubmission({
    questionnaire,
    unit,
    session: sessionOf(person.shared),
    language: 'nb',
    completeness: 'complete',
  })
  const text = `${person.log.join('\n')}\n-- levert\n\n${JSON.stringify(document, null, 2)}\n`
  const path = new URL(`../conversations/${name}.txt`, import.meta.url)
  if (process.env.UPDATE_GOLDENS === '1') {
    mkdirSync(dirname(path.pathname), { recursive: true })
    writeFileSync(path, text)
  }
  expect(existsSync(path), `${name}.txt: run with UPDATE_GOLDENS=1`).toBe(true)
  expect(text).toBe(readFileSync(path, 'utf8'))
}
