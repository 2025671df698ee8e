/**
 * The second hold-out: replies to the survey's own questions, run and never read while the parser is tuned; only counts
 * are printed. HOLDOUT_SHOW=1 prints the texts: for a review after the parser is finished.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contexts, judge, replies, type Verdict } from './judge.ts'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./holdout-2/${name}`, import.meta.url), 'utf8'))
const known = contexts.parse(read('contexts.json'))

type Row = { kind: string; name: string; verdict: Verdict }
const rows: Row[] = replies.parse(read('replies.json')).map((reply, index) => {
  const asked = known[reply.context]
  if (asked === undefined || asked.kind === 'info') throw new Error(`${index}: no question «${reply.context}»`)
  const kind = 'command' in reply.expect ? 'commands' : asked.kind
  const text = process.env.HOLDOUT_SHOW === '1' ? ` ${reply.context} ${reply.lang}: ${reply.text}` : ''
  return { kind, name: `${kind} ${index}${text}`, verdict: judge(reply, asked) }
})

const verdicts: Verdict[] = ['understood', 'asked', 'not understood', 'wrongly stored']
const having = (verdict: Verdict, of: readonly Row[] = rows) => of.filter((r) => r.verdict === verdict)
const names = (verdict: Verdict) => having(verdict).map((r) => r.name)

function table(): string {
  const line = (name: string, of: readonly Row[]) =>
    name.padEnd(14) + [...verdicts.map((v) => having(v, of).length), of.length].map((n) => `${n}`.padStart(16)).join('')
  const kinds = [...new Set(rows.map((r) => r.kind))].map((kind) =>
    line(
      kind,
      rows.filter((r) => r.kind === kind),
    ),
  )
  return [''.padEnd(14) + [...verdicts, 'all'].map((v) => v.padStart(16)).join(''), ...kinds, line('all', rows)].join(
    '\n',
  )
}

describe('replies to the real questions, kept apart', () => {
  console.info(table())

  test('there are at least 330', () => {
    expect(rows.length).toBeGreaterThanOrEqual(330)
  })

  test('at least 95 % are understood, or asked about where that is right', () => {
    const faults = [...names('not understood'), ...names('wrongly stored')]
    expect(1 - faults.length / rows.length, faults.join('\n')).toBeGreaterThanOrEqual(0.95)
  })

  test('none is wrongly stored', () => {
    expect(names('wrongly stored')).toEqual([])
  })
})
