/**
 * The third hold-out: replies to the survey's own questions, each taken through a step of the engine. One half is run and
 * never read while the parser is tuned; only its counts are printed. HOLDOUT_SHOW=1 prints its texts: for a review after
 * the parser is finished. The other half is an ordinary table.
 */
import { describe } from 'vitest'
import { drafted } from '../support/survey.ts'
import { heardInSession } from './in-session.ts'
import { readReplies, verdictOn } from './labelled.ts'
import { type Row, standsUp } from './verdict-table.ts'

const kinds = new Map(
  [drafted.raadmann, drafted.integrering]
    .flatMap(({ sections }) => sections.flatMap((s) => s.questions))
    .map(({ id, kind }) => [id, kind] as const),
)

const rowsOf = (file: string): Row[] =>
  readReplies(file).map((reply, index) => {
    const kind = reply.expect.type === 'command' ? 'command' : (kinds.get(reply.question) ?? '')
    const heard = heardInSession(reply)
    const shown = file !== 'held.jsonl' || process.env.HOLDOUT_SHOW === '1'
    const text = shown ? ` ${reply.question}: «${reply.text}» → ${JSON.stringify(heard)}` : ''
    return { kind, lang: reply.lang, verdict: verdictOn(heard, reply), name: `${file} ${index + 1} ${kind}${text}` }
  })

describe.each([
  ['kept apart', 'held.jsonl', 900],
  ['tuned with', 'tune.jsonl', 800],
] as const)('replies in a session, %s', (_name, file, least) => {
  standsUp(rowsOf(file), least)
})
