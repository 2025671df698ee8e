/**
 * The third hold-out: replies to the survey's own questions, each taken through a step of the engine. One half is run and
 * never read while the parser is tuned; only its counts are printed. HOLDOUT_SHOW=1 prints its texts: for a review after
 * the parser is finished. The other half is an ordinary table.
 */
import { describe, expect, test } from 'vitest'
import { questionnaires } from '../support/survey.ts'
import { heardInSession } from './in-session.ts'
import type { Verdict } from './judge.ts'
import { type Reply, readReplies, verdictOn } from './labelled.ts'

const kinds = new Map(
  [questionnaires.raadmann, questionnaires.integrering]
    .flatMap(({ sections }) => sections.flatMap((s) => s.questions))
    .map(({ id, kind }) => [id, kind] as const),
)

type Row = { kind: string; reply: Reply; verdict: Verdict; name: string }
const rowsOf = (file: string): Row[] =>
  readReplies(file).map((reply, index) => {
    const kind = reply.expect.type === 'command' ? 'command' : (kinds.get(reply.question) ?? '')
    const heard = heardInSession(reply)
    const shown = file !== 'held.jsonl' || process.env.HOLDOUT_SHOW === '1'
    const text = shown ? ` ${reply.question}: «${reply.text}» → ${JSON.stringify(heard)}` : ''
    return { kind, reply, verdict: verdictOn(heard, reply), name: `${file} ${index + 1} ${kind}${text}` }
  })

const verdicts: Verdict[] = ['understood', 'asked', 'not understood', 'wrongly stored']
const having = (rows: readonly Row[], verdict: Verdict) => rows.filter((row) => row.verdict === verdict)
const line = (name: string, rows: readonly Row[]) =>
  name.padEnd(14) +
  [...verdicts.map((verdict) => having(rows, verdict).length), rows.length].map((n) => `${n}`.padStart(16)).join('')
const tableOf = (rows: readonly Row[]): string =>
  [
    ''.padEnd(14) + [...verdicts, 'all'].map((verdict) => verdict.padStart(16)).join(''),
    ...[...new Set(rows.map(({ kind }) => kind))].toSorted().map((kind) =>
      line(
        kind,
        rows.filter((row) => row.kind === kind),
      ),
    ),
    ...(['nb', 'nn'] as const).map((lang) =>
      line(
        lang,
        rows.filter(({ reply }) => reply.lang === lang),
      ),
    ),
    line('all', rows),
  ].join('\n')

describe.each([
  ['kept apart', 'held.jsonl', 900],
  ['tuned with', 'tune.jsonl', 800],
] as const)('replies in a session, %s', (_name, file, least) => {
  const rows = rowsOf(file)
  const names = (verdict: Verdict) => having(rows, verdict).map(({ name }) => name)
  console.info(tableOf(rows))

  test(`there are at least ${least}`, () => {
    expect(rows.length).toBeGreaterThanOrEqual(least)
  })

  test('at least 98 % are understood, or asked about where that is right', () => {
    const faults = [...names('not understood'), ...names('wrongly stored')]
    expect(1 - faults.length / rows.length, faults.join('\n')).toBeGreaterThanOrEqual(0.98)
  })

  test('none is wrongly stored', () => {
    expect(names('wrongly stored')).toEqual([])
  })
})
