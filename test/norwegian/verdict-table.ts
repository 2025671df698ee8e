/** What a hold-out in a session must hold, and its counts as a table; for the third and the fourth. */
import { expect, test } from 'vitest'
import type { Verdict } from './judge.ts'

export type Row = { kind: string; lang: 'nb' | 'nn'; verdict: Verdict; name: string }

const verdicts: Verdict[] = ['understood', 'asked', 'not understood', 'wrongly stored']
const having = (rows: readonly Row[], verdict: Verdict) => rows.filter((row) => row.verdict === verdict)
const line = (name: string, rows: readonly Row[]) =>
  name.padEnd(14) +
  [...verdicts.map((verdict) => having(rows, verdict).length), rows.length].map((n) => `${n}`.padStart(16)).join('')
const tableOf = (rows: readonly Row[]): string => {
  const kinds = Map.groupBy(rows, ({ kind }) => kind)
  const langs = Map.groupBy(rows, ({ lang }) => lang)
  return [
    ''.padEnd(14) + [...verdicts, 'all'].map((verdict) => verdict.padStart(16)).join(''),
    ...[...kinds].toSorted(([a], [b]) => a.localeCompare(b)).map(([kind, of]) => line(kind, of)),
    ...[...langs].map(([lang, of]) => line(lang, of)),
    line('all', rows),
  ].join('\n')
}

/** Prints the table, and makes the tests: enough replies, 98 % right, none wrongly stored. */
export const standsUp = (rows: readonly Row[], least: number): void => {
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
}
