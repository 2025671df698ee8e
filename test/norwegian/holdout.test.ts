/**
 * Replies written by somebody who did not write the parser. They are run, never read, while the parser is tuned; only
 * counts are printed. HOLDOUT_SHOW=1 prints the texts: for a review after the parser is finished.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contexts, judge, replies, type Verdict } from './judge.ts'

const folder = new URL('./holdout/', import.meta.url)
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const known = contexts.parse(read('contexts.json'))

type Row = { kind: string; index: number; verdict: Verdict; text: string }
const rows: Row[] = readdirSync(folder)
  .filter((name) => /^replies-.*\.json$/.test(name))
  .flatMap((name) => {
    const kind = name.replace(/^replies-(.*)\.json$/, '$1')
    return replies.parse(read(name)).map((reply, index) => {
      const asked = known[reply.context]
      if (asked === undefined || asked.kind === 'info')
        throw new Error(`${name} ${index}: no question «${reply.context}»`)
      return { kind, index, verdict: judge(reply, asked), text: reply.text }
    })
  })

const verdicts: Verdict[] = ['understood', 'asked', 'not understood', 'wrongly stored']
const count = (verdict: Verdict, of: readonly Row[] = rows) => of.filter((r) => r.verdict === verdict).length

function table(): string {
  const kinds = [...new Set(rows.map((r) => r.kind))]
  const line = (name: string, of: readonly Row[]) =>
    name.padEnd(14) + [...verdicts.map((v) => count(v, of)), of.length].map((n) => String(n).padStart(16)).join('')
  const head = ''.padEnd(14) + [...verdicts, 'all'].map((v) => v.padStart(16)).join('')
  return [
    head,
    ...kinds.map((kind) =>
      line(
        kind,
        rows.filter((r) => r.kind === kind),
      ),
    ),
    line('all', rows),
  ].join('\n')
}

const shown = (row: Row) =>
  process.env.HOLDOUT_SHOW === '1' ? `${row.kind} ${row.index}: ${row.text}` : `${row.kind} ${row.index}`

describe('replies kept apart', () => {
  console.info(table())

  test('there are at least 300', () => {
    expect(rows.length).toBeGreaterThanOrEqual(300)
  })

  test('at least 98 % are understood, or asked about where that is right', () => {
    const faults = rows.filter((r) => r.verdict === 'not understood' || r.verdict === 'wrongly stored').map(shown)
    expect((count('understood') + count('asked')) / rows.length, faults.join('\n')).toBeGreaterThanOrEqual(0.98)
  })

  test('none is wrongly stored', () => {
    expect(rows.filter((r) => r.verdict === 'wrongly stored').map(shown)).toEqual([])
  })
})
