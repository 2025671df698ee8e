/**
 * The fifth hold-out: what busy people type, by an author who knew the questionnaires and not the parser. Its README has
 * the figures of the first run; all of it has been read since, so it guards against falling back and estimates nothing.
 */
import { readFileSync } from 'node:fs'
import { describe } from 'vitest'
import { drafted } from '../support/survey.ts'
import { heardInSession } from './in-session.ts'
import { contexts, judge, replies } from './judge.ts'
import { readReplies, verdictOn } from './labelled.ts'
import { type Row, standsUp } from './verdict-table.ts'

const kinds = new Map(
  [drafted.raadmann, drafted.integrering]
    .flatMap(({ sections }) => sections.flatMap((s) => s.questions))
    .map(({ id, kind }) => [id, kind] as const),
)
const inSession: Row[] = readReplies('replies.jsonl', 'holdout-5').map((reply) => {
  const heard = heardInSession(reply)
  const kind = reply.expect.type === 'command' ? 'command' : (kinds.get(reply.question) ?? '')
  const name = `${reply.question}: «${reply.text}» → ${JSON.stringify(heard)}`
  return { kind, lang: reply.lang, verdict: verdictOn(heard, reply), name }
})

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./holdout-5/${name}`, import.meta.url), 'utf8'))
const known = contexts.parse(read('contexts.json'))
const alone: Row[] = replies.parse(read('alone.json')).map((reply) => {
  const asked = known[reply.context]
  if (asked === undefined || asked.kind === 'info') throw new Error(`no question «${reply.context}»`)
  const name = `${reply.context}: «${reply.text}»`
  return { kind: 'technical', lang: reply.lang, verdict: judge(reply, asked), name }
})

describe('replies of an author who had not seen the parser', () => {
  standsUp([...inSession, ...alone], 770)
})
